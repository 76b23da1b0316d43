using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts.Rebuilding;

namespace Nameward.Engine.Reports;

/// <summary>The sessions of channels as JSON, schema <c>nameward/reconstruct/1</c> (docs/reconstruct.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class ReconstructJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(ReconstructDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json => Document(json, document));

    /// <summary>The document indented, with a line end.</summary>
    public static byte[] Indented(ReconstructDocument document) => TriageJson.Render(TriageJson.JsonForm.Indented, json => Document(json, document));

    static void Document(Utf8JsonWriter json, ReconstructDocument document)
    {
        json.WriteStartObject();
        json.WriteString("schema", document.Schema);
        TriageJson.Run(json, document.Run);
        TriageJson.Array(json, "evidence", document.Evidence, TriageJson.Evidence);
        TriageJson.Coverage(json, document.Coverage);
        TriageJson.Array(json, "channels", document.Channels, ProfileJson.Object<ReconstructedChannel>(Channel));
        TriageJson.Array(json, "sessions", document.Sessions, ProfileJson.Object<ReconstructedSession>((json, session) => Session(json, session, document)));
        json.WriteEndObject();
    }

    static void Channel(Utf8JsonWriter json, ReconstructedChannel channel)
    {
        EscapeJson.Write(json, "client", HostileText.Address(channel.Client));
        EscapeJson.Write(json, "zone", SessionWords.Zone(channel.Apex));
        TriageJson.Texts(json, "sessions", channel.Sessions);
        Side(json, "up", channel.Up);
        Side(json, "down", channel.Down);
    }

    /// <summary>A session without what was said in it.</summary>
    internal static void Summary(Utf8JsonWriter json, ReconstructedSession numbered)
    {
        var session = numbered.Session;
        json.WriteString("id", numbered.Id);
        json.WriteString("finding", numbered.Finding);
        EscapeJson.Write(json, "client", HostileText.Address(session.Client));
        EscapeJson.Write(json, "zone", SessionWords.Zone(session.Apex));
        EscapeJson.Write(json, "server", session.Server.Address.IsNone ? null : HostileText.Address(session.Server.Address));
        TriageJson.Number(json, "port", session.Server.Port == 0 ? null : session.Server.Port);
        json.WriteString("tool", session.Tool);
        json.WriteString("title", session.Title);
        json.WriteString("key", session.Key);
        json.WriteNumber("certainty", session.Certainty);
        json.WriteString("codec", session.Codec);
        TriageJson.Time(json, "firstSeen", session.First);
        TriageJson.Time(json, "lastSeen", session.Last);
        json.WriteNumber("queries", session.Queries);
        Side(json, "up", session.Up);
        Side(json, "down", session.Down);
        Timeline(json, session.Timeline);
        TriageJson.Array(json, "files", session.Files, ProfileJson.Object<RebuiltFile>((json, file) => File(json, numbered.Id, file)));
        TriageJson.Array(json, "notes", session.Notes, EscapeJson.Write);
    }

    static void Session(Utf8JsonWriter json, ReconstructedSession numbered, ReconstructDocument document)
    {
        var session = numbered.Session;
        Summary(json, numbered);
        TriageJson.Array(json, "events", session.Events, ProfileJson.Object<SessionEvent>((json, told) => Event(json, told, document)));
        json.WriteNumber("moreEvents", session.MoreEvents);
    }

    static void Side(Utf8JsonWriter json, string property, RebuiltSide side)
    {
        json.WriteStartObject(property);
        TriageJson.Number(json, "recovered", side.Recovered);
        json.WriteNumber("low", side.Low);
        TriageJson.Number(json, "high", side.High);
        json.WriteNumber("gaps", side.Gaps);
        json.WriteEndObject();
    }

    static void Timeline(Utf8JsonWriter json, SessionTimeline? timeline)
    {
        if (timeline is null)
        {
            json.WriteNull("timeline");
            return;
        }
        json.WriteStartObject("timeline");
        json.WriteNumber("interval", timeline.Seconds);
        TriageJson.Time(json, "from", timeline.From);
        TriageJson.Array(json, "up", timeline.Up, (json, bytes) => json.WriteNumberValue(bytes));
        TriageJson.Array(json, "down", timeline.Down, (json, bytes) => json.WriteNumberValue(bytes));
        json.WriteEndObject();
    }

    static void File(Utf8JsonWriter json, string session, RebuiltFile file)
    {
        json.WriteString("name", $"{session}/{file.Name}");
        json.WriteString("sha256", file.Sha256);
        json.WriteNumber("bytes", file.Content.Length);
        json.WriteString("kind", file.Kind);
    }

    static void Event(Utf8JsonWriter json, SessionEvent told, ReconstructDocument document)
    {
        TriageJson.Time(json, "time", told.Time);
        json.WriteString("way", told.Way is { } way ? way == Way.Up ? "up" : "down" : null);
        EscapeJson.Write(json, "what", told.What);
        json.WriteNumber("bytes", told.Bytes);
        EscapeJson.Write(json, "path", document.Evidence[told.At.Source].Path);
        json.WriteNumber("position", told.At.Offset);
    }
}
