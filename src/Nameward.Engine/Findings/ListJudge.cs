using System.Collections.Immutable;
using Nameward.Engine.Intelligence;

namespace Nameward.Engine.Findings;

/// <summary>Weighs what feeds name: one finding for each name or range of addresses, whatever number of feeds it stands in, and one more where it was met as a server.</summary>
static class ListJudge
{
    /// <summary>The findings, in the order of what was met.</summary>
    public static IEnumerable<Weighing> Judge(Scene scene) => scene.Hits
        .GroupBy(hit => (hit.Indicator.Text, hit.Indicator.Kind, IsServer: hit.Place is HitPlace.Server or HitPlace.NameServer)).Select(group => Weigh(group.Key.IsServer, [.. group], scene));

    static Weighing Weigh(bool isServer, ImmutableArray<IndicatorHit> hits, Scene scene)
    {
        ImmutableArray<Standing> standings = [.. hits.GroupBy(hit => hit.Indicator).Select(entry => Standing.Of(entry.Key, [.. entry], scene))
            .OrderByDescending(standing => standing.StandsAlone).ThenByDescending(standing => standing.Worth).ThenBy(standing => standing.Indicator.List, StringComparer.Ordinal)];
        return isServer
            ? Weighing.Of(new ListedServer(standings, hits), Start, DetectorList.OfListedServers, scene)
            : Weighing.Of(new Domain(standings, hits), Start, DetectorList.OfDomains, scene);
    }

    /// <summary>Where a match starts: a name drawn from what a site asks stands on some list by accident or old habit far oftener than for its guilt.</summary>
    static Bits Start { get; } = Bits.Of(-10);
}
