using System.Text.Json;
using Nameward.Engine.Cases.Verifying;

namespace Nameward.Engine.Reports.Contain;

/// <summary>The verification of a containment as JSON, schema <c>nameward/verify/1</c> (docs/verify.md), by the same rules as <see cref="TriageJson"/>.</summary>
public static class VerifyJson
{
    /// <summary>The document on one line, with a line end.</summary>
    public static byte[] Line(VerifyDocument document) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", VerifyDocument.SchemaName);
        TriageJson.Run(json, document.Run);
        json.WriteString("case", document.Case);
        TriageJson.Time(json, "since", document.Since);
        json.WriteString("outcome", VerifyWords.Of(document.Outcome));
        TriageJson.Array(json, "evidence", document.Evidence, TriageJson.Evidence);
        TriageJson.Array(json, "items", document.Items, ProfileJson.Object<VerifyItem>(Item));
        json.WriteEndObject();
    });

    static void Item(Utf8JsonWriter json, VerifyItem item)
    {
        json.WriteString("id", item.Id);
        EscapeJson.Write(json, "asks", item.Asks);
        json.WriteString("outcome", VerifyWords.Of(item.Outcome));
        TriageJson.Array(json, "because", item.Because, EscapeJson.Write);
    }
}
