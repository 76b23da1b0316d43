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
public readonly record struct Endpoint(Address Address, ushort Port);
