namespace Nameward.Engine.Evidence.Capture;

/// <summary>The link types whose packets are read (tcpdump.org, "Link-layer header types").</summary>
static class LinkTypes
{
    /// <summary>BSD loopback: a 4-byte address family in the byte order of the capturing host.</summary>
    public const ushort Null = 0;
    /// <summary>Ethernet.</summary>
    public const ushort Ethernet = 1;
    /// <summary>PPP, with or without address and control.</summary>
    public const ushort Ppp = 9;
    /// <summary>IP with no link header, as DLT_RAW numbers it on most systems.</summary>
    public const ushort RawDlt = 12;
    /// <summary>The same on OpenBSD.</summary>
    public const ushort RawOpenBsd = 14;
    /// <summary>PPP in HDLC-like framing.</summary>
    public const ushort PppHdlc = 50;
    /// <summary>PPPoE session packets from their PPPoE header on.</summary>
    public const ushort PppEther = 51;
    /// <summary>IP with no link header.</summary>
    public const ushort Raw = 101;
    /// <summary>OpenBSD loopback: a 4-byte address family, big-endian.</summary>
    public const ushort Loop = 108;
    /// <summary>Linux "any" device, 16 bytes.</summary>
    public const ushort LinuxSll = 113;
    /// <summary>IPv4 with no link header.</summary>
    public const ushort Ipv4 = 228;
    /// <summary>IPv6 with no link header.</summary>
    public const ushort Ipv6 = 229;
    /// <summary>Linux "any" device, 20 bytes.</summary>
    public const ushort LinuxSll2 = 276;

    /// <summary>Whether packets of this link type are read.</summary>
    public static bool AreRead(ushort link) => link is Null or Ethernet or Ppp or RawDlt or RawOpenBsd or PppHdlc or PppEther or Raw or Loop
        or LinuxSll or Ipv4 or Ipv6 or LinuxSll2;
}
