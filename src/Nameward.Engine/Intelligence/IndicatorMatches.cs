using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>All meetings with indicators, gathered from the sinks of all threads.</summary>
public sealed class IndicatorMatches
{
    readonly Dictionary<(Indicator, Address, HitPlace), IndicatorHit> _hits = [];

    /// <summary>The meetings, by indicator, place and client.</summary>
    public ImmutableArray<IndicatorHit> Hits
    {
        get
        {
            lock (_hits)
            {
                return [.. _hits.Values.OrderBy(hit => hit.Indicator.Text).ThenBy(hit => hit.Indicator.List, StringComparer.Ordinal).ThenBy(hit => hit.Place).ThenBy(hit => hit.Client)];
            }
        }
    }

    /// <summary>Counts one record.</summary>
    public void Add(Indicator indicator, Address client, HitPlace place, DateTime time, SegmentId segment) => Hit(indicator, client, place).Add(time, segment);

    /// <summary>Takes in what one thread found.</summary>
    public void Merge(IndicatorMatches other)
    {
        lock (_hits)
        {
            foreach (var ((indicator, client, place), hit) in other._hits)
            {
                Hit(indicator, client, place).Merge(hit);
            }
        }
    }

    IndicatorHit Hit(Indicator indicator, Address client, HitPlace place)
    {
        if (!_hits.TryGetValue((indicator, client, place), out var hit))
        {
            _hits.Add((indicator, client, place), hit = new(indicator, client, place));
        }
        return hit;
    }
}
