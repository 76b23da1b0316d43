using System.Collections.Immutable;
using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Reports.Contain;

/// <summary>The changes of configuration of a record, as far as they were held against tickets.</summary>
static class RecordedChanges
{
    /// <summary>The changes; none where the case had no tickets.</summary>
    public static ImmutableArray<RecordedChange> Of(JsonElement record) =>
        record.TryGetProperty("tickets", out var tickets) && tickets.ValueKind == JsonValueKind.Object ? [.. Changes(record).Select(Change).OfType<RecordedChange>()] : [];

    /// <summary>Whether it tells of a change that no ticket approves, or of a server that is open: then there is something to look at beside what can be blocked.</summary>
    public static bool CanBeRestored(JsonElement record) =>
        Changes(record).Any(change => Outcome(change) is ChangeOutcome.NoTicket or ChangeOutcome.WrongObject or ChangeOutcome.OutsideWindow && !IsSet(change, "inferred") && !IsSet(change, "routine"))
        || record.GetProperty("findings").EnumerateArray().Any(finding => finding.GetProperty("detector").GetString() == "misconfiguration");

    static JsonElement.ArrayEnumerator Changes(JsonElement record) => record.TryGetProperty("changes", out var changes) ? changes.EnumerateArray() : default;

    static RecordedChange? Change(JsonElement change) => Outcome(change) is not { } outcome ? null
        : new(ChangeIdentity.Of(change.GetProperty("time") is { ValueKind: JsonValueKind.String } time ? time.GetDateTime().ToUniversalTime() : null, change.GetProperty("what").GetString() ?? "",
            Text(change, "server"), Text(change, "object"), Text(change, "property"), Text(change, "old"), Text(change, "new")), outcome, Text(change, "ticket") is { IsEmpty: false } ticket ? ticket : null);

    static ChangeOutcome? Outcome(JsonElement change) => Enum.GetValues<ChangeOutcome>().Where(outcome => Words.Of(outcome) == change.GetProperty("outcome").GetString()).Select(outcome => (ChangeOutcome?)outcome).FirstOrDefault();

    static bool IsSet(JsonElement change, string property) => change.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.True;

    static HostileText Text(JsonElement change, string property) => HostileText.Text(change.TryGetProperty(property, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "");
}
