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
    /// Whether the end with the port <paramref name="one"/> is the server of the other: 53 and 853 before any other system port, these before the other ports of DNS,
    /// before a user port, before those that systems give to clients (from 32768 on, as Linux does). Two ports of one kind tell nothing. Translation of addresses
    /// may give a client any port above 1023, so that a port of DNS above that counts for less than a system port.
    /// </summary>
    public static bool IsServer(ushort one, ushort other) => Rank(one) < Rank(other);

    static int Rank(ushort port) => port is 53 or 853 ? 0 : port is > 0 and < FirstUser ? 1 : IsOfDns(port) ? 2 : port is >= FirstUser and < FirstEphemeral ? 3 : 4;

    /// <summary>
    /// Whether another protocol than DNS is at home on a UDP port, and asks and answers in short datagrams too: DHCP, TFTP, NTP, NetBIOS, SNMP, IKE, syslog, OpenVPN,
    /// L2TP, RADIUS, SSDP, STUN, WS-Discovery, SIP, WireGuard, BitTorrent (IANA service names and ports).
    /// </summary>
    public static bool IsOfAnother(ushort port) => port is 67 or 68 or 69 or 123 or 137 or 138 or 161 or 162 or 443 or 500 or 514 or 1194 or 1701 or 1812 or 1813 or 1900
        or (>= 3478 and <= 3481) or 3702 or 4500 or 5060 or 5061 or (>= 6881 and <= 6889) or 6969 or (>= 19302 and <= 19309) or 51413 or 51820;
}
