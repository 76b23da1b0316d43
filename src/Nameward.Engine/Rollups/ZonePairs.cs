using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A zone and all its keys.</summary>
sealed class ZonePairs(ZoneName zone)
{
    readonly List<(PairShard Shard, int Index)> _cells = [];

    /// <summary>The zone.</summary>
    public ZoneName Zone { get; } = zone;

    /// <summary>Adds a key.</summary>
    public void Add(PairShard shard, int index) => _cells.Add((shard, index));

    /// <summary>
    /// All keys of the clients of which one key at least is worth weighing, by client and day. Small keys are folded into a state of their own; large
    /// states are shared, not copied: they must not be changed.
    /// </summary>
    public List<ZonePair> Candidates()
    {
        var clients = new HashSet<Address>();
        foreach (var (shard, index) in _cells)
        {
            if (IsWorthWeighing(shard, shard.Cells[index]))
            {
                clients.Add(ClientOf(shard, index));
            }
        }
        var pairs = new List<ZonePair>();
        foreach (var (shard, index) in _cells)
        {
            if (clients.Contains(ClientOf(shard, index)))
            {
                pairs.Add(new(ClientOf(shard, index), shard.Cells[index].Day, StateOf(shard, index)));
            }
        }
        pairs.Sort((a, b) => a.Client != b.Client ? a.Client.CompareTo(b.Client) : a.Day.CompareTo(b.Day));
        return pairs;
    }

    /// <summary>Shows every name, label and piece of data of every key to <paramref name="viewer"/>.</summary>
    public void Show(IZoneViewer viewer)
    {
        foreach (var (shard, index) in _cells)
        {
            var client = ClientOf(shard, index);
            ref readonly var cell = ref shard.Cells[index];
            if (!viewer.Wants(client))
            {
                continue;
            }
            if (cell.IsLarge)
            {
                Show(viewer, client, shard.Large(cell));
                continue;
            }
            for (var place = cell.Place; place != RowArena.None;)
            {
                Show(viewer, client, shard.Row(place, out place));
            }
        }
    }

    /// <summary>Whether a key has the rows and the names to hold a channel.</summary>
    public static bool IsWorthWeighing(PairShard shard, in PairCell cell)
    {
        if (cell.Rows < FrozenRollups.FewestRows)
        {
            return false;
        }
        return (cell.IsLarge ? NameBits(shard.Large(cell)) : NameBits(shard, cell)) >= FrozenRollups.FewestNameBits;
    }

    static double NameBits(PairState state)
    {
        double bits = 0;
        foreach (ref readonly var name in state.Names.Items)
        {
            for (var depth = 0; depth < name.Depth; depth++)
            {
                bits += name.Bits[depth];
            }
        }
        return bits * state.Names.Scale;
    }

    /// <summary>Each distinct name counts once, whatever the order in which the rows came.</summary>
    static double NameBits(PairShard shard, in PairCell cell)
    {
        var bits = 0;
        for (var place = cell.Place; place != RowArena.None && bits < FrozenRollups.FewestNameBits;)
        {
            var prefix = shard.Row(place, out place).Prefix;
            bits += Occurs(shard, place, prefix) ? 0 : CodeLengths.OfPrefix(prefix);
        }
        return bits;
    }

    static bool Occurs(PairShard shard, int place, ReadOnlySpan<byte> prefix)
    {
        while (place != RowArena.None)
        {
            if (shard.Row(place, out place).Prefix.SequenceEqual(prefix))
            {
                return true;
            }
        }
        return false;
    }

    static Address ClientOf(PairShard shard, int index) => shard.Clients[(int)shard.Cells[index].Client];

    PairState StateOf(PairShard shard, int index)
    {
        ref readonly var cell = ref shard.Cells[index];
        if (cell.IsLarge)
        {
            return shard.Large(cell);
        }
        var state = new PairState();
        for (var place = cell.Place; place != RowArena.None;)
        {
            state.Fold(shard.Row(place, out place), Zone.Hash);
        }
        return state;
    }

    static void Show(IZoneViewer viewer, Address client, PairState state)
    {
        foreach (ref readonly var name in state.Names.Items)
        {
            viewer.Saw(client, name.Hash);
            for (var depth = 0; depth < name.Depth; depth++)
            {
                viewer.SawLabel(client, name.Labels[depth], depth);
            }
        }
        foreach (ref readonly var data in state.Data.Items)
        {
            viewer.Saw(client, data.Hash);
        }
    }

    void Show(IZoneViewer viewer, Address client, in CompactRow row)
    {
        viewer.Saw(client, PairState.NameHash(row.Prefix, Zone.Hash));
        var labels = default(LabelHashes);
        var depth = PairState.HashLabels(row.Prefix, ref labels);
        for (var i = 0; i < depth; i++)
        {
            viewer.SawLabel(client, labels[i], i);
        }
        foreach (var item in new RowItems(row))
        {
            viewer.Saw(client, item.Hash);
        }
    }
}

/// <summary>One key of a zone.</summary>
readonly record struct ZonePair(Address Client, ushort Day, PairState State);

/// <summary>Whoever looks at all that a zone's clients did.</summary>
interface IZoneViewer
{
    /// <summary>Whether this client's keys are to be shown.</summary>
    bool Wants(Address client);

    /// <summary>A client asked the name, or got the data, of this hash.</summary>
    void Saw(Address client, ulong hash);

    /// <summary>A client used a label at a depth below the zone.</summary>
    void SawLabel(Address client, uint label, int depth);
}
