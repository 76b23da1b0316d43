using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Intelligence;

namespace Nameward.Engine.Reports;

/// <summary>Feeds as JSON, schemas <c>nameward/intel-list/1</c>, <c>nameward/intel-update/1</c> and <c>nameward/intel-lookup/1</c>, by the same rules as <see cref="TriageJson"/>.</summary>
public static class FeedsJson
{
    /// <summary>Every feed.</summary>
    public static byte[] List(ImmutableArray<FeedRow> rows, DateTime now) => Document("nameward/intel-list/1", json =>
    {
        Time(json, "now", now);
        Array(json, "feeds", rows, row =>
        {
            json.WriteStartObject();
            Feed(json, row.Feed);
            Time(json, "made", row.Made);
            Time(json, "next", row.Next);
            json.WriteEndObject();
        });
    });

    /// <summary>How tries went.</summary>
    public static byte[] Outcomes(ImmutableArray<FeedOutcome> outcomes) => Document("nameward/intel-update/1", json => Array(json, "feeds", outcomes, outcome =>
    {
        json.WriteStartObject();
        json.WriteString("outcome", outcome.Kind switch { OutcomeKind.Taken => "taken", OutcomeKind.Unchanged => "unchanged", _ => "fault" });
        Feed(json, outcome.Feed);
        json.WriteBoolean("canForce", outcome.CanForce);
        Array(json, "samples", outcome.Samples, sample =>
        {
            json.WriteStartObject();
            json.WriteNumber("at", sample.At);
            json.WriteString("because", sample.Because);
            EscapeJson.Write(json, "text", sample.Text);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }));

    /// <summary>What was looked up.</summary>
    public static byte[] Lookup(ImmutableArray<LookupAnswer> answers, DateTime now) => Document("nameward/intel-lookup/1", json => Array(json, "answers", answers, answer =>
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "what", answer.What.Text);
        Array(json, "hits", answer.Hits, hit =>
        {
            json.WriteStartObject();
            json.WriteString("feed", hit.Feed.Name);
            json.WriteString("use", FeedWording.Of(hit.Feed.Settings.Use));
            json.WriteString("trust", FeedWording.Of(hit.Feed.Settings.Trust));
            json.WriteString("tlp", FeedWording.Of(FeedWording.TlpOf(hit.Feed)));
            Entry(json, hit.Entry);
            Time(json, "confirmed", hit.Confirmed);
            Time(json, "expires", hit.Expires);
            json.WriteBoolean("isExpired", hit.Expires <= now);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }));

    /// <summary>Properties of an entry.</summary>
    internal static void Entry(Utf8JsonWriter json, ListedEntry entry)
    {
        EscapeJson.Write(json, "entry", entry.Text);
        json.WriteString("kind", entry.IsName ? "name" : "network");
        json.WriteString("scope", entry.IsName ? FeedWording.Of(entry.Scope) : null);
        json.WriteString("role", entry.Role == Intelligence.Feeds.EntryRole.NameServer ? "name-server" : "any");
        json.WriteBoolean("isException", entry.IsException);
        Time(json, "from", entry.From);
        Time(json, "until", entry.Until);
        Time(json, "lastSeen", entry.LastSeen);
        Number(json, "confidence", entry.Confidence);
        EscapeJson.Write(json, "threat", entry.Threat);
        EscapeJson.Write(json, "reference", entry.Reference);
        Number(json, "line", entry.At == 0 ? null : entry.At);
    }

    /// <summary>A document of a schema on one line, with a line end.</summary>
    internal static byte[] Document(string schema, Action<Utf8JsonWriter> write) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", schema);
        write(json);
        json.WriteEndObject();
    });

    /// <summary>A time, null where there is none.</summary>
    internal static void Time(Utf8JsonWriter json, string name, DateTime? time) => json.WriteString(name, time is { } some ? Clock.Rfc3339(some) : null);

    /// <summary>An array.</summary>
    internal static void Array<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(item);
        }
        json.WriteEndArray();
    }

    static void Number(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } some)
        {
            json.WriteNumber(name, some);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    static void Feed(Utf8JsonWriter json, FeedRecord feed)
    {
        json.WriteString("name", feed.Name);
        json.WriteString("origin", feed.Origin);
        json.WriteString("use", FeedWording.Of(feed.Settings.Use));
        json.WriteString("trust", FeedWording.Of(feed.Settings.Trust));
        json.WriteString("tlp", FeedWording.Of(FeedWording.TlpOf(feed)));
        Number(json, "expiresSeconds", (long?)feed.Settings.Expires?.TotalSeconds);
        Number(json, "everySeconds", (long?)feed.Settings.Every?.TotalSeconds);
        json.WriteString("format", feed.InForce?.Format);
        json.WriteString("sha256", feed.InForce?.Sha256);
        Number(json, "bytes", feed.InForce?.Bytes);
        Time(json, "read", feed.InForce?.At);
        Time(json, "tried", feed.Tried);
        json.WriteString("fault", feed.Fault);
        Time(json, "failingSince", feed.FailingSince);
        Counts(json, feed.InForce?.Counts ?? new());
    }

    static void Counts(Utf8JsonWriter json, FeedCounts counts)
    {
        json.WriteNumber("entries", counts.Entries);
        json.WriteNumber("names", counts.Names);
        json.WriteNumber("networks", counts.Networks);
        json.WriteNumber("exceptions", counts.Exceptions);
        json.WriteNumber("repeated", counts.Repeated);
        Reasons(json, "passed", counts.Passed);
        Reasons(json, "rejected", counts.Rejected);
    }

    static void Reasons(Utf8JsonWriter json, string name, ImmutableSortedDictionary<string, long> reasons)
    {
        json.WriteStartObject(name);
        foreach (var (reason, count) in reasons)
        {
            json.WriteNumber(reason, count);
        }
        json.WriteEndObject();
    }
}
