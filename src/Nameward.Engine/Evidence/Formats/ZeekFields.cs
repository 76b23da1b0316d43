using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The fields of one row: pieces of its line, set or unset.</summary>
readonly ref struct ZeekFields(ReadOnlySpan<byte> line, Span<Slice> pieces)
{
    /// <summary>How many fields are read.</summary>
    public const int Count = (int)ZeekField.Unread;

    /// <summary>Stands for a field that is unset: no piece has a length below 0.</summary>
    public static readonly Slice Unset = new(0, -1);

    readonly ReadOnlySpan<byte> _line = line;

    /// <summary>Whether a backslash may stand in one of the fields; surely none where this is false.</summary>
    public bool MayBeEscaped { get; init; } = true;

    /// <summary>The line that the fields are pieces of.</summary>
    public ReadOnlySpan<byte> Line => _line;

    readonly Span<Slice> _pieces = pieces;

    /// <summary>The text of a field; empty where it is unset.</summary>
    public ReadOnlySpan<byte> this[ZeekField field]
    {
        get
        {
            var piece = _pieces[(int)field];
            return piece.Length > 0 ? _line.Slice(piece.Start, piece.Length) : [];
        }
    }

    /// <summary>Where the text of a field stands in <see cref="Line"/>; of a length below 0 where it is unset.</summary>
    public Slice Piece(ZeekField field) => _pieces[(int)field];

    /// <summary>Whether the row has a value for a field.</summary>
    public bool IsSet(ZeekField field) => _pieces[(int)field].Length >= 0;

    /// <summary>Reads an address and its port; a port that is unset is 0.</summary>
    public bool TryEndpoint(ZeekField host, ZeekField port, out Endpoint endpoint)
    {
        var piece = _pieces[(int)host];
        var (address, number) = (Address.None, (ushort)0);
        var isRead = piece.Length > 0 && Ipv4Text.TryAddress(_line, piece.Start, piece.Length, out address) && TryNumber(port, out number);
        endpoint = new(address, number);
        return isRead;
    }

    /// <summary>Reads a number up to 65,535; one that is unset is 0.</summary>
    public bool TryNumber(ZeekField field, out ushort number)
    {
        number = 0;
        var piece = _pieces[(int)field];
        return piece.Length < 0 || Numbers.TryUInt16(_line, piece.Start, piece.Length, out number);
    }

    /// <summary>Which field a name means: <c>id.orig_h</c>, or <c>id_orig_h</c> as JSON streaming and some shippers write it.</summary>
    public static ZeekField Named(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => NamedByTwo(name),
        4 when name.SequenceEqual("TTLs"u8) => ZeekField.Ttls,
        5 => NamedByFive(name),
        7 when name.SequenceEqual("answers"u8) => ZeekField.Answers,
        8 => NamedByEight(name),
        9 => NamedByNine(name),
        10 => NamedByTen(name),
        _ => ZeekField.Unread,
    };

    /// <summary>Which field a member of the record <c>id</c> means.</summary>
    public static ZeekField NamedOfId(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("orig_h"u8) => ZeekField.Originator,
        _ when name.SequenceEqual("orig_p"u8) => ZeekField.OriginatorPort,
        _ when name.SequenceEqual("resp_h"u8) => ZeekField.Responder,
        _ when name.SequenceEqual("resp_p"u8) => ZeekField.ResponderPort,
        _ => ZeekField.Unread,
    };

    static ZeekField NamedByTwo(ReadOnlySpan<byte> name) => (name[0], name[1]) switch
    {
        ((byte)'t', (byte)'s') => ZeekField.Time,
        ((byte)'A', (byte)'A') => ZeekField.Authoritative,
        ((byte)'T', (byte)'C') => ZeekField.Truncated,
        ((byte)'R', (byte)'D') => ZeekField.RecursionDesired,
        ((byte)'R', (byte)'A') => ZeekField.RecursionAvailable,
        _ => ZeekField.Unread,
    };

    static ZeekField NamedByFive(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("proto"u8) => ZeekField.Protocol,
        _ when name.SequenceEqual("query"u8) => ZeekField.Query,
        _ when name.SequenceEqual("qtype"u8) => ZeekField.Type,
        _ when name.SequenceEqual("rcode"u8) => ZeekField.Rcode,
        _ => ZeekField.Unread,
    };

    static ZeekField NamedByEight(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("trans_id"u8) => ZeekField.MessageId,
        _ when name.SequenceEqual("duration"u8) => ZeekField.Duration,
        _ when name.SequenceEqual("ip_proto"u8) => ZeekField.IpProtocol,
        _ => ZeekField.Unread,
    };

    static ZeekField NamedByNine(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.StartsWith("id"u8) && name[2] is (byte)'.' or (byte)'_' => NamedOfId(name[3..]),
        _ when name.SequenceEqual("orig_pkts"u8) => ZeekField.OriginatorPackets,
        _ when name.SequenceEqual("resp_pkts"u8) => ZeekField.ResponderPackets,
        _ => ZeekField.Unread,
    };

    static ZeekField NamedByTen(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("qtype_name"u8) => ZeekField.TypeName,
        _ when name.SequenceEqual("conn_state"u8) => ZeekField.State,
        _ when name.SequenceEqual("orig_bytes"u8) => ZeekField.OriginatorBytes,
        _ when name.SequenceEqual("resp_bytes"u8) => ZeekField.ResponderBytes,
        _ => ZeekField.Unread,
    };
}
