using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>
/// Whom each block of a list would have hit in what a store remembers: days of which the evidence is gone. Of names the store knows who asked in a zone, and what was answered there, but of a busy client in
/// a busy zone not every name: where it may have asked, it counts, so that rather too many are told than too few.
/// </summary>
sealed class RememberedRadius
{
    readonly FrozenRollups _seen;
    readonly ImmutableArray<Block> _blocks;
    readonly HuntNames[] _names;
    readonly RadiusCount[] _counts;
    readonly ILookup<Address, int> _clients, _servers;
    readonly Dictionary<uint, ImmutableArray<int>> _blocksOf = [];

    RememberedRadius(ImmutableArray<Block> blocks, FrozenRollups seen, IPassiveDns passive)
    {
        (_seen, _blocks) = (seen, blocks);
        _counts = [.. blocks.Select(_ => new RadiusCount())];
        _names = [.. blocks.Select((block, i) => NamesOf(block, passive, _counts[i]))];
        (_clients, _servers) = (Of(BlockKind.Client), Of(BlockKind.Server));
    }

    /// <summary>The list, with whom each block would have hit.</summary>
    /// <param name="blocks">What would be blocked.</param>
    /// <param name="seen">The rollups of the store.</param>
    /// <param name="passive">What was asked and answered.</param>
    /// <param name="known">Clients that the findings are about.</param>
    public static ImmutableArray<Block> Of(ImmutableArray<Block> blocks, FrozenRollups seen, IPassiveDns passive, ImmutableHashSet<Address> known)
    {
        var remembered = new RememberedRadius(blocks, seen, passive);
        remembered.WalkServers();
        for (var shard = 0; shard < seen.Shards; shard++)
        {
            remembered.WalkZones(shard);
        }
        return [.. blocks.Select((block, i) => block with { Remembered = remembered._counts[i].Sum(known) })];
    }

    /// <summary>The names that a block would have hit: those below it, those of the zones that a name server serves, or those that led to an address.</summary>
    static HuntNames NamesOf(Block block, IPassiveDns passive, RadiusCount count)
    {
        var names = new HuntNames();
        foreach (var row in RowsOf(block, passive))
        {
            names.Match(row, []);
            count.AddName(WireName.Hash(row.Name, NameHashing.Seed));
        }
        return names;
    }

    static IEnumerable<PassiveRow> RowsOf(Block block, IPassiveDns passive) => block.Kind switch
    {
        BlockKind.Zone => passive.Under(block.Name.ToArray(), below: true).Where(row => row.Type != RecordTypes.Ns),
        BlockKind.NameServer => ServedBy(block.Name.ToArray(), passive),
        BlockKind.NameServerAddress => Leading(block.Address, passive).SelectMany(row => ServedBy(row.Name, passive)),
        BlockKind.AnswerAddress => Leading(block.Address, passive),
        _ => [],
    };

    static IEnumerable<PassiveRow> Leading(Address address, IPassiveDns passive) => passive.Giving(Network.Of(address, address.IsV4 ? 32 : 128));

    static IEnumerable<PassiveRow> ServedBy(byte[] server, IPassiveDns passive) => passive.LeadingTo(server, below: false).Where(row => row.Type == RecordTypes.Ns);

    void WalkServers()
    {
        foreach (var (key, use) in _seen.Servers)
        {
            foreach (var block in _servers[key.Server.Address])
            {
                _counts[block].AddDay(key.Lane, key.Day, key.Client, Math.Max(use.Queries, use.Responses), EventTime.Known(use.First), EventTime.Known(use.Last));
            }
        }
    }

    void WalkZones(int number)
    {
        var shard = _seen.ShardOf(new(number, 0));
        for (var index = 0; index < shard.Cells.Length; index++)
        {
            ref readonly var cell = ref shard.Cells[index];
            if (cell.Rows == 0)
            {
                continue;
            }
            var client = shard.Clients[(int)cell.Client];
            var blocks = BlocksOf(cell.Zone, client);
            if (!blocks.IsEmpty)
            {
                Add(blocks, cell.Zone, cell.Day, client, _seen.StateOf(_seen.KeyOf(new(number, index)), _seen.ZoneHash(cell.Zone), new()));
            }
        }
    }

    void Add(ImmutableArray<int> blocks, uint zone, ushort day, Address client, PairState state)
    {
        var largest = state.Largest;
        foreach (var i in blocks)
        {
            if (_blocks[i].Kind == BlockKind.Client || Covers(_blocks[i], _seen.ZoneNameOf(zone)) || _names[i].Asked(_seen.ZoneHash(zone), state.Names).MayHave)
            {
                _counts[i].AddDay(source: 0, day, client, Math.Max(largest.Queries, largest.Responses), EventTime.Of(day, state.First), EventTime.Of(day, state.Last));
            }
        }
    }

    /// <summary>The blocks that may hit who asks in a zone.</summary>
    ImmutableArray<int> BlocksOf(uint zone, Address client)
    {
        if (!_blocksOf.TryGetValue(zone, out var blocks))
        {
            var name = _seen.ZoneNameOf(zone).ToArray();
            _blocksOf.Add(zone, blocks = [.. Enumerable.Range(0, _blocks.Length).Where(i => Covers(_blocks[i], name) || _names[i].Has(name))]);
        }
        return _clients.Contains(client) ? [.. blocks, .. _clients[client]] : blocks;
    }

    ILookup<Address, int> Of(BlockKind kind) => _blocks.Select((block, i) => (block, i)).Where(pair => pair.block.Kind == kind).ToLookup(pair => pair.block.Address, pair => pair.i);

    /// <summary>Whether a block hits everything in a zone.</summary>
    static bool Covers(Block block, ReadOnlySpan<byte> zone) => block.Kind == BlockKind.Zone && ProfileSubject.IsBelow(zone, block.Name.AsSpan());
}
