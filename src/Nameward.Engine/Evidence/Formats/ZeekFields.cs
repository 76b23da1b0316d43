using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The fields of a Zeek <c>dns.log</c> that are read; both forms of the log name them alike.</summary>
enum ZeekField : byte
{
    /// <summary>When the first message was seen.</summary>
    Time,
    /// <summary>Address of the side that began.</summary>
    Originator,
    /// <summary>Its port.</summary>
    OriginatorPort,
    /// <summary>Address of the other side.</summary>
    Responder,
    /// <summary>Its port.</summary>
    ResponderPort,
    /// <summary>Transport protocol.</summary>
    Protocol,
    /// <summary>Message id.</summary>
    MessageId,
    /// <summary>The question's name.</summary>
    Query,
    /// <summary>The question's type as a number.</summary>
    Type,
    /// <summary>The question's type by name.</summary>
    TypeName,
    /// <summary>Code of the response.</summary>
    Rcode,
    /// <summary>AA of the response.</summary>
    Authoritative,
    /// <summary>TC of the query.</summary>
    Truncated,
    /// <summary>RD of the query.</summary>
    RecursionDesired,
    /// <summary>RA of the response.</summary>
    RecursionAvailable,
    /// <summary>Data of the records of the answer.</summary>
    Answers,
    /// <summary>Times to live of the same records.</summary>
    Ttls,
    /// <summary>Any other.</summary>
    Unread,
}

/// <summary>The fields of one row: pieces of its line, set or unset.</summary>
readonly ref struct ZeekFields(ReadOnlySpan<byte> line, Span<Slice> pieces)
{
    /// <summary>How many fields are read.</summary>
    public const int Count = (int)ZeekField.Unread;

    /// <summary>Stands for a field that is unset: no piece has a length below 0.</summary>
    public static readonly Slice Unset = new(0, -1);

    readonly ReadOnlySpan<byte> _line = line;
    readonly Span<Slice> _pieces = pieces;

    /// <summary>The text of a field; empty where it is unset.</summary>
    public ReadOnlySpan<byte> this[ZeekField field] => IsSet(field) ? _line.Slice(_pieces[(int)field].Start, _pieces[(int)field].Length) : [];

    /// <summary>Whether the row has a value for a field.</summary>
    public bool IsSet(ZeekField field) => _pieces[(int)field].Length >= 0;

    /// <summary>Which field a name means: <c>id.orig_h</c>, or <c>id_orig_h</c> as JSON streaming and some shippers write it.</summary>
    public static ZeekField Named(ReadOnlySpan<byte> name) => name.Length switch
    {
        2 => NamedByTwo(name),
        4 when name.SequenceEqual("TTLs"u8) => ZeekField.Ttls,
        5 when name.SequenceEqual("proto"u8) => ZeekField.Protocol,
        5 when name.SequenceEqual("query"u8) => ZeekField.Query,
        5 when name.SequenceEqual("qtype"u8) => ZeekField.Type,
        5 when name.SequenceEqual("rcode"u8) => ZeekField.Rcode,
        7 when name.SequenceEqual("answers"u8) => ZeekField.Answers,
        8 when name.SequenceEqual("trans_id"u8) => ZeekField.MessageId,
        9 when name.StartsWith("id"u8) && name[2] is (byte)'.' or (byte)'_' => NamedOfId(name[3..]),
        10 when name.SequenceEqual("qtype_name"u8) => ZeekField.TypeName,
        _ => ZeekField.Unread,
    };

    /// <summary>Which field a member of the record <c>id</c> means.</summary>
    public static ZeekField NamedOfId(ReadOnlySpan<byte> name)
    {
        if (name.SequenceEqual("orig_h"u8))
        {
            return ZeekField.Originator;
        }
        if (name.SequenceEqual("orig_p"u8))
        {
            return ZeekField.OriginatorPort;
        }
        if (name.SequenceEqual("resp_h"u8))
        {
            return ZeekField.Responder;
        }
        return name.SequenceEqual("resp_p"u8) ? ZeekField.ResponderPort : ZeekField.Unread;
    }

    static ZeekField NamedByTwo(ReadOnlySpan<byte> name) => (name[0], name[1]) switch
    {
        ((byte)'t', (byte)'s') => ZeekField.Time,
        ((byte)'A', (byte)'A') => ZeekField.Authoritative,
        ((byte)'T', (byte)'C') => ZeekField.Truncated,
        ((byte)'R', (byte)'D') => ZeekField.RecursionDesired,
        ((byte)'R', (byte)'A') => ZeekField.RecursionAvailable,
        _ => ZeekField.Unread,
    };
}
