using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <content>Findings, and the forms of single values.</content>
public static partial class TriageJson
{
    static void Finding(Utf8JsonWriter json, TriageFinding finding)
    {
        json.WriteStartObject();
        json.WriteString("id", finding.Id);
        json.WriteString("detector", finding.Detector);
        EscapeJson.Write(json, "title", finding.Title);
        Texts(json, "techniques", finding.Techniques);
        json.WriteString("level", finding.Level);
        Number(json, "bits", finding.Bits);
        json.WriteBoolean("conclusive", finding.Conclusive);
        json.WriteString("tool", finding.Tool);
        Subject(json, finding.Subject);
        Array(json, "affected", finding.Affected, Affected);
        Flag(json, "active", finding.Active);
        Time(json, "firstSeen", finding.FirstSeen);
        Time(json, "lastSeen", finding.LastSeen);
        json.WriteNumber("queries", finding.Queries);
        First(json, finding.FirstEscalation);
        Payload(json, finding.Payload);
        json.WriteStartObject("prior");
        Number(json, "bits", finding.Prior.Bits);
        EscapeJson.Write(json, "text", finding.Prior.Text);
        json.WriteEndObject();
        Array(json, "families", finding.Families, Family);
        Array(json, "signals", finding.Signals, Signal);
        Array(json, "didNotRun", finding.DidNotRun, NotRun);
        Timeline(json, finding.Timeline);
        Array(json, "reputations", finding.Reputations, ReputationJson.Write);
        Array(json, "infrastructure", finding.Infrastructure, Infrastructure);
        PlaceJson.Write(json, finding.Server?.Place);
        Array(json, "alsoSeen", finding.AlsoSeen, Sighting);
        Array(json, "traits", finding.Traits, LinkJson.Trait);
        LinkJson.SuppressedBy(json, finding.Suppressed);
        Texts(json, "sessions", finding.Sessions);
        Array(json, "evidence", finding.Evidence, Excerpt);
        json.WriteEndObject();
    }

    static void Sighting(Utf8JsonWriter json, TriageSighting sighting)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "as", sighting.As);
        json.WriteString("relation", sighting.Relation);
        json.WriteNumber("names", sighting.Names);
        json.WriteNumber("agreed", sighting.Agreed);
        if (sighting.Certainty is { } certainty)
        {
            json.WriteNumber("certainty", certainty);
        }
        else
        {
            json.WriteNull("certainty");
        }
        Number(json, "skewSeconds", sighting.SkewSeconds);
        EscapeJson.Write(json, "text", sighting.Text);
        json.WriteEndObject();
    }

    static void Infrastructure(Utf8JsonWriter json, TriageInfrastructure zone)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "zone", zone.Zone);
        json.WriteString("conclusion", ProfileWords.Of(zone.Conclusion));
        Array(json, "statements", zone.Statements, ProfileJson.Object<Profiles.ProfileStatement>(ProfileJson.Statement));
        Array(json, "addresses", zone.Addresses, PlaceJson.Write);
        json.WriteEndObject();
    }

    internal static void Subject(Utf8JsonWriter json, TriageSubject subject)
    {
        json.WriteStartObject("subject");
        EscapeJson.Write(json, "client", subject.Client);
        EscapeJson.Write(json, "zone", subject.Zone);
        Array(json, "zones", subject.Zones, EscapeJson.Write);
        EscapeJson.Write(json, "server", subject.Server);
        if (subject.Port is { } port)
        {
            json.WriteNumber("port", port);
        }
        else
        {
            json.WriteNull("port");
        }
        EscapeJson.Write(json, "process", subject.Process);
        json.WriteEndObject();
    }

    static void Affected(Utf8JsonWriter json, TriageAffected affected)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "client", affected.Client);
        EscapeJson.Write(json, "host", affected.Host);
        EscapeJson.Write(json, "user", affected.User);
        EscapeJson.Write(json, "process", affected.Process);
        EscapeJson.Write(json, "owner", affected.Owner);
        EscapeJson.Write(json, "role", affected.Role);
        EscapeJson.Write(json, "criticality", affected.Criticality);
        EscapeJson.Write(json, "note", affected.Note);
        Time(json, "firstSeen", affected.FirstSeen);
        Time(json, "lastSeen", affected.LastSeen);
        json.WriteNumber("queries", affected.Queries);
        json.WriteEndObject();
    }

    static void First(Utf8JsonWriter json, FirstEscalation? first)
    {
        if (first is null)
        {
            json.WriteNull("firstEscalation");
            return;
        }
        json.WriteStartObject("firstEscalation");
        json.WriteNumber("query", first.Query);
        Time(json, "time", first.Time);
        json.WriteNumber("payloadBytes", first.PayloadBytes);
        json.WriteEndObject();
    }

    static void Payload(Utf8JsonWriter json, TriagePayload? payload)
    {
        if (payload is null)
        {
            json.WriteNull("payload");
            return;
        }
        json.WriteStartObject("payload");
        Bounds(json, "upBytes", payload.UpBytes);
        Bounds(json, "downBytes", payload.DownBytes);
        json.WriteEndObject();
    }

    static void Bounds(Utf8JsonWriter json, string property, ByteBounds bounds)
    {
        json.WriteStartObject(property);
        json.WriteNumber("low", bounds.Low);
        json.WriteNumber("high", bounds.High);
        json.WriteEndObject();
    }

    internal static void Family(Utf8JsonWriter json, TriageFamily family)
    {
        json.WriteStartObject();
        json.WriteString("family", family.Family);
        Number(json, "bits", family.Bits);
        json.WriteEndObject();
    }

    static void Signal(Utf8JsonWriter json, TriageSignal signal)
    {
        json.WriteStartObject();
        json.WriteString("id", signal.Id);
        json.WriteString("detector", signal.Detector);
        json.WriteString("family", signal.Family);
        Number(json, "value", signal.Value);
        Number(json, "baseline", signal.Baseline);
        Number(json, "bits", signal.Bits);
        EscapeJson.Write(json, "text", signal.Text);
        json.WriteEndObject();
    }

    internal static void NotRun(Utf8JsonWriter json, DidNotRun detector)
    {
        json.WriteStartObject();
        json.WriteString("detector", detector.Detector);
        json.WriteString("because", detector.Because);
        json.WriteEndObject();
    }

    static void Timeline(Utf8JsonWriter json, TriageTimeline? timeline)
    {
        if (timeline is null)
        {
            json.WriteNull("timeline");
            return;
        }
        json.WriteStartObject("timeline");
        json.WriteNumber("interval", timeline.Interval);
        Time(json, "from", timeline.From);
        Array(json, "queries", timeline.Queries, static (json, count) => json.WriteNumberValue(count));
        Array(json, "bytes", timeline.Bytes, static (json, count) => json.WriteNumberValue(count));
        if (timeline.Usual is { } usual)
        {
            Array(json, "usual", usual, static (json, bound) => json.WriteNumberValue(Figures.Rounded(bound)));
        }
        else
        {
            json.WriteNull("usual");
        }
        json.WriteEndObject();
    }

    static void Excerpt(Utf8JsonWriter json, TriageExcerpt excerpt)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "path", excerpt.Path);
        json.WriteNumber("position", excerpt.Position);
        EscapeJson.Write(json, "excerpt", excerpt.Excerpt);
        EscapeJson.Write(json, "filter", excerpt.Filter);
        json.WriteEndObject();
    }

    internal static void Array<T>(Utf8JsonWriter json, string property, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(property);
        foreach (var item in items)
        {
            write(json, item);
        }
        json.WriteEndArray();
    }

    internal static void Texts(Utf8JsonWriter json, string property, ImmutableArray<string> texts) =>
        Array(json, property, texts, static (json, text) => json.WriteStringValue(text));

    internal static void Time(Utf8JsonWriter json, string property, DateTime? time) => json.WriteString(property, time is { } some ? Clock.Rfc3339(some) : null);

    internal static void Flag(Utf8JsonWriter json, string property, bool? flag)
    {
        if (flag is { } some)
        {
            json.WriteBoolean(property, some);
        }
        else
        {
            json.WriteNull(property);
        }
    }

    // What is no number (a rate over nothing) is not known; negative zero is zero.
    internal static void Number(Utf8JsonWriter json, string property, double? number)
    {
        if (number is { } some && double.IsFinite(some))
        {
            json.WriteNumber(property, Figures.Rounded(some) + 0.0);
        }
        else
        {
            json.WriteNull(property);
        }
    }
}
