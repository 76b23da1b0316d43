using System.Buffers;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>
/// The triage record as JSON, schema <c>nameward/triage/1</c> (DESIGN section 6): every field always there, null where unknown, hostile text exactly
/// as it was written and never bracketed, times RFC 3339 in UTC. The same record gives the same bytes.
/// </summary>
public static partial class TriageJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(TriageDocument document) => Render(JsonForm.Line, json => Document(json, document));

    /// <summary>The document indented, with a line end.</summary>
    public static byte[] Indented(TriageDocument document) => Render(JsonForm.Indented, json => Document(json, document));

    /// <summary>One finding on one line, with a line end.</summary>
    public static byte[] FindingLine(TriageFinding finding) => Render(JsonForm.Line, json => Finding(json, finding));

    internal enum JsonForm
    {
        Line,
        Indented,
    }

    internal static byte[] Render(JsonForm form, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = form == JsonForm.Indented, NewLine = "\n" }))
        {
            write(json);
        }
        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    static void Document(Utf8JsonWriter json, TriageDocument document)
    {
        json.WriteStartObject();
        json.WriteString("schema", document.Schema);
        Run(json, document.Run);
        Array(json, "evidence", document.Evidence, Evidence);
        Coverage(json, document.Coverage, Bring);
        Array(json, "census", document.Census, Server);
        Array(json, "findings", document.Findings, Finding);
        Array(json, "sessions", document.Sessions, ProfileJson.Object<ReconstructedSession>(ReconstructJson.Summary));
        Array(json, "questions", document.Questions, Question);
        Array(json, "changes", document.Changes, Change);
        Tickets(json, document.Tickets);
        Array(json, "suppressions", document.Suppressions, LinkJson.Suppression);
        Array(json, "related", document.Related, LinkJson.Related);
        Array(json, "links", document.Links, LinkJson.Linked);
        json.WriteString("tlp", Sharing.TlpWord.Of(document.Tlp));
        Decision(json, document.Decision);
        CaseFiles.SinceJson.Write(json, document);
        Array(json, "runbook", document.Runbook, Row);
        json.WriteEndObject();
    }

    internal static void Run(Utf8JsonWriter json, TriageRun run)
    {
        json.WriteStartObject("run");
        json.WriteString("version", run.Version);
        Time(json, "started", run.Started);
        Number(json, "elapsedSeconds", run.ElapsedSeconds);
        Time(json, "asOf", run.AsOf);
        json.WriteString("commandLine", run.CommandLine);
        json.WriteString("configurationSha256", run.ConfigurationSha256);
        json.WriteEndObject();
    }

    internal static void Evidence(Utf8JsonWriter json, TriageEvidence source)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "path", source.Path);
        json.WriteString("format", source.Format);
        json.WriteString("sha256", source.Sha256);
        json.WriteNumber("bytes", source.Bytes);
        json.WriteNumber("records", source.Records);
        json.WriteNumber("observed", source.Observed);
        json.WriteNumber("ignored", source.Ignored);
        json.WriteNumber("malformed", source.Malformed);
        Array(json, "malformedReasons", source.MalformedReasons, MalformedReason);
        Array(json, "malformedSamples", source.MalformedSamples, MalformedSample);
        json.WriteNumber("dnsMessages", source.DnsMessages);
        json.WriteNumber("flows", source.Flows);
        json.WriteNumber("changes", source.Changes);
        Time(json, "from", source.From);
        Time(json, "to", source.To);
        Texts(json, "lacks", source.Lacks);
        json.WriteString("damage", source.Damage);
        Texts(json, "remarks", source.Remarks);
        json.WriteEndObject();
    }

    static void MalformedReason(Utf8JsonWriter json, MalformedReason reason)
    {
        json.WriteStartObject();
        json.WriteString("reason", reason.Reason);
        json.WriteNumber("count", reason.Count);
        json.WriteEndObject();
    }

    static void MalformedSample(Utf8JsonWriter json, MalformedSample sample)
    {
        json.WriteStartObject();
        json.WriteNumber("position", sample.Position);
        json.WriteString("reason", sample.Reason);
        json.WriteEndObject();
    }

    internal static void Coverage(Utf8JsonWriter json, TriageCoverage coverage, Action<Utf8JsonWriter, TriageCoverage>? more = null)
    {
        json.WriteStartObject("coverage");
        Array(json, "sources", coverage.Sources, static (json, source) =>
        {
            json.WriteStartObject();
            json.WriteString("source", source.Source);
            json.WriteBoolean("present", source.Present);
            json.WriteString("note", source.Note);
            json.WriteEndObject();
        });
        Array(json, "gaps", coverage.Gaps, static (json, gap) =>
        {
            json.WriteStartObject();
            Time(json, "from", gap.From);
            Time(json, "to", gap.To);
            EscapeJson.Write(json, "source", gap.Source);
            json.WriteEndObject();
        });
        Array(json, "clocks", coverage.Clocks, static (json, clock) =>
        {
            json.WriteStartObject();
            EscapeJson.Write(json, "source", clock.Source);
            EscapeJson.Write(json, "other", clock.Other);
            json.WriteNumber("skewSeconds", clock.SkewSeconds);
            json.WriteNumber("names", clock.Names);
            json.WriteEndObject();
        });
        Array(json, "limits", coverage.Limits, EscapeJson.Write);
        Texts(json, "toBeSurer", coverage.ToBeSurer);
        more?.Invoke(json, coverage);
        json.WriteEndObject();
    }

    static void Bring(Utf8JsonWriter json, TriageCoverage coverage) => Array(json, "bring", coverage.Bring, static (json, item) =>
    {
        json.WriteStartObject();
        json.WriteString("what", item.What);
        json.WriteString("adds", item.Adds);
        Texts(json, "answers", item.Answers);
        Array(json, "steps", item.Steps, static (json, steps) =>
        {
            json.WriteStartObject();
            json.WriteString("product", steps.Product);
            json.WriteString("text", steps.Text);
            Texts(json, "lines", steps.Lines);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    });

    internal static void Server(Utf8JsonWriter json, TriageServer server)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "server", server.Server);
        if (server.Port is { } port)
        {
            json.WriteNumber("port", port);
        }
        else
        {
            json.WriteNull("port");
        }
        json.WriteString("transport", server.Transport);
        json.WriteString("role", server.Role);
        Flag(json, "authorised", server.Authorised);
        json.WriteBoolean("inside", server.Inside);
        json.WriteString("askedBy", server.AskedBy);
        json.WriteNumber("clients", server.Clients);
        Array(json, "topClients", server.TopClients, EscapeJson.Write);
        Array(json, "users", server.Users, (json, user) =>
        {
            json.WriteStartObject();
            EscapeJson.Write(json, "client", user.Client);
            json.WriteNumber("queries", user.Queries);
            json.WriteEndObject();
        });
        json.WriteNumber("queries", server.Queries);
        json.WriteNumber("answers", server.Answers);
        Time(json, "firstSeen", server.FirstSeen);
        Time(json, "lastSeen", server.LastSeen);
        Array(json, "reasons", server.Reasons, EscapeJson.Write);
        json.WriteEndObject();
    }
}
