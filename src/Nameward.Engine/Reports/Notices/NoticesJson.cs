using System.Collections.Immutable;
using System.Text.Json;

namespace Nameward.Engine.Reports.Notices;

/// <summary>The outbox as JSON, schema <c>nameward/notices/1</c>.</summary>
public static class NoticesJson
{
    /// <summary>The list on one line, with a line's end.</summary>
    public static byte[] Line(ImmutableArray<NoticeEntry> entries, DateTime now) => TriageJson.Render(TriageJson.JsonForm.Line, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "nameward/notices/1");
        TriageJson.Array(json, "notices", entries, (json, entry) => Entry(json, entry, now));
        json.WriteEndObject();
    });

    /// <summary>How it stands with a notice, in a word.</summary>
    internal static string State(NoticeEntry entry, DateTime now) =>
        entry.Delivered is not null ? "delivered" : entry.Dropped is not null ? "dropped" : NoticeSchedule.IsFailing(entry, now) ? "failing" : "waiting";

    static void Entry(Utf8JsonWriter json, NoticeEntry entry, DateTime now)
    {
        json.WriteStartObject();
        json.WriteString("id", entry.Id);
        json.WriteString("channel", entry.Channel);
        json.WriteString("state", State(entry, now));
        json.WriteString("decision", entry.Decision);
        json.WriteString("title", entry.Title);
        TriageJson.Time(json, "created", entry.Created);
        json.WriteNumber("tries", entry.Tries);
        TriageJson.Time(json, "next", entry.IsWaiting ? entry.Next : null);
        json.WriteString("fault", entry.Fault);
        TriageJson.Time(json, "failingSince", entry.FailingSince);
        TriageJson.Time(json, "delivered", entry.Delivered);
        TriageJson.Time(json, "dropped", entry.Dropped);
        json.WriteString("reason", entry.Reason);
        json.WriteEndObject();
    }
}
