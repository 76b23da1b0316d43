namespace Nameward.Engine.Observations;

/// <summary>What ports tell of the two ends of a conversation (RFC 6335 section 6: system, user and dynamic ports).</summary>
public static class ServerPorts
{
    const ushort FirstUser = 1024, FirstEphemeral = 32768;

    /// <summary>
    /// Whether DNS travels on a port: 53 (RFC 1035), 853 for TLS and QUIC (RFC 7858, 9250), 784 and 8853 for QUIC in its drafts and still in use, 5353 and 5355
    /// for multicast DNS and LLMNR (RFC 6762, 4795). DNS over HTTPS cannot be told from any other conversation on 443.
    /// </summary>
    public static bool IsOfDns(ushort port) => port is 53 or 784 or 853 or 8853 or 5353 or 5355;

    /// <summary>
    /// Whether the end with the port <paramref name="one"/> is the server of the other: a port of DNS before a system port, before a user port, before those that
    /// systems give to clients (from 32768 on, as Linux does). Two ports of one kind tell nothing.
    /// </summary>
    public static bool IsServer(ushort one, ushort other) => Rank(one) < Rank(other);

    static int Rank(ushort port) => IsOfDns(port) ? 0 : port is > 0 and < FirstUser ? 1 : port is >= FirstUser and < FirstEphemeral ? 2 : 3;
}
