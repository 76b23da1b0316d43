using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>The names at which the name of a host is asked for by its address (RFC 1035 section 3.5, RFC 3596 section 2.5).</summary>
static class ReverseNames
{
    const int MostDigits = 32;

    /// <summary>Writes <c>7.2.0.192.in-addr.arpa</c> or <c>8.b.d. ... .ip6.arpa</c> in wire form.</summary>
    /// <returns>Bytes written.</returns>
    public static int ToWire(Address address, Span<byte> name)
    {
        var length = address.IsV4 ? WriteNumbers(address.V4, name) : WriteDigits(address, name);
        var zone = address.IsV4 ? "\u0007in-addr\u0004arpa\0"u8 : "\u0003ip6\u0004arpa\0"u8;
        zone.CopyTo(name[length..]);
        return length + zone.Length;
    }

    static int WriteNumbers(uint address, Span<byte> name)
    {
        var at = 0;
        for (var i = 0; i < sizeof(uint); i++, address >>= 8)
        {
            ((byte)address).TryFormat(name[(at + 1)..], out var digits);
            name[at] = (byte)digits;
            at += 1 + digits;
        }
        return at;
    }

    static int WriteDigits(Address address, Span<byte> name)
    {
        var value = new UInt128(address.High, address.Low);
        for (var i = 0; i < MostDigits; i++, value >>= 4)
        {
            name[2 * i] = 1;
            name[2 * i + 1] = "0123456789abcdef"u8[(int)(value & 0xF)];
        }
        return 2 * MostDigits;
    }
}
