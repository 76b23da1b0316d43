namespace Nameward.Engine.Evidence.Formats;

/// <summary>The fields of Zeek's logs that are read; both forms of a log name them alike.</summary>
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
    /// <summary>Transport protocol by name.</summary>
    Protocol,
    /// <summary>Of <c>dns.log</c>: message id.</summary>
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
    /// <summary>Of <c>conn.log</c>: number of the protocol in the IP header.</summary>
    IpProtocol,
    /// <summary>Seconds from the first packet to the last.</summary>
    Duration,
    /// <summary>Bytes of payload from the side that began.</summary>
    OriginatorBytes,
    /// <summary>Bytes of payload from the other side.</summary>
    ResponderBytes,
    /// <summary>How the connection was opened and closed.</summary>
    State,
    /// <summary>Packets from the side that began.</summary>
    OriginatorPackets,
    /// <summary>Packets from the other side.</summary>
    ResponderPackets,
    /// <summary>Any other.</summary>
    Unread,
}

/// <summary>Some of the fields.</summary>
readonly record struct ZeekFieldSet(uint Bits)
{
    /// <summary>The set of the given fields.</summary>
    public static ZeekFieldSet Of(params ReadOnlySpan<ZeekField> fields)
    {
        var set = default(ZeekFieldSet);
        foreach (var field in fields)
        {
            set = set.With(field);
        }
        return set;
    }

    /// <summary>The set and one field more.</summary>
    public ZeekFieldSet With(ZeekField field) => new(Bits | 1u << (int)field);

    /// <summary>Whether a field is in the set.</summary>
    public bool Has(ZeekField field) => (Bits & 1u << (int)field) != 0;

    /// <summary>Whether any of the others is in the set.</summary>
    public bool HasAny(ZeekFieldSet others) => (Bits & others.Bits) != 0;

    /// <summary>Whether all of the others are in the set.</summary>
    public bool HasAll(ZeekFieldSet others) => (Bits & others.Bits) == others.Bits;
}
