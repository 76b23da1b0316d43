using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// All that is remembered of the evidence: the pair table, shared out by client over shards with a lock each, who used which server, what servers
/// answered, the name servers of zones, flows, and what the evidence says around the look-ups. Threads add to it in batches, in any order; the laws of <see cref="IMergeable{T}"/> make the result one.
/// </summary>
public sealed class RollupSet : IMergeable<RollupSet>
{
    internal const int ShardBits = 4;
    const uint Version = 9;

    /// <summary>Most clients, days and formats of which look-ups of names that are not shown whole are remembered.</summary>
    const int MostHiddenNames = 1 << 14;

    ulong _highestClient = ulong.MaxValue;

    /// <summary>Nothing is remembered yet.</summary>
    public RollupSet()
        : this(RollupLimits.Default)
    {
    }

    /// <summary>Nothing is remembered yet, and there is room for so much.</summary>
    public RollupSet(RollupLimits limits)
    {
        Limits = limits;
        Budget = new(limits);
        Shards = [.. Enumerable.Range(0, 1 << ShardBits).Select(_ => new PairShard(Zones, Contexts))];
    }

    internal RollupLimits Limits { get; }
    internal RollupBudget Budget { get; }

    internal PairShard[] Shards { get; }
    internal ZoneTable Zones { get; } = new();
    internal RowContexts Contexts { get; } = new();
    internal Dictionary<ServerUseKey, ServerUse> Servers { get; } = [];
    internal AnswerTable Answers { get; private set; } = new();
    internal NameServerTable NameServers { get; private set; } = new();
    internal FlowUses Flows { get; private set; } = new();
    internal LowestKeys<ClientDayKey, HiddenNameUse> HiddenNames { get; private set; } = NewHiddenNames();
    internal Surroundings Surroundings { get; private set; } = new();

    /// <summary>A table of who asked for names that the evidence does not show whole.</summary>
    internal static LowestKeys<ClientDayKey, HiddenNameUse> NewHiddenNames() => new(MostHiddenNames);

    /// <summary>Keys of the pair table.</summary>
    public int Pairs => Shards.Sum(shard => shard.Count);

    /// <summary>The shard of a client, from <see cref="PairKey.ClientHash"/>.</summary>
    internal static int ShardOf(ulong client) => (int)(client >> (64 - ShardBits));

    /// <summary>Clients with a higher <see cref="PairKey.ClientHash"/> are left out.</summary>
    internal ulong HighestClient => Volatile.Read(ref _highestClient);

    /// <summary>The clients that asked for more than their share of the table, by address.</summary>
    internal ImmutableArray<LimitedClient> Limited()
    {
        var limited = ImmutableArray.CreateBuilder<LimitedClient>();
        foreach (var shard in Shards)
        {
            foreach (var (client, limit, kept) in shard.LeftOut())
            {
                limited.Add(new(client, kept, kept / (limit / 18446744073709551616.0)));
            }
        }
        limited.Sort((a, b) => a.Client.CompareTo(b.Client));
        return limited.DrainToImmutable();
    }

    /// <summary>Makes ready for being read by many: nothing is over its limits and nothing waits any more.</summary>
    internal void Settle()
    {
        Tighten();
        foreach (var shard in Shards)
        {
            shard.Settle();
        }
    }

    /// <summary>Adds what keys cost more than before, and brings all down to what they may cost where it is too much.</summary>
    internal void Charge(long bytes, bool hasLeftOut)
    {
        Budget.Charge(bytes);
        if (Budget.TightenIfOver(Shards) || hasLeftOut || Zones.HasRetired)
        {
            TidyZones();
        }
    }

    /// <summary>Leaves out the clients above a hash.</summary>
    internal void LeaveOutAbove(ulong highest)
    {
        if (highest >= HighestClient)
        {
            return;
        }
        lock (Servers)
        {
            Volatile.Write(ref _highestClient, Math.Min(_highestClient, highest));
        }
        foreach (var shard in Shards)
        {
            lock (shard.Gate)
            {
                shard.HighestClient = highest;
            }
        }
    }

    void Tighten()
    {
        LeaveOutAbove(UseLimits.Leave(Servers, Limits));
        Budget.Tighten(Shards);
    }

    void TidyZones()
    {
        foreach (var shard in Shards)
        {
            shard.Gate.Enter();
        }
        Zones.ReleaseRetired();
        Zones.ForgetIdle(Shards);
        foreach (var shard in Shards)
        {
            shard.Gate.Exit();
        }
    }

    /// <summary>Takes over what one thread gathered; the thread lets go of it.</summary>
    internal void Take(Dictionary<ServerUseKey, ServerUse> uses, AnswerTable answers, NameServerTable nameServers, FlowUses flows, LowestKeys<ClientDayKey, HiddenNameUse> hiddenNames, Surroundings surroundings)
    {
        lock (Servers)
        {
            foreach (var (key, use) in uses)
            {
                if (!Servers.TryAdd(key, use))
                {
                    Servers[key].Merge(use);
                }
            }
            if (Answers.IsEmpty)
            {
                (Answers, answers) = (answers, Answers);
            }
            Answers.Merge(answers);
            NameServers.Merge(nameServers);
            Flows.Merge(flows);
            HiddenNames.Merge(hiddenNames);
            Surroundings.Merge(surroundings);
        }
    }

    /// <inheritdoc/>
    public void Merge(RollupSet other)
    {
        lock (Servers)
        {
            foreach (var (key, use) in other.Servers)
            {
                Server(key).Merge(use);
            }
            Answers.Merge(other.Answers);
            NameServers.Merge(other.NameServers);
            Flows.Merge(other.Flows);
            HiddenNames.Merge(other.HiddenNames);
            Surroundings.Merge(other.Surroundings);
        }
        Budget.LowerShare(other.Budget.Share);
        LeaveOutAbove(other.HighestClient);
        for (var i = 0; i < Shards.Length; i++)
        {
            var (mine, theirs) = (Shards[i], other.Shards[i]);
            foreach (var (client, limit, _) in theirs.LeftOut())
            {
                mine.LeaveOutFrom(client, limit);
            }
            mine.Reserve(mine.Count + theirs.Count);
            foreach (ref readonly var cell in theirs.Cells)
            {
                if (cell.Rows > 0)
                {
                    MergePair(mine, theirs, cell, other.Zones);
                }
            }
        }
        Budget.Tighten(Shards);
        GC.KeepAlive(other);
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        Tighten();
        to.U32(Version);
        to.U64((ulong)Budget.Share);
        to.U64(HighestClient);
        to.U32((uint)Servers.Count);
        foreach (var (key, use) in Servers.OrderBy(use => use.Key))
        {
            WriteKey(to, key);
            use.WriteTo(to);
        }
        Answers.WriteTo(to);
        NameServers.WriteTo(to);
        Flows.WriteTo(to);
        HiddenNames.WriteTo(to);
        Surroundings.WriteTo(to);
        foreach (var shard in Shards)
        {
            WriteLeftOut(to, [.. shard.LeftOut().OrderBy(client => client.Client)]);
            to.U32((uint)shard.Count);
            foreach (var index in CanonicalOrder(shard))
            {
                WritePair(to, shard, shard.Cells[index]);
            }
        }
        GC.KeepAlive(this);
    }

    /// <inheritdoc/>
    public static RollupSet ReadFrom(ref StateReader from)
    {
        var set = new RollupSet();
        if (from.U32() != Version)
        {
            throw new InvalidDataException("a rollup block of another version");
        }
        set.Budget.LowerShare((long)from.U64());
        set.LeaveOutAbove(from.U64());
        for (var i = from.Count(87); i > 0; i--)
        {
            set.Server(ReadKey(ref from)).Merge(ServerUse.ReadFrom(ref from));
        }
        set.Answers = AnswerTable.ReadFrom(ref from);
        set.NameServers = NameServerTable.ReadFrom(ref from);
        set.Flows = FlowUses.ReadFrom(ref from);
        set.HiddenNames = LowestKeys<ClientDayKey, HiddenNameUse>.ReadFrom(ref from);
        set.Surroundings = Surroundings.ReadFrom(ref from);
        foreach (var shard in set.Shards)
        {
            for (var clients = from.Count(24); clients > 0; clients--)
            {
                shard.LeaveOutFrom(new(from.U64(), from.U64()), from.U64());
            }
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

    static void MergePair(PairShard mine, PairShard theirs, in PairCell cell, ZoneTable theirZones)
    {
        var key = mine.KeyOf(cell.Day, theirs.Clients[(int)cell.Client], theirZones.HashOf(cell.Zone), theirZones.NameOf(cell.Zone));
        if (cell.IsLarge)
        {
            mine.Add(key, theirs.Large(cell), cell.Rows);
            return;
        }
        Span<byte> row = stackalloc byte[CompactRow.MaxBytes];
        for (var place = cell.Place; place != RowArena.None;)
        {
            var length = theirs.Row(place, out var previous).Spell(row);
            mine.Add(key, row[..length]);
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

    static void WriteLeftOut(IBufferWriter<byte> to, (Address Client, ulong Limit, int Kept)[] clients)
    {
        to.U32((uint)clients.Length);
        foreach (var (client, limit, _) in clients)
        {
            to.U64(client.High);
            to.U64(client.Low);
            to.U64(limit);
        }
    }

    void WritePair(IBufferWriter<byte> to, PairShard shard, in PairCell cell)
    {
        var client = shard.Clients[(int)cell.Client];
        var zone = Zones.NameOf(cell.Zone);
        to.U16(cell.Day);
        to.U64(client.High);
        to.U64(client.Low);
        to.Byte((byte)zone.Length);
        to.Write(zone);
        to.U32(cell.Rows);
        to.Byte(cell.IsLarge ? (byte)1 : (byte)0);
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
        Span<byte> row = stackalloc byte[CompactRow.MaxBytes];
        for (var place = cell.Place; place != RowArena.None;)
        {
            rows.Add(row[..shard.Row(place, out place).Spell(row)].ToArray());
        }
        rows.Sort((a, b) => a.AsSpan().SequenceCompareTo(b));
        return rows;
    }

    void ReadPair(ref StateReader from)
    {
        var day = from.U16();
        var client = new Address(from.U64(), from.U64());
        var name = from.Bytes(from.Byte());
        var rows = from.U32();
        var shard = Shards[ShardOf(PairKey.ClientHash(client))];
        var key = shard.KeyOf(day, client, WireName.Hash(name, NameHashing.Seed), name);
        if (from.Byte() != 0)
        {
            shard.Add(key, PairState.ReadFrom(ref from), rows);
            return;
        }
        for (; rows > 0; rows--)
        {
            var row = from.Bytes(from.U16());
            if (!CompactRow.IsSpelledRow(row))
            {
                throw new InvalidDataException("a rollup block holds a row that is none");
            }
            shard.Add(key, row);
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
