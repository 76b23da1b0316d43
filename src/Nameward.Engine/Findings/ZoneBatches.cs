using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Shares zones out over threads in batches: the largest zones first, that no thread comes to one of them when the others are done; then small ones, as many
/// at once as have rows enough for a walk through the table to pay.
/// </summary>
sealed class ZoneBatches
{
    /// <summary>Units of rows (<see cref="PairCost.Unit"/>) from which a batch is full.</summary>
    const int FullUnits = (8 << 20) / PairCost.Unit;

    readonly ZoneKeys _zones;
    readonly int[] _orders;
    readonly Lock _gate = new();
    int _next;

    /// <summary>Batches of these zones.</summary>
    public ZoneBatches(ZoneKeys zones)
    {
        _zones = zones;
        _orders = new int[zones.Zones.Length];
        var less = new int[_orders.Length];
        for (var order = 0; order < _orders.Length; order++)
        {
            (_orders[order], less[order]) = (order, -zones.UnitsOf(order));
        }
        Array.Sort(less, _orders);
    }

    /// <summary>The next batch, by the zones' places; empty when all are given out. Several threads may ask.</summary>
    public ReadOnlySpan<int> Next()
    {
        lock (_gate)
        {
            var first = _next;
            for (var units = 0; _next < _orders.Length && units < FullUnits; _next++)
            {
                units += _zones.UnitsOf(_orders[_next]);
            }
            return _orders.AsSpan(first.._next);
        }
    }
}
