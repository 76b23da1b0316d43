using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Wire;

/// <summary>
/// The records of a response without a fault, written out one behind the other as <see cref="WireParser"/> keeps them, to which everything else is left.
/// </summary>
static class PlainRecords
{
    /// <summary>Bytes that one byte of a message is written out to at most: 16 that hold an RP record of nothing but pointers to long names make 775.</summary>
    public const int RoomPerByte = 50;

    /// <summary>Bytes to be had behind those, for data that is copied further than it goes.</summary>
    public const int RoomBehind = RecordData.MostExpanded + FewBytes;

    /// <summary>A pointer to the name of the question, which stands first behind the header (RFC 1035 section 4.1.4).</summary>
    const int PointerToQuestion = 0xC000 | WireHeader.Bytes;

    /// <summary>Data up to this length is copied as so many bytes.</summary>
    const int FewBytes = 32;

    const int TtlRcodeShift = 24;

    /// <summary>Writes the records of a message.</summary>
    /// <param name="text">The message, and <see cref="FewBytes"/> or more behind it.</param>
    /// <param name="length">Bytes of the message: so few that not all of its names together can be too many.</param>
    /// <param name="at">Where its records begin.</param>
    /// <param name="name">The name of the question.</param>
    /// <param name="to">Room for them.</param>
    /// <param name="rcode">RCODE with the upper bits that an OPT record adds (RFC 6891 section 6.1.3).</param>
    /// <returns>Bytes written; below 0 where a record is damaged or missing.</returns>
    public static int Write(ReadOnlySpan<byte> text, int length, int at, ReadOnlySpan<byte> name, Span<byte> to, out ushort rcode)
    {
        WireHeader.TryRead(text, out var header);
        rcode = header.Rcode;
        var (used, hasOpt) = (0, false);
        for (var i = 0; i < header.Records; i++)
        {
            var owner = OwnerLength(text, length, ref at, name, to[(used + ResourceRecordWriter.HeaderBytes)..]);
            var data = at + RecordFrame.Bytes;
            if (owner < 0 || data > length)
            {
                return -1;
            }
            var frame = RecordFrame.Read(text.Slice(at, RecordFrame.Bytes), data);
            if (frame.End > length)
            {
                return -1;
            }
            var section = SectionOf(i, header);
            if (frame.Type == RecordTypes.Opt && section == Section.Additional && !hasOpt)
            {
                hasOpt = true;
                rcode |= (ushort)(frame.Ttl >> TtlRcodeShift << 4);
            }
            var written = WriteData(text, length, frame, data, to[(used + ResourceRecordWriter.HeaderBytes + owner)..]);
            if (written < 0)
            {
                return -1;
            }
            ResourceRecordWriter.WriteHeader(to[used..], section, frame.Type, frame.Ttl, owner, written);
            used += ResourceRecordWriter.HeaderBytes + owner + written;
            at = frame.End;
        }
        return used;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Section SectionOf(int record, in WireHeader header) =>
        record < header.Answers ? Section.Answer : record < header.Answers + header.Authorities ? Section.Authority : Section.Additional;

    /// <summary>Writes the owner of a record, which is left empty where it is the question's name, and moves behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int OwnerLength(ReadOnlySpan<byte> text, int length, ref int at, ReadOnlySpan<byte> name, Span<byte> to)
    {
        var start = BinaryPrimitives.ReadUInt16BigEndian(text[at..]);
        if (start == PointerToQuestion)
        {
            at += 2;
            return 0;
        }
        if (start >> 8 == 0)
        {
            at++;
            to[0] = 0;
            return name.Length == 1 ? 0 : 1;
        }
        return OtherOwnerLength(text[..length], ref at, name, to);
    }

    static int OtherOwnerLength(ReadOnlySpan<byte> message, ref int at, ReadOnlySpan<byte> name, Span<byte> to)
    {
        var cursor = new WireCursor(message, at);
        if (cursor.ReadName(to[..WireName.MaxBytes], out var owner) != WireDamage.None)
        {
            return -1;
        }
        at = cursor.At;
        return to[..owner].SequenceEqual(name) ? 0 : owner;
    }

    /// <returns>Bytes written, or -1 where the names in the data do not fit its length.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int WriteData(ReadOnlySpan<byte> text, int length, in RecordFrame frame, int data, Span<byte> to)
    {
        if (RecordData.HasNames(frame.Type))
        {
            var cursor = new WireCursor(text[..length], data);
            return RecordData.Of(frame.Type).WriteOut(ref cursor, frame.End, to);
        }
        var count = frame.End - data;
        if (count <= FewBytes)
        {
            text.Slice(data, FewBytes).CopyTo(to[..FewBytes]);
        }
        else
        {
            text.Slice(data, count).CopyTo(to);
        }
        return count;
    }
}
