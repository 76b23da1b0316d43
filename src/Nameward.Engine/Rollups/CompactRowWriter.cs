using System.Buffers.Binary;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>Writes compact rows. What a piece of record data weighs is decided here, from the question and the data alone.</summary>
static class CompactRowWriter
{
    const ulong DataSeed = 0x64617461;
    const int BitsPerByte = 800;

    /// <summary>Writes the row of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="batch">Holds its bytes.</param>
    /// <param name="context">The row's context.</param>
    /// <param name="number">Its number, or <see cref="RowContexts.Spelled"/>.</param>
    /// <param name="row">Takes at most <see cref="CompactRow.MaxBytes"/>.</param>
    /// <param name="lowestTtl">The lowest time to live of a record that answers, in seconds; <see cref="ResourceRecord.UnknownTtl"/> where none is told.</param>
    /// <returns>Its length.</returns>
    public static int Write(in DnsMessage message, IObservationBatch batch, RowContext context, ushort number, Span<byte> row, out uint lowestTtl)
    {
        var name = batch.Bytes(message.Name);
        var prefix = name[..message.ZoneStart];
        var traits = Traits(message, prefix, name) | (NameSpelling.IsCoded(batch.Bytes(message.RawName), message.ZoneStart) ? RowTraits.Coded : 0);
        BinaryPrimitives.WriteUInt16LittleEndian(row[4..], number);
        row[6] = (byte)message.Type;
        row[7] = (byte)prefix.Length;
        prefix.CopyTo(row[CompactRow.HeaderBytes..]);
        var at = CompactRow.HeaderBytes + prefix.Length;
        if ((traits & RowTraits.LongType) != 0)
        {
            row[at++] = (byte)(message.Type >> 8);
        }
        if ((traits & RowTraits.BytesShown) != 0)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(row[at..], (ushort)Math.Min(message.Bytes, ushort.MaxValue));
            at += sizeof(ushort);
        }
        lowestTtl = ResourceRecord.UnknownTtl;
        if (message.Answers.Length > 0)
        {
            var end = WriteAnswers(batch.Bytes(message.Answers), name, row, at, ref lowestTtl);
            traits |= end > at ? RowTraits.HasItems : 0;
            at = end;
        }
        if (number == RowContexts.Spelled)
        {
            CompactRow.WriteContext(context, row[at..]);
            at += CompactRow.ContextBytes;
        }
        var second = (uint)(message.Time.TimeOfDay.Ticks / TimeSpan.TicksPerSecond);
        var rcode = Math.Min(message.Rcode ?? 0u, CompactRow.HighestRcode);
        BinaryPrimitives.WriteUInt32LittleEndian(row, second | rcode << CompactRow.RcodeShift | (uint)traits << CompactRow.TraitsShift);
        return at;
    }

    /// <summary>Writes the records of the answer section at a place of the row; where there are none, nothing.</summary>
    static int WriteAnswers(ReadOnlySpan<byte> answers, ReadOnlySpan<byte> name, Span<byte> row, int start, ref uint lowestTtl)
    {
        var (at, ttl, items, any) = (start + 3, SampledName.NoTtl, 0, false);
        foreach (var record in new ResourceRecords(answers))
        {
            if (record.Section != Section.Answer)
            {
                continue;
            }
            any = true;
            lowestTtl = Math.Min(lowestTtl, record.Ttl);
            ttl = LongerTtl(ttl, record.Ttl);
            if (items < CompactRow.MaxItems && WriteItem(record, name, row[at..]) is > 0 and var written)
            {
                at += written;
                items++;
            }
        }
        if (!any)
        {
            return start;
        }
        row[start] = (byte)items;
        BinaryPrimitives.WriteUInt16LittleEndian(row[(start + 1)..], ttl);
        return at;
    }

    /// <summary>The 32 bits by which a server is remembered in a row.</summary>
    public static uint ServerHash(Endpoint server) => (uint)WyHash.Of(server.Address.Low, WyHash.Of(server.Address.High, server.Port));

    /// <summary>A segment as one number, neighbours side by side; never <see cref="uint.MaxValue"/>.</summary>
    public static uint SegmentCode(SegmentId segment) => (uint)(Math.Min(segment.Source, ushort.MaxValue) << 16 | Math.Min(segment.Number, ushort.MaxValue - 1));

    static ushort LongerTtl(ushort longest, uint ttl)
    {
        if (ttl == ResourceRecord.UnknownTtl)
        {
            return longest;
        }
        var seconds = (ushort)Math.Min(ttl, SampledName.NoTtl - 1);
        return longest == SampledName.NoTtl ? seconds : Math.Max(longest, seconds);
    }

    static RowTraits Traits(in DnsMessage message, ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> name) =>
        (RowTraits)((int)message.Sides & 3)
        | (message.Rcode is null ? 0 : RowTraits.RcodeShown)
        | (message.ShowsAnswers ? RowTraits.AnswersShown : 0)
        | (message.Bytes > 0 ? RowTraits.BytesShown : 0)
        | (message.Type > byte.MaxValue ? RowTraits.LongType : 0)
        | (AddressGrammar.Spells(prefix, name) ? RowTraits.SpellsAddress : 0);

    static int WriteItem(in ResourceRecord record, ReadOnlySpan<byte> question, Span<byte> to)
    {
        switch (record.Type)
        {
            case RecordTypes.A when record.Data.Length == 4:
                to[0] = (byte)DataKind.V4;
                record.Data.CopyTo(to[1..]);
                return 5;
            case RecordTypes.Aaaa when record.Data.Length == 16:
                to[0] = (byte)DataKind.V6;
                record.Data.CopyTo(to[1..]);
                return 17;
            case var type when CarriesNothing(type):
                return 0;
            default:
                return WriteText(record, question, to);
        }
    }

    static int WriteText(in ResourceRecord record, ReadOnlySpan<byte> question, Span<byte> to)
    {
        var target = record.Target.IsEmpty ? default : TargetName.Weigh(record.Target, question);
        to[0] = (byte)(target.ZoneBits > 0 ? DataKind.Target : DataKind.Other);
        BinaryPrimitives.WriteUInt64LittleEndian(to[1..], WyHash.Of(record.Data, DataSeed));
        BinaryPrimitives.WriteUInt32LittleEndian(to[9..], (uint)(record.Target.IsEmpty ? record.Data.Length * BitsPerByte : target.Bits));
        if (target.ZoneBits == 0)
        {
            return 13;
        }
        BinaryPrimitives.WriteUInt32LittleEndian(to[13..], (uint)target.Zone);
        BinaryPrimitives.WriteUInt32LittleEndian(to[17..], (uint)target.ZoneBits);
        return 21;
    }

    /// <summary>Records that point to infrastructure, or that signatures and hashes make unique to a name without anyone having written to it.</summary>
    static bool CarriesNothing(ushort type) => type is RecordTypes.Ns or RecordTypes.Soa or RecordTypes.Ptr or RecordTypes.Opt or 43 or 46 or 47 or 48 or 50 or 51;
}
