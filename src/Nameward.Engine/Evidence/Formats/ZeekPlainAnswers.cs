using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Answers as nearly all are, addresses and plain names, written as records without a step between; they are the same that <see cref="ZeekAnswers"/> makes,
/// to which everything else is left.
/// </summary>
static class ZeekPlainAnswers
{
    /// <summary>Bytes of records that one byte of text makes at most: a name of one letter and its comma make 19 with the preference or the port before it.</summary>
    public const int RoomPerByte = 16;

    const byte Comma = (byte)',';

    /// <summary>".000000" behind the whole seconds, as the last seven of eight bytes.</summary>
    const ulong NoFraction = 0x3030_3030_3030_2E00;
    const int FractionBytes = 7;

    /// <summary>Writes the records of a row.</summary>
    /// <param name="text">The text that the row stands in; bytes for a name follow its fields.</param>
    /// <param name="answers">The field of the answers.</param>
    /// <param name="ttls">The field of their times to live.</param>
    /// <param name="questionType">Type of the question.</param>
    /// <param name="to">Room for them, and for one name more.</param>
    /// <returns>Bytes written; below 0 where an answer is none of the plain ones.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Write(ReadOnlySpan<byte> text, Slice answers, Slice ttls, ushort questionType, Span<byte> to)
    {
        var (at, end, ttl, ttlEnd) = (answers.Start, answers.Start + answers.Length, ttls.Start, ttls.Start + ttls.Length);
        if (answers.Length == 1 && text[at] == '-')
        {
            return 0;
        }
        var used = 0;
        while (at < end)
        {
            var length = ItemLength(text, at, end);
            var ttlLength = ItemLength(text, ttl, ttlEnd);
            var written = Write(text, at, length, questionType, Seconds(text, ttl, ttlLength), to[used..]);
            if (written < 0)
            {
                return -1;
            }
            used += written;
            at += length + 1;
            ttl = Math.Min(ttl + ttlLength + 1, ttlEnd);
        }
        return used;
    }

    /// <summary>Length of the item that begins at a place; the next 64 bytes are looked at in one go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int ItemLength(ReadOnlySpan<byte> text, int at, int end)
    {
        var commas = ByteMasks.Of(text.Slice(at, ByteMasks.Width), Comma);
        var length = BitOperations.TrailingZeroCount(commas);
        if (commas != 0 || end - at <= ByteMasks.Width)
        {
            return Math.Min(length, end - at);
        }
        length = text[at..end].IndexOf(Comma);
        return length < 0 ? end - at : length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static uint Seconds(ReadOnlySpan<byte> text, int start, int length)
    {
        var end = start + length;
        var tail = BinaryPrimitives.ReadUInt64LittleEndian(text[(end - sizeof(ulong))..]) & ~0xFFul;
        if (tail == NoFraction && Numbers.TryDigits(text, end - FractionBytes, length - FractionBytes, out var seconds))
        {
            return seconds;
        }
        return Numbers.TrySeconds(text.Slice(start, length), out seconds) ? seconds : ResourceRecord.UnknownTtl;
    }

    static int Write(ReadOnlySpan<byte> text, int start, int length, ushort questionType, uint ttl, Span<byte> to)
    {
        var data = to[ResourceRecordWriter.HeaderBytes..];
        int used;
        ushort type;
        if (ZeekAnswers.MayBeAddress(questionType) && Ipv4Text.TryRead(text, start, length, out var v4))
        {
            BinaryPrimitives.WriteUInt32BigEndian(data, v4);
            (type, used) = (RecordTypes.A, sizeof(uint));
        }
        else if (text[start] is (>= (byte)'A' and <= (byte)'Z') or (byte)'<' or (byte)'-' or (byte)'(')
        {
            // What is told of other types, and marks.
            return -1;
        }
        else if (ZeekAnswers.MayBeAddress(questionType) && Ipv6Plain.TryRead(text, start, length, out var v6))
        {
            BinaryPrimitives.WriteUInt64BigEndian(data, v6.High);
            BinaryPrimitives.WriteUInt64BigEndian(data[sizeof(ulong)..], v6.Low);
            (type, used) = (RecordTypes.Aaaa, 2 * sizeof(ulong));
        }
        else
        {
            type = ZeekAnswers.TypeOfName(questionType);
            used = WriteName(text, start, length, questionType, data);
        }
        ResourceRecordWriter.WriteHeader(to, Section.Answer, type, ttl, used);
        return used < 0 ? -1 : ResourceRecordWriter.HeaderBytes + used;
    }

    /// <summary>Writes a name and what stands before it in a record; below 0 where it may be something else.</summary>
    static int WriteName(ReadOnlySpan<byte> text, int start, int length, ushort questionType, Span<byte> to)
    {
        // An address that is written in another way has colons.
        if (!ZeekAnswers.TellsName(questionType) || text.Slice(start, length).Contains((byte)':'))
        {
            return -1;
        }
        var before = ZeekAnswers.BytesBefore(questionType);
        Span<byte> starts = stackalloc byte[WireName.MaxLabels + 1];
        var name = PlainNames.ToWire(text, start, length, to[before..], starts);
        to[..before].Clear();
        return name.Labels == 0 ? -1 : before + length + 2;
    }
}
