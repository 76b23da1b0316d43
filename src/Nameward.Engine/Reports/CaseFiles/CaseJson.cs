using System.Text.Json;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;

namespace Nameward.Engine.Reports.CaseFiles;

/// <summary>One case as JSON, schema <c>nameward/case/1</c> (docs/cases.md). Times of the evidence stand in "events" and in findings, all others are those of the machine's clock.</summary>
public static class CaseJson
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/case/1";

    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(KeptCase kept) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        var file = kept.File;
        json.WriteStartObject();
        json.WriteString("schema", SchemaName);
        CasesJson.Head(json, kept);
        Closing(json, file.Closing);
        TriageJson.Array(json, "tasks", file.Tasks, Task);
        TriageJson.Array(json, "notes", file.Notes, Note);
        TriageJson.Array(json, "tickets", file.Tickets, EscapeJson.Write);
        TriageJson.Array(json, "attachments", file.Attachments, Attachment);
        TriageJson.Array(json, "runs", file.Runs, Run);
        TriageJson.Array(json, "events", [.. file.Events], Event);
        TriageJson.Array(json, "trail", file.Rows, Row);
        json.WriteEndObject();
    });

    static void Closing(Utf8JsonWriter json, CaseClosing? closing)
    {
        if (closing is null)
        {
            json.WriteNull("closing");
            return;
        }
        json.WriteStartObject("closing");
        TriageJson.Time(json, "at", closing.At);
        EscapeJson.Write(json, "by", closing.By);
        json.WriteString("as", closing.As);
        EscapeJson.Write(json, "reason", closing.Reason);
        json.WriteString("of", closing.Of?.ToString("D"));
        json.WriteEndObject();
    }

    static void Task(Utf8JsonWriter json, CaseTask task)
    {
        json.WriteStartObject();
        json.WriteString("id", task.Task.Id);
        json.WriteString("row", task.Task.Row);
        json.WriteString("text", task.Task.Text);
        json.WriteString("state", task.State);
        EscapeJson.Write(json, "by", task.By);
        TriageJson.Time(json, "at", task.At);
        EscapeJson.Write(json, "found", task.Found);
        json.WriteEndObject();
    }

    static void Note(Utf8JsonWriter json, CaseNote note)
    {
        json.WriteStartObject();
        TriageJson.Time(json, "at", note.At);
        EscapeJson.Write(json, "by", note.By);
        EscapeJson.Write(json, "text", note.Text);
        json.WriteEndObject();
    }

    static void Attachment(Utf8JsonWriter json, CaseAttachment file)
    {
        json.WriteStartObject();
        TriageJson.Time(json, "at", file.At);
        EscapeJson.Write(json, "by", file.By);
        EscapeJson.Write(json, "name", file.Name);
        json.WriteString("sha256", file.Sha256);
        json.WriteNumber("bytes", file.Bytes);
        json.WriteEndObject();
    }

    static void Run(Utf8JsonWriter json, CaseRun run)
    {
        json.WriteStartObject();
        json.WriteNumber("row", run.Row);
        TriageJson.Time(json, "at", run.At);
        json.WriteString("decision", run.Decision);
        EscapeJson.Write(json, "line", run.Line);
        TriageJson.Time(json, "asOf", run.AsOf);
        EscapeJson.Write(json, "version", run.Version);
        EscapeJson.Write(json, "configurationSha256", run.Configuration);
        json.WriteString("record", run.Record);
        json.WriteNumber("findingCount", run.FindingCount);
        TriageJson.Array(json, "findings", run.Findings, Finding);
        json.WriteNumber("sourceCount", run.SourceCount);
        TriageJson.Array(json, "sources", run.Sources, (json, source) =>
        {
            json.WriteStartObject();
            EscapeJson.Write(json, "path", source.Path);
            EscapeJson.Write(json, "sha256", source.Sha256);
            json.WriteNumber("bytes", source.Bytes);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    static void Finding(Utf8JsonWriter json, CaseFinding finding)
    {
        json.WriteStartObject();
        EscapeJson.Write(json, "id", finding.Id);
        EscapeJson.Write(json, "level", finding.Level);
        EscapeJson.Write(json, "title", finding.Title);
        TriageJson.Time(json, "firstSeen", finding.FirstSeen);
        TriageJson.Time(json, "firstEscalation", finding.FirstEscalation);
        TriageJson.Time(json, "lastSeen", finding.LastSeen);
        json.WriteEndObject();
    }

    static void Event(Utf8JsonWriter json, CaseEvent seen)
    {
        json.WriteStartObject();
        TriageJson.Time(json, "at", seen.At);
        EscapeJson.Write(json, "what", seen.What);
        json.WriteEndObject();
    }

    static void Row(Utf8JsonWriter json, TrailRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("number", row.Number);
        TriageJson.Time(json, "at", row.At);
        json.WriteString("who", row.Who);
        json.WriteString("action", row.Action);
        EscapeJson.Write(json, "text", RowWords.Of(row));
        json.WritePropertyName("data");
        using (var data = JsonDocument.Parse(row.Data))
        {
            data.RootElement.WriteTo(json);
        }
        json.WriteString("hash", row.Hash);
        json.WriteEndObject();
    }
}
