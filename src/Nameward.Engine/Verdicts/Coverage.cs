using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Verdicts;

/// <summary>One of the runbook's log sources and whether the evidence holds it.</summary>
public sealed record CoveredSource(string Source, bool Present, string Note);

/// <summary>What could be seen and what could not: the runbook's log sources against the evidence.</summary>
/// <param name="Sources">Each source.</param>
/// <param name="Gaps">When sources were silent that should not have been, the longest first found.</param>
/// <param name="Limits">What the evidence cannot show.</param>
/// <param name="Bring">What would show it.</param>
public sealed record Coverage(ImmutableArray<CoveredSource> Sources, ImmutableArray<SourceGap> Gaps, ImmutableArray<string> Limits, ImmutableArray<BringItem> Bring)
{
    /// <summary>Messages that a source must be expected to have said in a silence before it is called a gap.</summary>
    const double MessagesMissed = 200;

    /// <summary>Most gaps that are told; the longest.</summary>
    const int MostGaps = 20;

    /// <summary>The coverage of an investigation.</summary>
    /// <param name="kinds">The kind of each source that could be read, with its number.</param>
    /// <param name="report">What was read.</param>
    /// <param name="activity">When each source speaks.</param>
    public static Coverage Of(IReadOnlyDictionary<string, int> kinds, EvidenceReport report, SourceActivity activity)
    {
        // What other systems export holds what its own sources held: it is named where it is there, and nothing is missed where it is not.
        var exports = kinds.Where(kind => BringList.Sources.All(row => row.What != kind.Key)).OrderBy(kind => kind.Key, StringComparer.Ordinal);
        var sources = BringList.Sources.Select(row => kinds.TryGetValue(row.What, out var count)
            ? Seen(row.What, count)
            : new CoveredSource(row.What, false, $"would help: {(row.What.EndsWith('s') ? "they" : "it")} {row.Adds}"))
            .Concat(exports.Select(kind => Seen(kind.Key, kind.Value))).ToImmutableArray();
        var lacks = report.Sources.Where(source => source.Lacks.Length > 0 && source.Records > 0).GroupBy(source => source.Format).OrderBy(format => format.Key, StringComparer.Ordinal)
            .Select(format => $"{format.Key} does not show {string.Join(", ", format.First().Lacks)}");
        var damage = report.Sources.Count(source => source.Damage is not null || source.Malformed > 0);
        var limits = lacks.Append("DNS over HTTPS, TLS and QUIC is not read");
        return new(sources, [.. activity.Gaps(MessagesMissed).OrderByDescending(gap => gap.To - gap.From).Take(MostGaps).OrderBy(gap => gap.Source).ThenBy(gap => gap.From)],
            [.. damage > 0 ? limits.Prepend(damage == 1 ? "1 source is damaged in part" : $"{damage} sources are damaged in part") : limits],
            [.. BringList.Sources.Where(row => !kinds.ContainsKey(row.What) && !SeesTheSame(row.What, kinds))]);
    }

    static CoveredSource Seen(string source, int count) => new(source, true, count == 1 ? "1 source" : $"{count} sources");

    /// <summary>A capture and a sensor's log are two views of one wire: who has one gains little by the other.</summary>
    static bool SeesTheSame(string source, IReadOnlyDictionary<string, int> kinds) =>
        (source == BringList.NetworkSensor && kinds.ContainsKey(BringList.Capture)) || (source == BringList.Capture && kinds.ContainsKey(BringList.NetworkSensor));
}
