using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Rows of <c>dns.log</c> as nearly all are: every field is there, a question was seen, nothing is escaped. They are written straight into the batch, and
/// read the same as <see cref="ZeekDnsRow"/> reads them, to which everything else is left: no row is refused here.
/// </summary>
sealed class ZeekDnsPlainRow
{
    static readonly ZeekFieldSet Needed = ZeekFieldSet.Of(ZeekField.Time, ZeekField.Originator, ZeekField.OriginatorPort, ZeekField.Responder,
        ZeekField.ResponderPort, ZeekField.Protocol, ZeekField.MessageId, ZeekField.Query, ZeekField.Type, ZeekField.Rcode, ZeekField.Authoritative,
        ZeekField.Truncated, ZeekField.RecursionDesired, ZeekField.RecursionAvailable, ZeekField.Answers, ZeekField.Ttls);

    const ushort NetBiosNames = 137;

    /// <summary>Stands above all header bits.</summary>
    const int Odd = 1 << 8;

    /// <summary>Fields are looked at with bytes before and behind them, which a row at an edge of its block has not.</summary>
    const int BytesBefore = 16, BytesBehind = PlainNames.Room + 64;

    /// <summary>More than a plain answer has, so that room for what is made of it can be taken beforehand.</summary>
    const int LongestAnswers = 2048;

    const int RoomForNames = 2 * PlainNames.Room, RoomForRow = RoomForNames + ZeekPlainAnswers.RoomPerByte * LongestAnswers;

    readonly byte[] _starts = new byte[WireName.MaxLabels + 1];
    readonly int[] _places = new int[ZeekFields.Count];
    ZeekHeader? _header;
    bool _hasAll;
    bool _hasBitsInARow;

    /// <summary>Reads a row: see <see cref="IZeekTsvRow.TryReadPlain"/>.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, ReadOnlySpan<int> cuts, ZeekHeader header, long offset, BatchWriter rows)
    {
        if (!ReferenceEquals(header, _header))
        {
            Begin(header);
        }
        var end = cuts[^1];
        // A line that ends with a separator was cut there; the CR of a line end belongs to no field.
        if (!_hasAll || cuts[0] < BytesBefore || text.Length - end < BytesBehind || text[end - 1] is (byte)'\t' or (byte)'\r')
        {
            return false;
        }
        if (!TryAddresses(text, cuts, out var client, out var server))
        {
            return false;
        }
        if (!rows.Wants(client, server))
        {
            // What else the row holds is nobody's concern.
            rows.Ignored(offset);
            return true;
        }
        ref var row = ref rows.Next;
        return TryHead(text, cuts, client, server, ref row) && TryNumbers(text, cuts, ref row) && TryHeader(text, cuts, ref row) && TryTexts(text, cuts, offset, rows);
    }

    void Begin(ZeekHeader header)
    {
        _header = header;
        _hasAll = header.HasAll(Needed);
        header.Places.CopyTo(_places);
        var first = header.Places[(int)ZeekField.Authoritative];
        _hasBitsInARow = header.Places.AsSpan((int)ZeekField.Authoritative, 4).SequenceEqual([first, first + 1, first + 2, first + 3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Start(ReadOnlySpan<int> cuts, ZeekField field) => cuts[_places[(int)field]] + 1;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int End(ReadOnlySpan<int> cuts, ZeekField field) => cuts[_places[(int)field] + 1];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool TryNumber(ReadOnlySpan<byte> text, ReadOnlySpan<int> cuts, ZeekField field, out ushort number)
    {
        var end = End(cuts, field);
        var isRead = Numbers.TryDigits(text, end, end - Start(cuts, field), out var value) && value <= ushort.MaxValue;
        number = (ushort)value;
        return isRead;
    }

    bool TryAddresses(ReadOnlySpan<byte> text, ReadOnlySpan<int> cuts, out Address client, out Address server)
    {
        int originator = Start(cuts, ZeekField.Originator), responder = Start(cuts, ZeekField.Responder);
        server = default;
        return Ipv4Text.TryAddress(text, originator, End(cuts, ZeekField.Originator) - originator, out client)
            && Ipv4Text.TryAddress(text, responder, End(cuts, ZeekField.Responder) - responder, out server);
    }

    bool TryHead(ReadOnlySpan<byte> text, ReadOnlySpan<int> cuts, Address client, Address server, ref DnsMessage row)
    {
        var time = Start(cuts, ZeekField.Time);
        if (!Timestamps.TryMicroseconds(text[time..End(cuts, ZeekField.Time)], out var at)
            || !TryNumber(text, cuts, ZeekField.OriginatorPort, out var originatorPort) || !TryNumber(text, cuts, ZeekField.ResponderPort, out var responderPort))
        {
            return false;
        }
        row.Time = at;
        row.Client = new(client, originatorPort);
        row.Server = new(server, responderPort);
        // NetBIOS names are no DNS, and told by more than the port.
        return responderPort != NetBiosNames;
    }

    bool TryNumbers(ReadOnlySpan<byte> text, ReadOnlySpan<int> cuts, ref DnsMessage row)
    {
        var code = Start(cuts, ZeekField.Rcode);
        ushort rcode = 0;
        var isAnswered = text[code] != '-' || End(cuts, ZeekField.Rcode) - code != 1;
        if (!TryNumber(text, cuts, ZeekField.MessageId, out var id) || !TryNumber(text, cuts, ZeekField.Type, out var type)
            || (isAnswered && !TryNumber(text, cuts, ZeekField.Rcode, out rcode)))
        {
            return false;
        }
        row.Id = id;
        row.Type = type;
        row.Rcode = isAnswered ? rcode : null;
        row.Sides = isAnswered ? Sides.Query | Sides.Response : Sides.Query;
        row.Leg = Leg.Wire;
        row.Bytes = 0;
        row.Transport = TransportOf(text, Start(cuts, ZeekField.Protocol), End(cuts, ZeekField.Protocol));
        return true;
    }

    static Transport TransportOf(ReadOnlySpan<byte> text, int start, int end)
    {
        var name = BinaryPrimitives.ReadUInt32LittleEndian(text[start..]) & 0xFFFFFF;
        if (end - start != 3)
        {
            return Transport.Unknown;
        }
        const int udp = 'u' | 'd' << 8 | 'p' << 16, tcp = 't' | 'c' << 8 | 'p' << 16;
        return name == udp ? Transport.Udp : name == tcp ? Transport.Tcp : Transport.Unknown;
    }

    bool TryHeader(ReadOnlySpan<byte> text, ReadOnlySpan<int> cuts, ref DnsMessage row)
    {
        if (_hasBitsInARow && ZeekHeaderBits.TryRead(text, Start(cuts, ZeekField.Authoritative), out var bits))
        {
            row.Header = bits | HeaderBits.Shown;
            return true;
        }
        var header = Bit(text, cuts, ZeekField.Authoritative, HeaderBits.Authoritative) | Bit(text, cuts, ZeekField.Truncated, HeaderBits.Truncated)
            | Bit(text, cuts, ZeekField.RecursionDesired, HeaderBits.RecursionDesired)
            | Bit(text, cuts, ZeekField.RecursionAvailable, HeaderBits.RecursionAvailable);
        row.Header = (HeaderBits)header;
        return header < Odd;
    }

    /// <summary>The bit of a field that reads T, F or unset; <see cref="Odd"/> for anything else.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    int Bit(ReadOnlySpan<byte> text, ReadOnlySpan<int> cuts, ZeekField field, HeaderBits bit)
    {
        var start = Start(cuts, field);
        var c = text[start];
        var isOdd = End(cuts, field) - start != 1 | (c != 'T' & c != 'F' & c != '-');
        return (c == 'T' ? (int)bit : 0) | (c == '-' ? 0 : (int)HeaderBits.Shown) | (isOdd ? Odd : 0);
    }

    /// <summary>Reads name and answers into the buffer of the batch, and adds the row.</summary>
    bool TryTexts(ReadOnlySpan<byte> text, ReadOnlySpan<int> cuts, long offset, BatchWriter rows)
    {
        int start = Start(cuts, ZeekField.Query), length = End(cuts, ZeekField.Query) - start;
        int answers = Start(cuts, ZeekField.Answers), answersEnd = End(cuts, ZeekField.Answers);
        var isMark = text[start] == '-' & length == 1 | text[start] == '(';
        if (isMark || answersEnd - answers > LongestAnswers)
        {
            return false;
        }
        ref var row = ref rows.Next;
        var room = rows.Room(RoomForRow);
        var name = PlainNames.ToWire(text, start, length, room, _starts);
        if (name.Labels == 0)
        {
            return false;
        }
        var used = length + 2;
        row.RawName = row.Name = new(rows.Used, used);
        if (name.HasCapitals)
        {
            WireName.ToCanonical(room[..used], room[used..]);
            row.Name = new(rows.Used + used, used);
            used += used;
        }
        var ttls = new Slice(Start(cuts, ZeekField.Ttls), End(cuts, ZeekField.Ttls) - Start(cuts, ZeekField.Ttls));
        var written = ZeekPlainAnswers.Write(text, new(answers, answersEnd - answers), ttls, row.Type, room[used..]);
        if (written < 0)
        {
            return false;
        }
        row.Answers = new(rows.Used + used, written);
        Finish(ref row);
        rows.SetZone(ref row, _starts.AsSpan(0, name.Labels));
        rows.Add(offset, used + written);
        return true;
    }

    /// <summary>What an answer says of the row: see <see cref="ZeekDnsRow.End"/>.</summary>
    static void Finish(ref DnsMessage row)
    {
        var isEmpty = row.Answers.Length == 0;
        var isSilent = isEmpty & (row.Header & (HeaderBits.Authoritative | HeaderBits.RecursionAvailable)) == 0;
        row.Header = isSilent ? row.Header & ~HeaderBits.Shown : row.Header;
        row.Sides |= isEmpty ? Sides.None : Sides.Response;
        row.ShowsAnswers = (row.Sides & Sides.Response) != 0;
        row.IsNameHidden = false;
    }
}
