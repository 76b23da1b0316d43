using System.Buffers.Binary;
using System.Net;
using Nameward.Engine.Observations;

namespace Nameward.App.Feeds;

/// <summary>
/// Which addresses a feed may not stand on unless the user allows it: those that lead into the machine or its networks, so that no publisher, and nobody
/// who took over a publisher's name, can make the program ask a service inside (IANA registries of special-purpose addresses, RFC 6890, as of 2026).
/// </summary>
static class AddressGuard
{
    static readonly (Network Range, string What)[] Special =
    [
        (Range("0.0.0.0/8"), "an unspecified address"),
        (Range("10.0.0.0/8"), "a private address"),
        (Range("100.64.0.0/10"), "an address of a provider's own network (RFC 6598)"),
        (Range("127.0.0.0/8"), "a loopback address"),
        (Range("169.254.0.0/16"), "a link-local address"),
        (Range("172.16.0.0/12"), "a private address"),
        (Range("192.0.0.0/24"), "an address of a protocol (RFC 6890)"),
        (Range("192.88.99.0/24"), "an address of a relay (RFC 7526)"),
        (Range("192.168.0.0/16"), "a private address"),
        (Range("198.18.0.0/15"), "an address of test networks (RFC 2544)"),
        (Range("224.0.0.0/4"), "a multicast address"),
        (Range("240.0.0.0/4"), "a reserved address"),
        (Range("::1"), "a loopback address"),
        (Range("::/96"), "an unspecified address"),
        (Range("64:ff9b:1::/48"), "an address of a local translator (RFC 8215)"),
        (Range("100::/64"), "an address that leads nowhere (RFC 6666)"),
        (Range("2001::/32"), "an address of a tunnel (Teredo, RFC 4380)"),
        (Range("fc00::/7"), "a private address"),
        (Range("fe80::/10"), "a link-local address"),
        (Range("fec0::/10"), "a private address"),
        (Range("ff00::/8"), "a multicast address"),
    ];

    static readonly Network SixToFour = Range("2002::/16"), Translated = Range("64:ff9b::/96");

    /// <summary>Why a feed may not stand there; null where it may.</summary>
    public static string? WhyRefused(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return WhyRefused(Address.FromBytes(bytes)) ?? (Embedded(bytes) is { } inner && WhyRefused(inner) is { } why ? why + " within " + address : null);
    }

    static string? WhyRefused(Address address)
    {
        foreach (var (range, what) in Special)
        {
            if (range.Contains(address))
            {
                return what;
            }
        }
        return null;
    }

    // A gateway on the way sends what goes to these on to the IPv4 address within: 6to4 (RFC 3056), NAT64 (RFC 6052) and ISATAP (RFC 5214).
    static Address? Embedded(byte[] bytes)
    {
        if (bytes.Length != 16)
        {
            return null;
        }
        var address = Address.FromBytes(bytes);
        if (SixToFour.Contains(address))
        {
            return Address.FromBytes(bytes.AsSpan(2, 4));
        }
        var isIsatap = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(8)) is 0x0000_5EFE or 0x0200_5EFE;
        return Translated.Contains(address) || isIsatap ? Address.FromBytes(bytes.AsSpan(12, 4)) : null;
    }

    static Network Range(string text) => Network.TryParse(text, out var range, out _) ? range : throw new ArgumentException(text, nameof(text));
}
