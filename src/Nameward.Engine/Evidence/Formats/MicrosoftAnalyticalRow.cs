using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Evidence.Wire;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads an analytical event of Microsoft's DNS server by the names of its data, as published lists of their order differ. The packet in it, where it is whole
/// and has the event's id, says more than the other fields: the name as it was asked, records, and codes of EDNS. Ports of the client stand in the events of
/// its leg; towards other servers the fields of address and port of this one are 0.
/// </summary>
sealed class MicrosoftAnalyticalRow : IWindowsRow
{
    const int LowestId = 256, HighestId = 291;
    const ushort ResponseFlag = 0x8000;

    readonly WireParser _parser = new();
    readonly byte[] _name = new byte[WireName.MaxBytes];
    byte[] _packet = new byte[4096];
    int _nameLength;
    DnsMessage _row;
    bool _hasRecords;

    /// <inheritdoc/>
    public LineResult Begin(WindowsEvent read, DateTime time)
    {
        if (read.Id is >= LowestId and <= HighestId)
        {
            read.NameInOrder(MicrosoftAnalyticalData.OrderOf(read.Id));
        }
        var kind = MicrosoftAnalyticalKind.Of(read.Id);
        if (kind.Sides == Sides.None)
        {
            return LineResult.Ignored;
        }
        _row = new() { Time = time, Sides = kind.Sides, Leg = kind.Leg, Type = kind.Type, Transport = TransportOf(read.Data("TCP"u8)) };
        var result = ReadEnds(read, kind);
        return result.IsObserved ? ReadMessage(read) : result;
    }

    /// <inheritdoc/>
    public void End(long offset, IBatchWriter rows)
    {
        _row.At = new(0, offset);
        rows.Message(_row, _name.AsSpan(0, _nameLength), _hasRecords ? _parser.Records : []);
    }

    static Transport TransportOf(ReadOnlySpan<byte> isTcp) => isTcp switch
    {
        [(byte)'0'] => Transport.Udp,
        [(byte)'1'] => Transport.Tcp,
        _ => Transport.Unknown,
    };

    /// <summary>The other end is who asked on the leg of clients, and who was asked on the other.</summary>
    LineResult ReadEnds(WindowsEvent read, in MicrosoftAnalyticalKind kind)
    {
        // A query from a client and a response from another server have a source, the others a destination.
        var isReceived = kind.Sides == Sides.Query == (kind.Leg != Leg.Upstream);
        var text = read.Data(isReceived ? "Source"u8 : "Destination"u8);
        if (!Address.TryParse(text, out var other))
        {
            return LineResult.Malformed("the address of the other end cannot be read");
        }
        if (kind.Leg == Leg.Upstream)
        {
            _row.Server = new(other, 0);
            return LineResult.Observed;
        }
        Numbers.TryUInt16(read.Data("Port"u8), out var port);
        _row.Client = new(other, port);
        _row.Server = new(AddressOf(read.Data("InterfaceIP"u8)), 0);
        return LineResult.Observed;
    }

    /// <summary>An address; none where it is missing or 0.0.0.0, as the server writes where it does not know its own.</summary>
    static Address AddressOf(ReadOnlySpan<byte> text) =>
        Address.TryParse(text, out var address) && address != Address.FromV4(0) ? address : Address.None;

    LineResult ReadMessage(WindowsEvent read)
    {
        var isTheirs = ReadPacket(read, out var hasQuestion);
        if (isTheirs && !_parser.Header.IsQuery)
        {
            return LineResult.Ignored;
        }
        ReadFlags(read, isTheirs);
        _hasRecords = hasQuestion && _row.Sides == Sides.Response;
        if (_hasRecords)
        {
            _row.Rcode = _parser.Rcode;
            // No record where the header promises some means that they were lost, not that there were none.
            _row.ShowsAnswers = _parser.Header.Answers == 0 || _parser.AnswersRead > 0;
        }
        return hasQuestion ? TakeQuestion() : ReadQuestion(read);
    }

    /// <summary>Reads the packet.</summary>
    /// <returns>Whether it is the event's own; else it counts for nothing.</returns>
    bool ReadPacket(WindowsEvent read, out bool hasQuestion)
    {
        var hasId = Numbers.TryUInt16(read.Data("XID"u8), out var id);
        var hasSize = Numbers.TryUInt16(read.Data("BufferSize"u8), out var size);
        var packet = Decode(read.Data("PacketData"u8), out var isCut);
        var sent = Math.Max(size, packet.Length + (isCut ? 1 : 0));
        var result = _parser.Parse(packet, sent);
        var isTheirs = packet.Length >= WireHeader.Bytes && (!hasId || _parser.Header.Id == id) && _parser.Header.IsResponse == (_row.Sides == Sides.Response);
        hasQuestion = isTheirs && result.HasQuestion;
        _row.Id = isTheirs ? _parser.Header.Id : id;
        _row.Bytes = hasSize ? size : isTheirs && !isCut ? packet.Length : 0;
        return isTheirs;
    }

    /// <summary>Sets bits and code of the header: those of the packet, else of the field, whose number is the word on the wire.</summary>
    void ReadFlags(WindowsEvent read, bool isTheirs)
    {
        var hasField = Numbers.TryUInt16(read.Data("Flags"u8), out var flags) && (flags & ResponseFlag) != 0 == (_row.Sides == Sides.Response);
        flags = isTheirs ? _parser.Header.Flags : flags;
        _row.Header = isTheirs || hasField ? WireHeader.BitsOf(flags) : HeaderBits.None;
        if (_row.Sides == Sides.Response)
        {
            _row.Rcode = Numbers.TryUInt16(read.Data("RCODE"u8), out var rcode) ? rcode : isTheirs || hasField ? (ushort)(flags & 0xF) : null;
        }
    }

    LineResult TakeQuestion()
    {
        _parser.Name.CopyTo(_name);
        _nameLength = _parser.Name.Length;
        _row.Type = _parser.Type;
        return LineResult.Observed;
    }

    LineResult ReadQuestion(WindowsEvent read)
    {
        var name = read.Data("QNAME"u8);
        _nameLength = name.IsEmpty ? 0 : WireName.FromText(name, _name);
        _row.Type = Numbers.TryUInt16(read.Data("QTYPE"u8), out var type) ? type : _row.Type;
        return _nameLength == 0 ? LineResult.Malformed("QNAME is no name, and no packet shows the question") : LineResult.Observed;
    }

    /// <summary>Undoes <c>0x00078180...</c>, or the same without its mark, as binary events have it.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCut">Whether what follows the last whole byte is no hexadecimal.</param>
    ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> text, out bool isCut)
    {
        text = text.StartsWith("0x"u8) ? text[2..] : text;
        if (text.Length / 2 > _packet.Length)
        {
            _packet = new byte[Math.Min(text.Length / 2, ushort.MaxValue)];
        }
        Convert.FromHexString(text, _packet, out var read, out var written);
        isCut = read < text.Length;
        return _packet.AsSpan(0, written);
    }
}
