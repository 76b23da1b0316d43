namespace Nameward.Engine.Evidence.Wire;

/// <summary>
/// Tells by content alone whether a datagram on any port is a DNS message. The header must be that of a plain query or of its response with
/// exactly one question and counts that its length can hold, the question an uncompressed name with an assigned or private type and a class in
/// use, and everything behind it records without a fault up to the last byte. Random bytes pass the header once in 2^60 times; STUN, RTP, NTP,
/// DHCP, SNMP and QUIC fail it by their fixed fields.
/// </summary>
static class DnsContent
{
    const int ShortestQuestion = 5, ShortestRecord = 11;
    const int MostRecordsOfQuery = 3;
    const int MostRcode = 23;
    const ushort QueryBitsNeverSet = 0x068F; // AA, TC, RA and RCODE (RFC 1035 section 4.1.1)

    /// <summary>Whether the bytes are a DNS message; <paramref name="parser"/> then holds it.</summary>
    /// <param name="parser">Reads it.</param>
    /// <param name="message">The bytes that are there.</param>
    /// <param name="sent">Bytes that were sent.</param>
    public static bool IsMessage(WireParser parser, ReadOnlySpan<byte> message, int sent) =>
        WireHeader.TryRead(message, out var header) && Allows(header, sent) && Is(parser, parser.Parse(message, sent), message.Length, sent);

    /// <summary>Whether the header alone still allows it; refuses nearly all that is not DNS at the cost of a few comparisons.</summary>
    /// <param name="header">The first twelve bytes.</param>
    /// <param name="sent">Bytes of the datagram when it was sent.</param>
    public static bool Allows(WireHeader header, int sent) =>
        header.IsQuery && header.Questions == 1 && !header.IsReservedBitSet
        && WireHeader.Bytes + ShortestQuestion + header.Records * ShortestRecord <= sent
        && (header.IsResponse || IsHeaderOfQuery(header));

    /// <summary>Whether the message that <paramref name="parser"/> has just read passes as a whole.</summary>
    /// <param name="parser">Holds the message.</param>
    /// <param name="result">What reading it came to.</param>
    /// <param name="captured">Bytes that are there.</param>
    /// <param name="sent">Bytes that were sent; where more, the message need only be sound as far as it goes.</param>
    public static bool Is(WireParser parser, WireResult result, int captured, int sent) =>
        result.HasQuestion && IsAssignedOrPrivate(parser.Type) && IsClassInUse(parser.Class)
        && (parser.Header.IsResponse || !parser.HasOrdinaryRecords)
        && parser.Rcode <= MostRcode
        && (result.IsWellFormed ? parser.End == sent || captured < sent : result.Records == WireDamage.Captured);

    /// <summary>A query carries no records but OPT and a signature of the message.</summary>
    static bool IsHeaderOfQuery(WireHeader header) =>
        (header.Flags & QueryBitsNeverSet) == 0 && header.Answers == 0 && header.Authorities == 0 && header.Additionals <= MostRecordsOfQuery;

    /// <summary>IANA DNS parameters, TYPE (2025): data types, meta types, and the private range that tunnels use too.</summary>
    static bool IsAssignedOrPrivate(ushort type) => type is (>= 1 and <= 68) or (>= 99 and <= 109) or 128 or (>= 249 and <= 264) or 32768 or 32769
        or (>= 65280 and <= 65534);

    /// <summary>IN, CH, HS, NONE and ANY (RFC 6895 section 3.2).</summary>
    static bool IsClassInUse(ushort qclass) => qclass is 1 or 3 or 4 or 254 or 255;
}
