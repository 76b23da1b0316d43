using System.Text.Json;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Notices;

/// <summary>A notice as JSON of our own, schema <c>nameward/notice/1</c>: the decision and its findings, raw and never bracketed, as in the triage record.</summary>
public static class NoticeJson
{
    /// <summary>Name and version of the schema.</summary>
    public const string SchemaName = "nameward/notice/1";

    const int MostHosts = 20;

    /// <summary>The notice on one line, without its end.</summary>
    public static byte[] Line(Notice notice) => Written(json =>
    {
        var decision = notice.Document.Decision;
        json.WriteStartObject();
        json.WriteString("schema", SchemaName);
        json.WriteString("id", notice.Id);
        json.WriteString("channel", notice.Channel);
        json.WriteBoolean("test", notice.IsTest);
        TriageJson.Time(json, "time", notice.At);
        json.WriteString("case", notice.Case);
        json.WriteString("version", notice.Document.Run.Version);
        TriageJson.Time(json, "asOf", notice.Document.Run.AsOf);
        json.WriteString("decision", decision.Decision);
        EscapeJson.Write(json, "line", decision.Line);
        TriageJson.Array(json, "clauses", decision.Clauses, (json, clause) =>
        {
            json.WriteStartObject();
            json.WriteString("id", clause.Id);
            json.WriteString("text", clause.Text);
            json.WriteEndObject();
        });
        TriageJson.Array(json, "doNow", decision.DoNow, EscapeJson.Write);
        TriageJson.Array(json, "findings", notice.Events, (json, one) => Finding(json, one));
        json.WriteNumber("elsewhere", notice.Elsewhere);
        json.WriteEndObject();
    });

    /// <summary>A JSON value on one line.</summary>
    internal static byte[] Written(Action<Utf8JsonWriter> write) => TriageJson.Render(TriageJson.JsonForm.Line, write)[..^1];

    static void Finding(Utf8JsonWriter json, NoticeEvent one)
    {
        if (one.Finding is not { } finding)
        {
            return;
        }
        json.WriteStartObject();
        json.WriteString("eventId", one.Id);
        json.WriteString("id", finding.Id);
        json.WriteString("detector", finding.Detector);
        EscapeJson.Write(json, "title", finding.Title);
        TriageJson.Texts(json, "techniques", finding.Techniques);
        json.WriteString("level", finding.Level);
        TriageJson.Number(json, "bits", finding.Bits);
        json.WriteBoolean("conclusive", finding.Conclusive);
        json.WriteString("tool", finding.Tool);
        TriageJson.Subject(json, finding.Subject);
        json.WriteNumber("hosts", finding.Affected.Length);
        TriageJson.Array(json, "affected", [.. finding.Affected.Take(MostHosts)], Affected);
        TriageJson.Flag(json, "active", finding.Active);
        TriageJson.Time(json, "firstSeen", finding.FirstSeen);
        TriageJson.Time(json, "lastSeen", finding.LastSeen);
        json.WriteNumber("queries", finding.Queries);
        json.WriteEndObject();
    }

    static void Affected(Utf8JsonWriter json, TriageAffected row)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "client", row.Client);
        EscapeJson.Write(json, "host", row.Host);
        EscapeJson.Write(json, "user", row.User);
        EscapeJson.Write(json, "process", row.Process);
        EscapeJson.Write(json, "owner", row.Owner);
        json.WriteEndObject();
    }
}
