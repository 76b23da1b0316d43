using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>The keys (a client, a zone and a UTC day) of zones that one client alone asks in all of the evidence, and what is read of them.</summary>
sealed class LoneKeys
{
    readonly FrozenRollups _seen;

    /// <summary>Looks for them among all keys.</summary>
    public LoneKeys(FrozenRollups seen)
    {
        _seen = seen;
        var askers = new ZoneAskers(seen);
        Walk((place, client) =>
        {
            if (askers.IsAlone(client, _seen.CellOf(place).Zone))
            {
                Places.Add(place);
            }
        });
    }

    /// <summary>Where they stand.</summary>
    public List<KeyPlace> Places { get; } = [];

    /// <summary>Number of the client of any key, and its UTC day.</summary>
    public (int Client, ushort Day) HostOf(KeyPlace place) => (_seen.ClientNumbers.Of(place.Shard, _seen.CellOf(place)), _seen.CellOf(place).Day);

    /// <summary>Calls back with every key of the evidence and the number of its client.</summary>
    public void Walk(Action<KeyPlace, int> with)
    {
        for (var number = 0; number < _seen.Shards; number++)
        {
            var cells = _seen.ShardOf(new(number, 0)).Cells;
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i].Rows > 0)
                {
                    with(new(number, i), _seen.ClientNumbers.Of(number, cells[i]));
                }
            }
        }
    }

    /// <summary>Adds the seconds of the day in which a key was asked or answered.</summary>
    public void AddSeconds(KeyPlace place, OccupiedSeconds seconds)
    {
        var shard = _seen.ShardOf(place);
        var cell = _seen.CellOf(place);
        if (cell.IsLarge)
        {
            seconds.Merge(shard.Large(cell).Seconds);
            return;
        }
        for (var at = cell.Place; at != RowArena.None;)
        {
            seconds.Add(shard.Row(at, out at).Second);
        }
    }

    /// <summary>Adds the addresses that a key was given in answers.</summary>
    public void AddAddresses(KeyPlace place, HashSet<Address> addresses)
    {
        var shard = _seen.ShardOf(place);
        var cell = _seen.CellOf(place);
        if (cell.IsLarge)
        {
            foreach (ref readonly var item in shard.Large(cell).Data.Items)
            {
                Add(item);
            }
            return;
        }
        for (var at = cell.Place; at != RowArena.None;)
        {
            foreach (var item in new RowItems(shard.Row(at, out at)))
            {
                Add(item);
            }
        }

        void Add(in SampledData item)
        {
            if (item.Kind is DataKind.V4 or DataKind.V6)
            {
                addresses.Add(new(item.High, item.Low));
            }
        }
    }
}
