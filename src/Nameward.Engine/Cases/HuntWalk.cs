using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases;

/// <summary>Walks through who asked which zone, the days of each put together.</summary>
sealed class HuntWalk(FrozenRollups seen)
{
    /// <summary>The clients and zones that are wanted, in no order.</summary>
    /// <param name="isWanted">Whether a client's look-ups in a zone are.</param>
    /// <param name="names">The names that are looked for.</param>
    /// <param name="needsNames">Whether the names of a client are looked at.</param>
    public IReadOnlyCollection<ZoneUse> Zones(Func<Address, byte[], bool> isWanted, HuntNames names, bool needsNames)
    {
        var found = new Dictionary<(Address Client, uint Zone), ZoneUse>();
        for (var number = 0; number < seen.Shards; number++)
        {
            var shard = seen.ShardOf(new(number, 0));
            for (var index = 0; index < shard.Cells.Length; index++)
            {
                ref readonly var cell = ref shard.Cells[index];
                if (cell.Rows == 0)
                {
                    continue;
                }
                var client = shard.Clients[(int)cell.Client];
                var zone = seen.ZoneNameOf(cell.Zone).ToArray();
                if (!isWanted(client, zone))
                {
                    continue;
                }
                var state = seen.StateOf(seen.KeyOf(new(number, index)), seen.ZoneHash(cell.Zone), new());
                var asked = needsNames ? names.Asked(seen.ZoneHash(cell.Zone), state.Names) : (MayHave: true, IsCertain: true);
                if (!found.TryGetValue((client, cell.Zone), out var use))
                {
                    found.Add((client, cell.Zone), use = new(client, zone));
                }
                use.Add(state, cell.Day, asked);
            }
        }
        return found.Values;
    }
}

/// <summary>One client's look-ups in one zone.</summary>
sealed class ZoneUse(Address client, byte[] zone)
{
    /// <summary>Who asked.</summary>
    public Address Client { get; } = client;
    /// <summary>The zone.</summary>
    public byte[] Zone { get; } = zone;
    /// <summary>When first, UTC.</summary>
    public DateTime? First { get; private set; }
    /// <summary>When last, UTC.</summary>
    public DateTime? Last { get; private set; }
    /// <summary>Queries, of each day as its largest lane shows them.</summary>
    public long Count { get; private set; }
    /// <summary>The rcodes of responses, a bit for each.</summary>
    public int Rcodes { get; private set; }
    /// <summary>Whether it may have asked for what is wanted.</summary>
    public bool MayHaveAsked { get; private set; }
    /// <summary>Whether it is certain that it did.</summary>
    public bool IsCertain { get; private set; }

    /// <summary>Takes in a day. Days on which it cannot have asked for what is wanted do not count.</summary>
    public void Add(PairState state, ushort day, (bool MayHave, bool IsCertain) asked)
    {
        if (!asked.MayHave)
        {
            return;
        }
        (MayHaveAsked, IsCertain) = (true, IsCertain || asked.IsCertain);
        var largest = state.Largest;
        Count += Math.Max(largest.Queries, largest.Responses);
        if (EventTime.Of(day, state.First) is { } first && EventTime.Of(day, state.Last) is { } last)
        {
            (First, Last) = (First < first ? First : first, Last > last ? Last : last);
        }
        foreach (ref readonly var name in state.Names.Items)
        {
            Rcodes |= name.Rcodes;
        }
    }
}
