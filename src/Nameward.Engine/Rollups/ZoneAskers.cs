namespace Nameward.Engine.Rollups;

/// <summary>Who asks each zone: one client alone, or several. Relays, which ask for others, do not count.</summary>
sealed class ZoneAskers
{
    /// <summary>Stands for "nobody yet" and "several"; clients are their numbers and one.</summary>
    const int Nobody = 0, Several = -1;

    readonly int[] _askers;

    /// <summary>Looks at all keys of the evidence, or at those of one UTC day.</summary>
    public ZoneAskers(FrozenRollups seen, ushort? day = null)
    {
        _askers = new int[seen.ZoneNumberEnd];
        for (var number = 0; number < seen.Shards; number++)
        {
            foreach (ref readonly var cell in seen.ShardOf(new(number, 0)).Cells)
            {
                if (cell.Rows > 0 && (day is null || cell.Day == day) && seen.ClientNumbers.Of(number, cell) is var client && !seen.ClientNumbers.IsRelay(client))
                {
                    ref var asker = ref _askers[cell.Zone];
                    asker = asker == Nobody || asker == client + 1 ? client + 1 : Several;
                }
            }
        }
    }

    /// <summary>Whether a client is the only one that asks a zone, both by number.</summary>
    public bool IsAlone(int client, uint zone) => _askers[zone] == client + 1;

    /// <summary>Whether several clients ask a zone.</summary>
    public bool AreSeveral(uint zone) => _askers[zone] == Several;
}
