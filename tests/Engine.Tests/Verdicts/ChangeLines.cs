using System.Globalization;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Tests.Verdicts;

/// <summary>Changes and tickets as lines to compare, as the triage record holds them.</summary>
static class ChangeLines
{
    public static List<string> Of(Scene scene, System.Collections.Immutable.ImmutableArray<Finding> findings = default) =>
        [.. ChangeReport.Of(scene, findings.IsDefault ? [] : findings).Changes.Select(change => Of(ChangePage.Of(change, scene)))];

    public static List<string> Notes(Scene scene) => [.. ChangeReport.Of(scene, []).Notes.Select(Text)];

    public static string Of(TriageChange change) =>
        $"{(change.IsRoutine ? "routine" : change.Outcome)} {change.Time?.ToString("HH:mm:ss", CultureInfo.InvariantCulture) ?? "-"} {change.What} {Text(change.Object)}{On(change.Server)}: {Text(change.Old)} -> {Text(change.New)} by {Text(change.Actor)}, {Text(change.Ticket)}";

    public static string Text(HostileText? text) => text is { } some ? Text(Sentence.Of($"{some}")) : "-";

    public static string Text(Sentence? sentence) => sentence?.Render(text => text.Raw) ?? "-";

    static string On(HostileText? server) => server is null ? "" : " on " + Text(server);
}
