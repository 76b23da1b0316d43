using System.Globalization;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases.Files;

namespace Nameward.Engine.Reports.CaseFiles;

/// <summary>The cases of a store as JSON, schema <c>nameward/cases/1</c>, and as CSV (docs/cases.md).</summary>
public static class CasesJson
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/cases/1";

    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(IReadOnlyList<KeptCase> cases) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", SchemaName);
        TriageJson.Array(json, "cases", [.. cases], (json, kept) =>
        {
            json.WriteStartObject();
            Head(json, kept);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    });

    /// <summary>The same as CSV (RFC 4180), with a header and CRLF line ends.</summary>
    public static byte[] Csv(IReadOnlyList<KeptCase> cases)
    {
        var csv = new StringBuilder("case,uid,state,decision,line,opened,changed,assignee,next_task,closed_as,trail\r\n");
        foreach (var kept in cases)
        {
            var file = kept.File;
            csv.AppendJoin(',',
                kept.Number.ToString(CultureInfo.InvariantCulture),
                file.Uid.ToString("D"),
                CaseWords.Of(file.State),
                file.Newest.Decision,
                EscapeCsv.Sentence(file.Newest.Line),
                Clock.Rfc3339(file.Opened),
                Clock.Rfc3339(file.Rows[^1].At),
                EscapeCsv.Hostile(file.Assignee),
                file.OpenTasks.FirstOrDefault()?.Task.Id ?? "",
                file.Closing?.As ?? "",
                EscapeCsv.Ours(kept.Problem ?? "whole")).Append("\r\n");
        }
        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    internal static void Head(Utf8JsonWriter json, KeptCase kept)
    {
        var file = kept.File;
        json.WriteNumber("number", kept.Number);
        json.WriteString("uid", file.Uid.ToString("D"));
        json.WriteString("state", CaseWords.Of(file.State));
        json.WriteString("decision", file.Newest.Decision);
        EscapeJson.Write(json, "line", file.Newest.Line);
        TriageJson.Time(json, "opened", file.Opened);
        TriageJson.Time(json, "changed", file.Rows[^1].At);
        EscapeJson.Write(json, "assignee", file.Assignee);
        json.WriteString("nextTask", file.OpenTasks.FirstOrDefault()?.Task.Id);
        json.WriteString("closedAs", file.Closing?.As);
        json.WriteNumber("rows", kept.Head.Count);
        json.WriteString("head", kept.Head.Hash);
        json.WriteString("problem", kept.Problem);
    }
}
