using System.Buffers;
using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// All that is remembered of the evidence: the pair table, shared out by client over shards with a lock each, who used which server, what servers
/// answered, and flows. Threads
/// add to it in batches, in any order; the laws of <see cref="IMergeable{T}"/> make the result one.
/// </summary>
public sealed class RollupSet : IMergeable<RollupSet>
{
    internal const int ShardBits = 6;
    const uint Version = 2;

    internal PairShard[] Shards { get; } = [.. Enumerable.Range(0, 1 << ShardBits).Select(_ => new PairShard())];
    internal ZoneTable Zones { get; } = new();
    internal Dictionary<ServerUseKey, ServerUse> Servers { get; } = [];
    internal AnswerTable Answers { get; private set; } = new();
    internal FlowUses Flows { get; private set; } = new();

    /// <summary>Keys of the pair table.</summary>
    public int Pairs => Shards.Sum(shard => shard.Count);

    /// <summary>The shard of a client, from <see cref="PairKey.ClientHash"/>.</summary>
    internal static int ShardOf(ulong client) => (int)(client >> (64 - ShardBits));

    /// <summary>Makes ready for being read by many: nothing waits any more.</summary>
    internal void Settle()
    {
        const int ManyKeys = 100_000;
        foreach (var shard in Shards)
        {
            shard.Settle();
        }
        if (Pairs >= ManyKeys)
        {
            // Much was left behind: tables outgrown, pages of rows that waited. Judging shall take its place, and not fresh memory.
            GC.Collect();
        }
    }

    internal void AddServers(Dictionary<ServerUseKey, ServerUse> uses)
    {
        lock (Servers)
        {
            foreach (var (key, use) in uses)
            {
                Server(key).Merge(use);
            }
        }
    }

    /// <summary>Takes over what one thread gathered; the thread lets go of it.</summary>
    internal void TakeRest(AnswerTable answers, FlowUses flows)
    {
        lock (Servers)
        {
            if (Answers.IsEmpty)
            {
                (Answers, answers) = (answers, Answers);
            }
            Answers.Merge(answers);
            Flows.Merge(flows);
        }
    }

    /// <inheritdoc/>
    public void Merge(RollupSet other)
    {
        AddServers(other.Servers);
        lock (Servers)
        {
            Answers.Merge(other.Answers);
            Flows.Merge(other.Flows);
        }
        for (var i = 0; i < Shards.Length; i++)
        {
            var (mine, theirs) = (Shards[i], other.Shards[i]);
            mine.Reserve(mine.Count + theirs.Count);
            foreach (ref readonly var cell in theirs.Cells)
            {
                if (cell.Rows > 0)
                {
                    MergePair(mine, theirs, cell, other.Zones[cell.Zone]);
                }
            }
        }
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.U32(Version);
        to.U32((uint)Servers.Count);
        foreach (var (key, use) in Servers.OrderBy(use => use.Key))
        {
            WriteKey(to, key);
            use.WriteTo(to);
        }
        Answers.WriteTo(to);
        Flows.WriteTo(to);
        foreach (var shard in Shards)
        {
            to.U32((uint)shard.Count);
            foreach (var index in CanonicalOrder(shard))
            {
                WritePair(to, shard, shard.Cells[index]);
            }
        }
    }

    /// <inheritdoc/>
    public static RollupSet ReadFrom(ref StateReader from)
    {
        var set = new RollupSet();
        if (from.U32() != Version)
        {
            throw new InvalidDataException("a rollup block of another version");
        }
        for (var i = from.Count(87); i > 0; i--)
        {
            set.Server(ReadKey(ref from)).Merge(ServerUse.ReadFrom(ref from));
        }
        set.Answers = AnswerTable.ReadFrom(ref from);
        set.Flows = FlowUses.ReadFrom(ref from);
        foreach (var shard in set.Shards)
        {
            var count = from.Count(24);
            shard.Reserve(count);
            for (; count > 0; count--)
            {
                set.ReadPair(ref from);
            }
        }
        return set;
    }

    ServerUse Server(ServerUseKey key)
    {
        if (!Servers.TryGetValue(key, out var use))
        {
            Servers.Add(key, use = new());
        }
        return use;
    }

    void MergePair(PairShard mine, PairShard theirs, in PairCell cell, ZoneName zone)
    {
        var key = new PairKey(cell.Day, theirs.Clients[(int)cell.Client], zone.Hash, zone.Name);
        if (cell.IsLarge)
        {
            mine.Add(key, theirs.Large(cell), cell.Rows, Zones);
            return;
        }
        for (var place = cell.Place; place != RowArena.None;)
        {
            mine.Add(key, theirs.Arena.Row(place, out var previous), Zones);
            place = previous;
        }
    }

    static List<int> CanonicalOrder(PairShard shard)
    {
        var order = new List<int>(shard.Count);
        var cells = shard.Cells;
        for (var index = 0; index < cells.Length; index++)
        {
            if (cells[index].Rows > 0)
            {
                order.Add(index);
            }
        }
        order.Sort((a, b) => shard.Cells[a].Hash.CompareTo(shard.Cells[b].Hash));
        return order;
    }

    void WritePair(IBufferWriter<byte> to, PairShard shard, in PairCell cell)
    {
        var client = shard.Clients[(int)cell.Client];
        var zone = Zones[cell.Zone];
        to.U16(cell.Day);
        to.U64(client.High);
        to.U64(client.Low);
        to.Byte((byte)zone.Name.Length);
        to.Write(zone.Name);
        to.U32(cell.Rows);
        if (cell.IsLarge)
        {
            shard.Large(cell).WriteTo(to);
            return;
        }
        foreach (var row in SortedRows(shard, cell))
        {
            to.U16((ushort)row.Length);
            to.Write(row);
        }
    }

    static List<byte[]> SortedRows(PairShard shard, in PairCell cell)
    {
        var rows = new List<byte[]>(PairShard.SmallRows);
        for (var place = cell.Place; place != RowArena.None;)
        {
            rows.Add(shard.Arena.Row(place, out place).ToArray());
        }
        rows.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        return rows;
    }

    void ReadPair(ref StateReader from)
    {
        var day = from.U16();
        var client = new Address(from.U64(), from.U64());
        var name = from.Bytes(from.Byte());
        var key = new PairKey(day, client, WireName.Hash(name, NameHashing.Seed), name);
        var rows = from.U32();
        var shard = Shards[ShardOf(PairKey.ClientHash(client))];
        if (rows > PairShard.SmallRows)
        {
            shard.Add(key, PairState.ReadFrom(ref from), rows, Zones);
            return;
        }
        for (; rows > 0; rows--)
        {
            shard.Add(key, from.Bytes(from.U16()), Zones);
        }
    }

    static void WriteKey(IBufferWriter<byte> to, in ServerUseKey key)
    {
        var bytes = to.GetSpan(39);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, key.Day);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[2..], key.Lane);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[4..], key.Client.High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[12..], key.Client.Low);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[20..], key.Server.Address.High);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[28..], key.Server.Address.Low);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[36..], key.Server.Port);
        bytes[38] = (byte)key.Transport;
        to.Advance(39);
    }

    static ServerUseKey ReadKey(ref StateReader from)
    {
        var day = from.U16();
        var lane = from.U16();
        var client = new Address(from.U64(), from.U64());
        var server = new Endpoint(new(from.U64(), from.U64()), from.U16());
        return new(day, lane, client, server, (Transport)from.Byte());
    }
}
