using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// One thread's way into the rollups: rows are encoded as they come and staged by shard, and a full stage is applied under the shard's lock, so
/// that threads meet once in a few hundred rows and the table's memory is walked in batches.
/// </summary>
public sealed class RollupSink(RollupSet rollups, PublicSuffixes suffixes) : IObservationSink
{
    const int StageBytes = 16 << 10;
    const int EntryHeader = 2 + 16 + 8 + 1 + 2;
    const int LongestEntry = EntryHeader + WireName.MaxBytes + CompactRow.MaxBytes;

    readonly byte[][] _stages = [.. rollups.Shards.Select(_ => new byte[StageBytes])];
    readonly int[] _used = new int[rollups.Shards.Length];
    readonly Dictionary<ServerUseKey, ServerUse> _servers = [];

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            AddServer(message, batch.Format);
            if (!StaysOnTheLink(message))
            {
                AddPair(message, batch);
            }
        }
    }

    /// <summary>Applies what is staged. Called once, when the evidence is read.</summary>
    public void Finish()
    {
        for (var shard = 0; shard < _stages.Length; shard++)
        {
            Apply(shard);
        }
        rollups.AddServers(_servers);
        _servers.Clear();
    }

    /// <summary>The UTC day of an event, counted from 1970-01-01; 0 where the evidence carries no time.</summary>
    public static ushort DayOf(DateTime time) => (ushort)Math.Clamp((time - DateTime.UnixEpoch).Days, 0, ushort.MaxValue);

    /// <summary>
    /// Whether a message is multicast DNS (RFC 6762) or LLMNR (RFC 4795): hosts of one link speak for themselves, and no zone lies behind them. The
    /// same ports at an address outside are taken for what they may be.
    /// </summary>
    static bool StaysOnTheLink(in DnsMessage message)
    {
        const ushort MulticastDns = 5353, Llmnr = 5355;
        var server = message.Server;
        return server.Address.IsMulticast || message.Client.Address.IsMulticast || (server.Port is MulticastDns or Llmnr && server.Address.IsInternal);
    }

    void AddServer(in DnsMessage message, byte format)
    {
        var key = new ServerUseKey(DayOf(message.Time), (ushort)(format << 2 | (int)message.Leg), message.Client.Address, message.Server, message.Transport);
        if (!_servers.TryGetValue(key, out var use))
        {
            _servers.Add(key, use = new());
        }
        use.Add(message);
    }

    void AddPair(in DnsMessage message, IObservationBatch batch)
    {
        var client = message.Client.Address;
        var shard = RollupSet.ShardOf(client);
        if (_used[shard] + LongestEntry > StageBytes)
        {
            Apply(shard);
        }
        var name = batch.Bytes(message.Name);
        var zone = suffixes.Cut(name);
        var zoneName = name[zone.Start..];
        var entry = _stages[shard].AsSpan(_used[shard]);
        BinaryPrimitives.WriteUInt16LittleEndian(entry, DayOf(message.Time));
        BinaryPrimitives.WriteUInt64LittleEndian(entry[2..], client.High);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[10..], client.Low);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[18..], zone.Hash);
        entry[26] = (byte)zoneName.Length;
        zoneName.CopyTo(entry[EntryHeader..]);
        var row = EntryHeader + zoneName.Length;
        var length = CompactRowWriter.Write(message, batch, zone, suffixes, entry[row..]);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[27..], (ushort)length);
        _used[shard] += row + length;
    }

    void Apply(int index)
    {
        ReadOnlySpan<byte> stage = _stages[index].AsSpan(0, _used[index]);
        _used[index] = 0;
        var shard = rollups.Shards[index];
        lock (shard.Gate)
        {
            while (!stage.IsEmpty)
            {
                int zone = stage[26], row = BinaryPrimitives.ReadUInt16LittleEndian(stage[27..]);
                var client = new Address(BinaryPrimitives.ReadUInt64LittleEndian(stage[2..]), BinaryPrimitives.ReadUInt64LittleEndian(stage[10..]));
                var key = new PairKey(BinaryPrimitives.ReadUInt16LittleEndian(stage), client, BinaryPrimitives.ReadUInt64LittleEndian(stage[18..]), stage.Slice(EntryHeader, zone));
                shard.Add(key, stage.Slice(EntryHeader + zone, row), rollups.Zones);
                stage = stage[(EntryHeader + zone + row)..];
            }
        }
    }
}
