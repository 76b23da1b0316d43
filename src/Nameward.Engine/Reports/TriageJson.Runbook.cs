using System.Text.Json;
using Nameward.Engine.Cases.Runbooks;

namespace Nameward.Engine.Reports;

/// <content>The runbook filled in.</content>
public static partial class TriageJson
{
    static void Row(Utf8JsonWriter json, RunbookRow row)
    {
        json.WriteStartObject();
        json.WriteString("row", row.Id);
        json.WriteString("title", row.Title);
        if (row.Level is { } level)
        {
            json.WriteNumber("level", level);
        }
        else
        {
            json.WriteNull("level");
        }
        Array(json, "checks", row.Checks, Check);
        json.WriteEndObject();
    }

    static void Check(Utf8JsonWriter json, RunbookCheck check)
    {
        json.WriteStartObject();
        json.WriteString("id", check.Id);
        json.WriteString("asks", check.Asks);
        json.WriteString("state", RunbookWords.Of(check.State));
        Array(json, "found", check.Found, EscapeJson.Write);
        Array(json, "notSeen", check.NotSeen, EscapeJson.Write);
        Array(json, "next", check.Next, Step);
        Texts(json, "findings", check.Findings);
        json.WriteEndObject();
    }
}
