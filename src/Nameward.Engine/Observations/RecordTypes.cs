using System.Globalization;

namespace Nameward.Engine.Observations;

/// <summary>The types of resource records that something in the program turns on, and the names of all that people write (IANA DNS parameters, TYPE).</summary>
public static class RecordTypes
{
    /// <summary>IPv4 address.</summary>
    public const ushort A = 1;
    /// <summary>Name server of a zone.</summary>
    public const ushort Ns = 2;
    /// <summary>Canonical name of an alias.</summary>
    public const ushort Cname = 5;
    /// <summary>Start of authority.</summary>
    public const ushort Soa = 6;
    /// <summary>Anything at all (RFC 1035 section 3.3.10): asked by hardly anyone but tunnels.</summary>
    public const ushort Null = 10;
    /// <summary>Pointer, mostly from an address to a name.</summary>
    public const ushort Ptr = 12;
    /// <summary>Mail exchange.</summary>
    public const ushort Mx = 15;
    /// <summary>Text.</summary>
    public const ushort Txt = 16;
    /// <summary>Security key (RFC 2535), obsolete.</summary>
    public const ushort Key = 25;
    /// <summary>IPv6 address.</summary>
    public const ushort Aaaa = 28;
    /// <summary>Service location.</summary>
    public const ushort Srv = 33;
    /// <summary>Delegation name.</summary>
    public const ushort Dname = 39;
    /// <summary>EDNS option pseudo-record (RFC 6891).</summary>
    public const ushort Opt = 41;
    /// <summary>Next name of a signed zone (RFC 4034 section 4).</summary>
    public const ushort Nsec = 47;
    /// <summary>HTTPS service binding (RFC 9460).</summary>
    public const ushort Https = 65;
    /// <summary>What changed in a zone since a serial number (RFC 1995).</summary>
    public const ushort Ixfr = 251;
    /// <summary>All of a zone (RFC 5936).</summary>
    public const ushort Axfr = 252;
    /// <summary>First type of the range kept for private use (RFC 6895 section 3.1): 65,280 to 65,534.</summary>
    public const ushort FirstPrivate = 65280;

    static readonly (ushort Type, string Name)[] Known =
    [
        (A, "A"), (Ns, "NS"), (3, "MD"), (4, "MF"), (Cname, "CNAME"), (Soa, "SOA"), (7, "MB"), (8, "MG"), (9, "MR"), (Null, "NULL"), (11, "WKS"),
        (Ptr, "PTR"), (13, "HINFO"), (14, "MINFO"), (Mx, "MX"), (Txt, "TXT"), (17, "RP"), (18, "AFSDB"), (19, "X25"), (20, "ISDN"), (21, "RT"),
        (22, "NSAP"), (23, "NSAP-PTR"), (24, "SIG"), (Key, "KEY"), (26, "PX"), (27, "GPOS"), (Aaaa, "AAAA"), (29, "LOC"), (30, "NXT"), (31, "EID"),
        (32, "NIMLOC"), (Srv, "SRV"), (34, "ATMA"), (35, "NAPTR"), (36, "KX"), (37, "CERT"), (38, "A6"), (Dname, "DNAME"), (40, "SINK"), (Opt, "OPT"),
        (42, "APL"), (43, "DS"), (44, "SSHFP"), (45, "IPSECKEY"), (46, "RRSIG"), (Nsec, "NSEC"), (48, "DNSKEY"), (49, "DHCID"), (50, "NSEC3"),
        (51, "NSEC3PARAM"), (52, "TLSA"), (53, "SMIMEA"), (55, "HIP"), (56, "NINFO"), (57, "RKEY"), (58, "TALINK"), (59, "CDS"), (60, "CDNSKEY"),
        (61, "OPENPGPKEY"), (62, "CSYNC"), (63, "ZONEMD"), (64, "SVCB"), (Https, "HTTPS"), (99, "SPF"), (104, "NID"), (105, "L32"), (106, "L64"),
        (107, "LP"), (108, "EUI48"), (109, "EUI64"), (249, "TKEY"), (250, "TSIG"), (Ixfr, "IXFR"), (Axfr, "AXFR"), (253, "MAILB"), (254, "MAILA"),
        (255, "ANY"), (256, "URI"), (257, "CAA"), (258, "AVC"), (259, "DOA"), (260, "AMTRELAY"), (32768, "TA"), (32769, "DLV"),
    ];

    static readonly Dictionary<ushort, string> Names = Known.ToDictionary(known => known.Type, known => known.Name);
    static readonly Dictionary<string, ushort> Types = Known.Append(((ushort)255, "*")).ToDictionary(known => known.Item2, known => known.Item1, StringComparer.OrdinalIgnoreCase);

    /// <summary>The type's mnemonic, or <c>TYPEn</c> (RFC 3597).</summary>
    public static string Name(ushort type) => Names.TryGetValue(type, out var name) ? name : string.Create(CultureInfo.InvariantCulture, $"TYPE{type}");

    /// <summary>Reads a mnemonic in any case, <c>TYPEn</c>, or a number; false where the text is none of these.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ushort type)
    {
        if (Types.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out type))
        {
            return true;
        }
        var digits = text.StartsWith("TYPE", StringComparison.OrdinalIgnoreCase) ? text[4..] : text;
        return ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out type);
    }
}
