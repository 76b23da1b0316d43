namespace Nameward.Bench.Generating;

/// <summary>What the logs of made-up traffic have in common: addresses, names of types and codes, the day.</summary>
static class Words
{
    /// <summary>2026-03-18, UTC, in microseconds since 1970.</summary>
    public const long Midnight = 1_773_792_000_000_000;

    /// <summary>Host byte order: 10.1.0.1 to 10.5.3.250.</summary>
    public static uint AddressOf(int client) => 0x0A_00_00_01u + ((uint)(1 + client / 1000) << 16) + ((uint)(client / 250 % 4) << 8) + (uint)(client % 250);

    /// <summary>The resolver of a client: 10.0.0.53 or 10.0.0.54.</summary>
    public static uint ServerOf(int client) => 0x0A_00_00_35u + (uint)(client % 2);

    /// <summary>Writes an IPv4 address as text.</summary>
    public static void Address(this OutputBuffer to, uint address)
    {
        to.Number(address >> 24);
        to.Byte('.');
        to.Number(address >> 16 & 0xFF);
        to.Byte('.');
        to.Number(address >> 8 & 0xFF);
        to.Byte('.');
        to.Number(address & 0xFF);
    }

    /// <summary>Writes the address that an A or AAAA record holds as text.</summary>
    public static void Answer(this OutputBuffer to, ushort type, ulong bits)
    {
        if (type == 1)
        {
            to.Address(V4(bits));
            return;
        }
        to.Text("2600:"u8);
        to.Hexadecimal((ushort)(bits >> 48));
        to.Byte(':');
        to.Hexadecimal((ushort)(bits >> 32));
        to.Text("::"u8);
        to.Hexadecimal(LastPart(bits));
    }

    /// <summary>The IPv4 address of random bits: anything from 1.0.0.0 to 223.255.255.255.</summary>
    public static uint V4(ulong bits) => (1 + (uint)(bits >> 32) % 223) << 24 | (uint)bits & 0xFF_FFFF;

    /// <summary>The last part of the IPv6 address 2600:a:b::c of random bits; never 0, which would be written otherwise.</summary>
    public static ushort LastPart(ulong bits) => (ushort)(bits | 1);

    public static ReadOnlySpan<byte> TypeName(ushort type) => type switch
    {
        1 => "A"u8,
        5 => "CNAME"u8,
        10 => "NULL"u8,
        12 => "PTR"u8,
        15 => "MX"u8,
        16 => "TXT"u8,
        28 => "AAAA"u8,
        33 => "SRV"u8,
        65 => "HTTPS"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static ReadOnlySpan<byte> RcodeName(byte rcode) => rcode switch { 0 => "NOERROR"u8, 2 => "SERVFAIL"u8, 3 => "NXDOMAIN"u8, _ => "REFUSED"u8 };
}
