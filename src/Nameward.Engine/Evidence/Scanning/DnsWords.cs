using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>Types, classes, codes and addresses as the products of many hands write them.</summary>
static class DnsWords
{
    const int LongestType = 24;

    /// <summary>Codes have twelve bits, those of EDNS among them (RFC 6891 section 6.1.3); larger numbers are a program's own.</summary>
    const int MostRcode = 0xFFF;

    /// <summary>The code with which a server says that it does not serve the name (RFC 1035 section 4.1.1).</summary>
    public const ushort NxDomain = 3;

    /// <summary>
    /// Codes of a response by their names (IANA DNS parameters, RCODE): those of BIND and of miekg/dns, of Windows and .NET programs, and of systemd.
    /// Compared without case, spaces and underscores.
    /// </summary>
    static readonly (string Name, ushort Code)[] RcodeNames =
    [
        ("NOERROR", 0), ("SUCCESS", 0), ("FORMERR", 1), ("FORMATERROR", 1), ("SERVFAIL", 2), ("SERVERFAILURE", 2), ("SERVERROR", 2), ("NXDOMAIN", 3),
        ("NAMEERROR", 3), ("NONEXISTENTDOMAIN", 3), ("NOTIMP", 4), ("NOTIMPL", 4), ("NOTIMPLEMENTED", 4), ("REFUSED", 5), ("QUERYREFUSED", 5),
        ("YXDOMAIN", 6), ("YXRRSET", 7), ("NXRRSET", 8), ("NOTAUTH", 9), ("NOTZONE", 10), ("DSOTYPENI", 11), ("BADVERS", 16), ("BADSIG", 16),
        ("BADKEY", 17), ("BADTIME", 18), ("BADMODE", 19), ("BADNAME", 20), ("BADALG", 21), ("BADTRUNC", 22), ("BADCOOKIE", 23),
    ];

    static readonly Dictionary<string, ushort> Rcodes = RcodeNames.ToDictionary(named => named.Name, named => named.Code, StringComparer.OrdinalIgnoreCase);

    static readonly Dictionary<string, ushort>.AlternateLookup<ReadOnlySpan<char>> RcodesBySpan = Rcodes.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Number of a type: <c>A</c>, <c>a</c>, <c>1</c>, <c>TYPE65</c>, <c>1 (A)</c>, <c>UNKNOWN(65)</c>, <c>query-65</c>, <c>A:</c>; 0 where it is one that nobody knows.
    /// </summary>
    public static ushort Type(ReadOnlySpan<byte> name)
    {
        if (name is [(byte)'A'])
        {
            return RecordTypes.A;
        }
        name = name.Trim(" :"u8);
        if (name.IndexOf(" ("u8) is > 0 and var number)
        {
            name = name[..number];
        }
        else if (name is [.., (byte)')'] && name.IndexOf((byte)'(') is >= 0 and var bracket)
        {
            name = name[(bracket + 1)..^1];
        }
        else if (name.LastIndexOf((byte)'-') is > 0 and var dash && dash + 1 < name.Length && Numbers.IsDigit(name[dash + 1]))
        {
            name = name[(dash + 1)..];
        }
        Span<char> chars = stackalloc char[LongestType];
        return name.Length <= LongestType && RecordTypes.TryParse(chars[..Encoding.Latin1.GetChars(name, chars)], out var type) ? type : (ushort)0;
    }

    /// <summary>Whether a word is a class: IN, CH, HS, NONE, ANY, CLASS256, RESERVED0.</summary>
    public static bool IsClass(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("IN"u8) || word.SequenceEqual("CH"u8) || word.SequenceEqual("HS"u8) || word.SequenceEqual("NONE"u8) || word.SequenceEqual("ANY"u8)
        || (word.StartsWith("CLASS"u8) && Numbers.TryUInt16(word[5..], out _)) || word.SequenceEqual("RESERVED0"u8);

    /// <summary>Number of a code, by its name in any of the ways in use, RESERVED11, RCODE11 or a number; null where the word is none that a message can carry.</summary>
    public static ushort? Rcode(ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("NOERROR"u8))
        {
            return 0;
        }
        if (Numbers.TryUInt16(word.StartsWith("RESERVED"u8) ? word[8..] : word.StartsWith("RCODE"u8) ? word[5..] : word, out var number))
        {
            return number <= MostRcode ? number : null;
        }
        Span<char> chars = stackalloc char[LongestType];
        if (word.Length > LongestType)
        {
            return null;
        }
        var used = 0;
        foreach (var c in word)
        {
            if (c is not ((byte)' ' or (byte)'_'))
            {
                chars[used++] = (char)c;
            }
        }
        return RcodesBySpan.TryGetValue(chars[..used], out var code) ? code : null;
    }

    /// <summary>How a message travelled: <c>udp</c>, <c>TCP</c>, <c>DoT</c>, <c>tls</c>, <c>https</c>, <c>doq</c> and so on.</summary>
    public static Transport Transport(ReadOnlySpan<byte> word)
    {
        Span<byte> lower = stackalloc byte[LongestType];
        if (word.Length > LongestType || Ascii.ToLower(word, lower, out var length) != System.Buffers.OperationStatus.Done)
        {
            return Observations.Transport.Unknown;
        }
        lower = lower[..length];
        return lower switch
        {
            _ when lower.StartsWith("udp"u8) || lower.SequenceEqual("17"u8) => Observations.Transport.Udp,
            _ when lower.StartsWith("tcp"u8) || lower.SequenceEqual("6"u8) => Observations.Transport.Tcp,
            _ when lower.SequenceEqual("dot"u8) || lower.SequenceEqual("tls"u8) || lower.EndsWith("-over-tls"u8) => Observations.Transport.Tls,
            _ when lower.StartsWith("doh"u8) || lower.StartsWith("http"u8) || lower.EndsWith("-over-https"u8) => Observations.Transport.Https,
            _ when lower.SequenceEqual("doq"u8) || lower.SequenceEqual("quic"u8) || lower.EndsWith("-over-quic"u8) => Observations.Transport.Quic,
            _ => Observations.Transport.Unknown,
        };
    }

    /// <summary>Reads an address, and the port behind <c>#</c>, <c>@</c> or, where the address is of IPv4 or in brackets, a colon; port 0 where none is written.</summary>
    public static bool TryEndpoint(ReadOnlySpan<byte> text, out Endpoint endpoint)
    {
        var address = text;
        var port = ReadOnlySpan<byte>.Empty;
        if (text is [(byte)'[', ..] && text.IndexOf((byte)']') is > 0 and var bracket)
        {
            address = text[1..bracket];
            port = text[(bracket + 1)..];
            port = port is [(byte)':' or (byte)'#', ..] ? port[1..] : port;
        }
        else if (PortMark(text) is > 0 and var mark)
        {
            address = text[..mark];
            port = text[(mark + 1)..];
        }
        var isRead = Address.TryParse(address, out var read);
        var number = (ushort)0;
        isRead &= port.IsEmpty || Numbers.TryUInt16(port, out number);
        endpoint = new(read, number);
        return isRead;
    }

    /// <summary>
    /// Whether a text is clearly a name that somebody looked up, where it may also be an address, a path or a URL: letters, digits, dashes, underscores, and a dot among
    /// them, and no address.
    /// </summary>
    public static bool IsDomain(ReadOnlySpan<byte> text) =>
        text.Length <= WireName.MaxBytes && text.Contains((byte)'.') && !text.ContainsAnyExcept(DomainBytes) && !Address.TryParse(text, out _);

    static readonly System.Buffers.SearchValues<byte> DomainBytes =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"u8);

    /// <summary>Where the mark before a port stands, or a number below 1: a colon is one only where it is the only one.</summary>
    static int PortMark(ReadOnlySpan<byte> text)
    {
        var mark = text.LastIndexOfAny("#@"u8);
        var colon = mark < 0 ? text.IndexOf((byte)':') : mark;
        return mark < 0 && text.LastIndexOf((byte)':') != colon ? -1 : colon;
    }
}
