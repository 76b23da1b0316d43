using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>The keys that somebody asks about: those of one zone, of one client, or of one client in one zone.</summary>
/// <param name="Zone">Chained hash of the zone; null for any.</param>
/// <param name="Client">The client; null for any.</param>
sealed record AskedKeys(ulong? Zone, Address? Client)
{
    /// <summary>Whether a client's key in a zone (its chained hash) is one of them.</summary>
    public bool IsOf(Address client, ulong zone) => (Zone is not { } asked || asked == zone) && (Client is not { } one || one == client);

    /// <summary>Whether a cell of a shard is one of them.</summary>
    public bool IsOf(PairShard shard, in PairCell cell, ZoneTable zones) => cell.Rows > 0 && IsOf(shard.Clients[(int)cell.Client], zones.HashOf(cell.Zone));

    /// <summary>Of the zones in which there is an asked key, the cells worth weighing and the asked ones: the others of a zone are what the asked are compared with.</summary>
    /// <param name="set">All keys.</param>
    /// <param name="worthyOf">The cells worth weighing, by shard.</param>
    public List<int>[] With(RollupSet set, List<int>[] worthyOf)
    {
        var asked = Array.ConvertAll(set.Shards, shard => CellsOf(shard, set.Zones));
        var isAsked = new bool[set.Zones.NumberEnd];
        for (var shard = 0; shard < asked.Length; shard++)
        {
            foreach (var index in asked[shard])
            {
                isAsked[set.Shards[shard].Cells[index].Zone] = true;
            }
        }
        return [.. worthyOf.Select((worthy, shard) => worthy.Where(index => isAsked[set.Shards[shard].Cells[index].Zone]).Union(asked[shard]).Order().ToList())];
    }

    List<int> CellsOf(PairShard shard, ZoneTable zones)
    {
        var cells = new List<int>();
        for (var index = 0; index < shard.Cells.Length; index++)
        {
            if (IsOf(shard, shard.Cells[index], zones))
            {
                cells.Add(index);
            }
        }
        return cells;
    }
}
