using System.Buffers.Binary;
using System.Net;

namespace Nameward.Engine.Observations;

/// <summary>An IP address as 128 bits; an IPv4 address is held IPv4-mapped (RFC 4291 section 2.5.5.2), so both families share one form.</summary>
/// <param name="High">The first eight bytes, big-endian.</param>
/// <param name="Low">The last eight bytes, big-endian.</param>
public readonly record struct Address(ulong High, ulong Low) : IComparable<Address>
{
    const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    /// <summary>The address of a host that the evidence does not name (all zero).</summary>
    public static Address None => default;

    /// <summary>Whether the evidence named no address.</summary>
    public bool IsNone => High == 0 && Low == 0;

    /// <summary>Whether this is an IPv4 address.</summary>
    public bool IsV4 => High == 0 && Low >> 32 == MappedPrefix >> 32;

    /// <summary>The IPv4 address as a big-endian number; meaningful only when <see cref="IsV4"/>.</summary>
    public uint V4 => (uint)Low;

    /// <summary>Whether it is the address of nobody: 0.0.0.0 or ::, which many products write for "none".</summary>
    public bool IsUnspecified => IsNone || (IsV4 && V4 == 0);

    /// <summary>Whether one sender speaks to many at this address (RFC 5771, RFC 4291) or to all (255.255.255.255).</summary>
    public bool IsMulticast => IsV4 ? V4 >> 28 == 0xE || V4 == uint.MaxValue : High >> 56 == 0xFF;

    /// <summary>Whether the address is reserved for use inside an organisation or a link (RFC 1918, 3927, 4193, 4291, 6598, loopback).</summary>
    public bool IsInternal => IsV4 ? IsInternalV4(V4) : High >> 57 == 0x7E || High >> 54 == 0x3FA || (High == 0 && Low == 1);

    /// <summary>An IPv4 address from its big-endian number.</summary>
    public static Address FromV4(uint value) => new(0, MappedPrefix | value);

    /// <summary>An address from its 4 or 16 bytes in network order; <see cref="None"/> for any other length.</summary>
    public static Address FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        4 => FromV4(BinaryPrimitives.ReadUInt32BigEndian(bytes)),
        16 => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..])),
        _ => None,
    };

    /// <summary>Reads the usual text of an address: dotted IPv4, or IPv6 with or without a zone index (which is dropped).</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Address address)
    {
        if (TryParseV4(text, out var v4))
        {
            address = FromV4(v4);
            return true;
        }
        return TryParseV6(text, out address);
    }

    /// <summary>Reads four decimal octets with no leading zero and nothing around them.</summary>
    public static bool TryParseV4(ReadOnlySpan<byte> text, out uint address)
    {
        address = 0;
        if (text.Length is < 7 or > 15)
        {
            return false;
        }
        uint value = 0, octet = 0;
        int digits = 0, dots = 0;
        foreach (var c in text)
        {
            if ((uint)(c - '0') <= 9)
            {
                octet = octet * 10 + (uint)(c - '0');
                if (++digits > 3 || octet > 255)
                {
                    return false;
                }
            }
            else if (c == '.' && digits > 0 && ++dots <= 3)
            {
                value = value << 8 | octet;
                octet = 0;
                digits = 0;
            }
            else
            {
                return false;
            }
        }
        address = value << 8 | octet;
        return dots == 3 && digits > 0;
    }

    static bool TryParseV6(ReadOnlySpan<byte> text, out Address address)
    {
        address = None;
        if (text.Length is < 2 or > 64 || text.IndexOf((byte)':') < 0)
        {
            return false;
        }
        var zone = text.IndexOf((byte)'%');
        return Ipv6Text.TryParse(zone < 0 ? text : text[..zone], out address);
    }

    static bool IsInternalV4(uint a) =>
        a >> 24 is 10 or 127 || a >> 20 == 0xAC1 || a >> 16 is 0xC0A8 or 0xA9FE || a >> 22 == 0x191;

    /// <inheritdoc/>
    public int CompareTo(Address other) => High != other.High ? High.CompareTo(other.High) : Low.CompareTo(other.Low);

    /// <summary>The address in its canonical text (RFC 5952 for IPv6).</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return new IPAddress(IsV4 ? bytes[12..] : bytes).ToString();
    }
}
