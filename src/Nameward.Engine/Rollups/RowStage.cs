using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Rows on their way to one shard, each behind its key, applied together: first the cells of all keys are looked at, then the rows are taken in. What
/// a thread waits for is memory, and reads that do not depend on each other are waited for once.
/// </summary>
sealed class RowStage(PairShard shard, RollupSet rollups)
{
    const int Capacity = 8 << 10;
    const int HashAt = 0, ZoneAt = 8, ClientAt = 16, DayAt = 20, RowLengthAt = 22, NameLengthAt = 24, KeyBytes = 25;
    const int LongestEntry = KeyBytes + WireName.MaxBytes + CompactRow.MaxBytes;

    readonly byte[] _bytes = new byte[Capacity];
    int _used;

    /// <summary>Whether the next row might find no room.</summary>
    public bool IsFull => _used + LongestEntry > Capacity;

    /// <summary>Adds the row of a message.</summary>
    /// <returns>The lowest time to live of a record that answers.</returns>
    public uint Add(in PairKey key, in DnsMessage message, IObservationBatch batch, RowContext context, ushort contextNumber)
    {
        var entry = _bytes.AsSpan(_used);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[HashAt..], key.Hash);
        BinaryPrimitives.WriteUInt64LittleEndian(entry[ZoneAt..], key.Zone);
        BinaryPrimitives.WriteInt32LittleEndian(entry[ClientAt..], key.Client);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[DayAt..], key.Day);
        entry[NameLengthAt] = (byte)key.ZoneName.Length;
        key.ZoneName.CopyTo(entry[KeyBytes..]);
        var row = KeyBytes + key.ZoneName.Length;
        var length = CompactRowWriter.Write(message, batch, context, contextNumber, entry[row..], out var lowestTtl);
        BinaryPrimitives.WriteUInt16LittleEndian(entry[RowLengthAt..], (ushort)length);
        _used += row + length;
        return lowestTtl;
    }

    /// <summary>The number of a client in the shard.</summary>
    public int NumberOf(ulong hash, Address client)
    {
        lock (shard.Gate)
        {
            return shard.NumberOf(hash, client);
        }
    }

    /// <summary>Hands all rows to their shard.</summary>
    public void Apply()
    {
        ReadOnlySpan<byte> rows = _bytes.AsSpan(0, _used);
        _used = 0;
        long more = 0, left;
        lock (shard.Gate)
        {
            for (var rest = rows; !rest.IsEmpty; rest = rest[LengthOf(rest)..])
            {
                shard.LookAt(HashOf(rest), ClientOf(rest), ZoneOf(rest));
            }
            for (var rest = rows; !rest.IsEmpty; rest = rest[LengthOf(rest)..])
            {
                more += shard.Add(KeyOf(rest), rest[(KeyBytes + rest[NameLengthAt])..LengthOf(rest)]);
            }
            left = shard.LeaveSharesIfOver(rollups.Budget.Share);
        }
        rollups.Charge(more + left, hasLeftOut: left < 0);
    }

    static ulong HashOf(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt64LittleEndian(entry[HashAt..]);

    static ulong ZoneOf(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadUInt64LittleEndian(entry[ZoneAt..]);

    static int LengthOf(ReadOnlySpan<byte> entry) => KeyBytes + entry[NameLengthAt] + BinaryPrimitives.ReadUInt16LittleEndian(entry[RowLengthAt..]);

    static int ClientOf(ReadOnlySpan<byte> entry) => BinaryPrimitives.ReadInt32LittleEndian(entry[ClientAt..]);

    static PairKey KeyOf(ReadOnlySpan<byte> entry) =>
        new(HashOf(entry), BinaryPrimitives.ReadUInt16LittleEndian(entry[DayAt..]), ClientOf(entry), ZoneOf(entry), entry.Slice(KeyBytes, entry[NameLengthAt]));
}
