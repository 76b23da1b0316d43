using System.Runtime.CompilerServices;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The fields of one row: pieces of its line, set or unset. Where one stands is worked out when it is asked for.</summary>
/// <param name="line">The line.</param>
/// <param name="starts">Where each column begins, one behind the end of the column before it.</param>
/// <param name="places">The column of each field; one of length -1 for a field that is unset.</param>
/// <param name="unset">What stands for a value that is unset.</param>
readonly ref struct ZeekFields(ReadOnlySpan<byte> line, ReadOnlySpan<int> starts, ReadOnlySpan<int> places, ReadOnlySpan<byte> unset)
{
    /// <summary>How many fields are read.</summary>
    public const int Count = (int)ZeekField.Unread;

    readonly ReadOnlySpan<byte> _line = line, _unset = unset;
    readonly ReadOnlySpan<int> _starts = starts, _places = places;

    /// <summary>Whether a backslash may stand in one of the fields; surely none where this is false.</summary>
    public bool MayBeEscaped { get; init; } = true;

    /// <summary>The line that the fields are pieces of.</summary>
    public ReadOnlySpan<byte> Line => _line;

    /// <summary>The text of a field; empty where it is unset.</summary>
    public ReadOnlySpan<byte> this[ZeekField field]
    {
        get
        {
            var piece = Piece(field);
            return piece.Length > 0 ? _line.Slice(piece.Start, piece.Length) : [];
        }
    }

    /// <summary>Where the text of a field stands in <see cref="Line"/>; of a length below 0 where it is unset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Slice Piece(ZeekField field)
    {
        var place = _places[(int)field];
        var start = _starts[place];
        var length = _starts[place + 1] - 1 - start;
        return length == _unset.Length && IsUnset(start) ? new(0, -1) : new(start, length);
    }

    /// <summary>Whether the row has a value for a field.</summary>
    public bool IsSet(ZeekField field) => Piece(field).Length >= 0;

    /// <summary>Reads an address and its port; a port that is unset is 0.</summary>
    public bool TryEndpoint(ZeekField host, ZeekField port, out Endpoint endpoint)
    {
        var piece = Piece(host);
        var (address, number) = (Address.None, (ushort)0);
        var isRead = piece.Length > 0 && Ipv4Text.TryAddress(_line, piece.Start, piece.Length, out address) && TryNumber(port, out number);
        endpoint = new(address, number);
        return isRead;
    }

    /// <summary>Reads a number up to 65,535; one that is unset is 0.</summary>
    public bool TryNumber(ZeekField field, out ushort number)
    {
        number = 0;
        var piece = Piece(field);
        return piece.Length < 0 || Numbers.TryUInt16(_line, piece.Start, piece.Length, out number);
    }

    // A mark of one byte, as nearly all are, needs no call.
    bool IsUnset(int start) => _unset.Length == 1 ? _line[start] == _unset[0] : _line.Slice(start, _unset.Length).SequenceEqual(_unset);

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
