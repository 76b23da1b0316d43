using System.Collections.Immutable;
using Nameward.Engine.Baselines;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>What all clients did on one UTC day of the evidence, and what that day is compared with.</summary>
/// <param name="Day">The UTC day, counted from 1970-01-01.</param>
/// <param name="Hosts">The clients that are measured, in order of their addresses.</param>
/// <param name="Normal">The other days of the site's baseline; null where none was given.</param>
/// <param name="Lone">The zones that one client alone asked that day, by client; empty where there is nothing to compare them with.</param>
sealed record JudgedDay(ushort Day, ImmutableArray<HostDay> Hosts, NormalDays? Normal, ILookup<Address, ulong> Lone)
{
    /// <summary>Whether it can be judged: enough is known of the site.</summary>
    public bool IsJudged => Normal is { AreEnough: true };

    /// <summary>All days of the evidence.</summary>
    public static ImmutableArray<JudgedDay> All(HostDayMeasuring measuring, Baseline? baseline) => [.. measuring.Days.Select(day => Of(day, measuring, baseline))];

    static JudgedDay Of(ushort day, HostDayMeasuring measuring, Baseline? baseline)
    {
        var normal = baseline is null ? null : new NormalDays(baseline, day);
        var nothing = Array.Empty<ulong>().ToLookup(_ => Address.None);
        return new(day, [.. measuring.Of(day).Where(host => host.IsMeasured)], normal, normal is { AreEnough: true } ? measuring.ZonesOf(day).Lone : nothing);
    }
}
