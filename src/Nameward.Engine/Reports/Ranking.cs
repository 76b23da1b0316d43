using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>What the outputs choose from the triage record: which findings count, who is affected, what speaks loudest.</summary>
static class Ranking
{
    /// <summary>Bits from which a finding is watched (DESIGN section 5).</summary>
    public const double WatchFrom = -6;
    /// <summary>Bits from which a finding is critical.</summary>
    public const double CriticalFrom = 10;

    /// <summary>Whether it stands at watch or above, and is not suppressed.</summary>
    public static bool IsWatched(TriageFinding finding) => finding is { Level: "critical" or "high" or "medium", Suppressed: null };

    /// <summary>Whether it escalates: its level does, and it is not suppressed.</summary>
    public static bool Escalates(TriageFinding finding) => finding is { Level: "critical" or "high", Suppressed: null };

    /// <summary>The findings at watch or above.</summary>
    public static ImmutableArray<TriageFinding> Watched(TriageDocument document) => [.. document.Findings.Where(IsWatched)];

    /// <summary>
    /// Every host of the findings at watch or above, each once, in the order of the findings. An address that belonged to several hosts, each at the time of another finding, is several.
    /// </summary>
    public static ImmutableArray<AffectedHost> Hosts(TriageDocument document)
    {
        var order = new List<HostileText>();
        var rows = new Dictionary<HostileText, List<(string Finding, TriageAffected Row)>>();
        foreach (var finding in Watched(document))
        {
            foreach (var row in finding.Affected)
            {
                if (!rows.TryGetValue(row.Client, out var list))
                {
                    rows[row.Client] = list = [];
                    order.Add(row.Client);
                }
                list.Add((finding.Id, row));
            }
        }
        return [.. order.SelectMany(client => Apart(rows[client]).Select(host => AffectedHost.Of(client, [.. host])))];
    }

    static IEnumerable<IEnumerable<(string Finding, TriageAffected Row)>> Apart(List<(string Finding, TriageAffected Row)> rows) =>
        rows.Select(row => row.Row.Host).OfType<HostileText>().Distinct().Count() > 1 ? rows.GroupBy(row => row.Row.Host) : [rows];

    /// <summary>The signals of one family that gave bits, strongest first.</summary>
    public static ImmutableArray<TriageSignal> Speaking(TriageFinding finding, string family) =>
        [.. finding.Signals.Where(signal => signal.Family == family && !IsZero(signal.Bits)).OrderByDescending(signal => Math.Abs(signal.Bits))
            .ThenBy(signal => signal.Id, StringComparer.Ordinal)];

    /// <summary>The families that gave bits: those for it, strongest first, then those against it.</summary>
    public static ImmutableArray<TriageFamily> Families(TriageFinding finding) =>
        [.. finding.Families.Where(family => !IsZero(family.Bits)).OrderByDescending(family => family.Bits > 0).ThenByDescending(family => Math.Abs(family.Bits))
            .ThenBy(family => family.Family, StringComparer.Ordinal)];

    /// <summary>The signals that gave nothing.</summary>
    public static ImmutableArray<TriageSignal> Silent(TriageFinding finding) => [.. finding.Signals.Where(signal => IsZero(signal.Bits))];

    /// <summary>Whether a number of bits is shown as zero.</summary>
    public static bool IsZero(double bits) => Math.Abs(bits) < 0.05;

    /// <summary>The level that a number of bits alone would give.</summary>
    public static string LevelOf(double bits) => bits >= CriticalFrom ? "critical" : bits >= 0 ? "high" : bits >= WatchFrom ? "medium" : "low";
}

/// <summary>A host and all that the findings say of it.</summary>
/// <param name="Client">Its address.</param>
/// <param name="Findings">Ids of the findings.</param>
/// <param name="Host">Its name.</param>
/// <param name="User">Its user.</param>
/// <param name="Process">The process that asked.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Criticality">How much depends on it.</param>
/// <param name="Note">What is not sure of its name.</param>
/// <param name="FirstSeen">First seen, UTC.</param>
/// <param name="LastSeen">Last seen, UTC.</param>
/// <param name="Queries">Queries of all these findings; one that two findings share is counted in each.</param>
sealed record AffectedHost(HostileText Client, ImmutableArray<string> Findings, HostileText? Host, HostileText? User, HostileText? Process, HostileText? Owner,
    HostileText? Role, HostileText? Criticality, Sentence? Note, DateTime? FirstSeen, DateTime? LastSeen, long Queries)
{
    internal static AffectedHost Of(HostileText client, List<(string Finding, TriageAffected Row)> rows) => new(
        client,
        [.. rows.Select(row => row.Finding).Distinct()],
        rows.Select(row => row.Row.Host).FirstOrDefault(text => text is not null),
        rows.Select(row => row.Row.User).FirstOrDefault(text => text is not null),
        rows.Select(row => row.Row.Process).FirstOrDefault(text => text is not null),
        rows.Select(row => row.Row.Owner).FirstOrDefault(text => text is not null),
        rows.Select(row => row.Row.Role).FirstOrDefault(text => text is not null),
        rows.Select(row => row.Row.Criticality).FirstOrDefault(text => text is not null),
        rows.Select(row => row.Row.Note).FirstOrDefault(note => note is not null),
        rows.Min(row => row.Row.FirstSeen),
        rows.Max(row => row.Row.LastSeen),
        rows.Sum(row => row.Row.Queries));
}
