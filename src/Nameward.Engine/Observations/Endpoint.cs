namespace Nameward.Engine.Observations;

/// <summary>How a DNS message travelled.</summary>
public enum Transport : byte
{
    /// <summary>The evidence does not say.</summary>
    Unknown,
    /// <summary>DNS over UDP (RFC 1035 section 4.2.1).</summary>
    Udp,
    /// <summary>DNS over TCP (RFC 7766).</summary>
    Tcp,
    /// <summary>DNS over TLS (RFC 7858).</summary>
    Tls,
    /// <summary>DNS over HTTPS (RFC 8484).</summary>
    Https,
    /// <summary>DNS over QUIC (RFC 9250).</summary>
    Quic,
}

/// <summary>One end of a conversation: an address and a port; port 0 where the evidence does not say.</summary>
public readonly record struct Endpoint(Address Address, ushort Port)
{
    const ushort MulticastDns = 5353, Llmnr = 5355;

    /// <summary>
    /// Whether hosts of one link speak for themselves here, and no zone lies behind them: a multicast group, or the ports of multicast DNS (RFC 6762) and
    /// LLMNR (RFC 4795) at an inside address. The same ports at an address outside are taken for what they may be.
    /// </summary>
    public bool IsOfTheLink => Address.IsMulticast || (Port is MulticastDns or Llmnr && Address.IsInternal);
}
