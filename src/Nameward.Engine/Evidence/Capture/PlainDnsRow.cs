using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Evidence.Wire;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Capture;

/// <summary>
/// DNS messages as nearly all on port 53 are: a query or its response with one question, whose name is not compressed, and sound records. They are written
/// straight into the batch, and read the same as <see cref="WireParser"/> and <see cref="DnsRow"/> read them, to which everything else is left: no message
/// is refused here.
/// </summary>
sealed class PlainDnsRow
{
    const int Header = WireHeader.Bytes, TypeAndClass = 4;

    const ushort ResponseFlag = 0x8000;

    /// <summary>QR, the opcode (that of a query is 0) and QDCOUNT, as they stand in the first eight bytes of a header.</summary>
    const ulong IsResponse = (ulong)ResponseFlag << 32, OpcodeAndQuestions = 0x7800_FFFF_0000, QueryOfOne = 0x1_0000;

    /// <summary>More than one Ethernet frame holds, so that room for what is made of it can be taken beforehand.</summary>
    const int LongestMessage = 1500;

    /// <summary>Bytes behind a message that may be copied along.</summary>
    const int BytesBehind = WireName.MaxBytes + ByteMasks.Width;

    const int RoomForName = WireName.MaxBytes + ByteMasks.Width, RoomForRow = 2 * RoomForName + PlainRecords.RoomPerByte * LongestMessage + PlainRecords.RoomBehind;

    // One more than a name can have, for the label that makes it too long.
    readonly byte[] _starts = new byte[WireName.MaxLabels + 1];

    /// <summary>Reads a plain frame as a row; false where its message has to be read the long way, and then nothing is reported.</summary>
    public bool TryRead(in CapturedPacket packet, in PlainFrame plain, BatchWriter rows)
    {
        var text = packet.Reach[plain.Start..];
        var length = plain.End - plain.Start;
        if (!IsOnItsPort(plain) || length is < Header or > LongestMessage || text.Length - length < BytesBehind)
        {
            return false;
        }
        var first = BinaryPrimitives.ReadUInt64BigEndian(text);
        var labels = FindLabels(text[..length], out var nameLength);
        if ((first & OpcodeAndQuestions) != QueryOfOne || labels < 0 || Header + nameLength + TypeAndClass > length)
        {
            return false;
        }
        ref var row = ref rows.Next;
        WriteEnds(ref row, plain, (first & IsResponse) != 0);
        if (!rows.Wants(row.Client.Address, row.Server.Address))
        {
            rows.Ignored(packet.Number);
            return true;
        }
        WriteHeader(ref row, (ushort)(first >> 48), (ushort)(first >> 32));
        row.Time = packet.Time;
        row.Bytes = plain.Sent;
        return TryTexts(packet.Number, text, length, new(labels, nameLength), rows);
    }

    /// <summary>Ports of DNS, and none at which a message is read otherwise, or is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static bool IsOnItsPort(in PlainFrame plain)
    {
        ushort from = plain.SourcePort, to = plain.DestinationPort;
        var other = from == DnsRow.Port ? to : from;
        return (from == DnsRow.Port || to == DnsRow.Port) && other is not (DnsRow.NetBiosPort or DnsRow.LinkLocalPort);
    }

    /// <summary>Finds where the labels of the question's name start.</summary>
    /// <returns>How many there are; below 0 where the name is compressed or damaged.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int FindLabels(ReadOnlySpan<byte> message, out int nameLength)
    {
        var name = message[Header..Math.Min(message.Length, Header + WireName.MaxBytes)];
        var starts = _starts;
        int at = 0, labels = 0;
        while ((uint)at < (uint)name.Length)
        {
            int label = name[at];
            if (label is 0 or > WireName.MaxLabelBytes)
            {
                nameLength = at + 1;
                return label == 0 ? labels : -1;
            }
            starts[labels++] = (byte)at;
            at += label + 1;
        }
        nameLength = 0;
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void WriteEnds(ref DnsMessage row, in PlainFrame plain, bool isResponse)
    {
        row.Client = isResponse ? plain.Destination : plain.Source;
        row.Server = isResponse ? plain.Source : plain.Destination;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void WriteHeader(ref DnsMessage row, ushort id, ushort flags)
    {
        var isResponse = (flags & ResponseFlag) != 0;
        row.Id = id;
        row.Header = WireHeader.BitsOf(flags);
        row.Sides = isResponse ? Sides.Response : Sides.Query;
        row.ShowsAnswers = isResponse;
        row.IsNameHidden = false;
        row.Leg = Leg.Wire;
        row.Transport = Transport.Udp;
    }

    /// <summary>Reads name and records into the buffer of the batch, and adds the row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool TryTexts(long number, ReadOnlySpan<byte> text, int length, Question question, BatchWriter rows)
    {
        ref var row = ref rows.Next;
        var room = rows.Room(RoomForRow);
        var used = WriteName(ref row, text[Header..], question.Length, room, rows.Used);
        var records = 0;
        row.Type = BinaryPrimitives.ReadUInt16BigEndian(text[(Header + question.Length)..]);
        row.Rcode = null;
        if (row.Sides == Sides.Response)
        {
            records = PlainRecords.Write(text, length, Header + question.Length + TypeAndClass, room[..question.Length], room[used..], out var rcode);
            row.Rcode = rcode;
        }
        if (records < 0)
        {
            return false;
        }
        row.Answers = new(rows.Used + used, records);
        rows.SetZone(ref row, _starts.AsSpan(0, question.Labels));
        rows.Add(number, used + records);
        return true;
    }

    /// <summary>Writes the name, and once more where its canonical form is another.</summary>
    /// <returns>Bytes of the room that are used.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static int WriteName(ref DnsMessage row, ReadOnlySpan<byte> text, int length, Span<byte> room, int start)
    {
        row.RawName = row.Name = new(start, length);
        if (!WireNames.Copy(text, length, room))
        {
            return length;
        }
        WriteLower(room[..length], room[length..]);
        row.Name = new(start + length, length);
        return 2 * length;
    }

    static void WriteLower(ReadOnlySpan<byte> name, Span<byte> canonical)
    {
        if (Ascii.ToLower(name, canonical, out _) != OperationStatus.Done)
        {
            WireName.ToCanonical(name, canonical);
        }
    }

    /// <summary>The name of a question, in labels and in bytes.</summary>
    readonly record struct Question(int Labels, int Length);
}
