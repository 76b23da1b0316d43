namespace Nameward.Engine.Observations;

/// <summary>Which flows may be DNS, of which nothing but ports and sizes is seen.</summary>
public static class DnsFlows
{
    /// <summary>Seconds: a flow that lasts longer is no single exchange, and one that an exporter has cut at its active timeout begins by the exporter's clock.</summary>
    public const int LongestExchange = 10;

    /// <summary>
    /// Bytes of a datagram with a question: from a header and the question of the root, 17, to the longest name, 271 (RFC 1035 sections 2.3.4 and 4.1), with what EDNS, UDP and IPv6 add, some 60.
    /// </summary>
    public const long SmallestQuery = 17, LargestQuery = 330;

    const ushort Https = 443;
    const long MostPackets = 4, LargestAnswer = 4096;
    static readonly TimeSpan ExchangeTime = TimeSpan.FromSeconds(LongestExchange);

    /// <summary>
    /// Whether a flow goes to where DNS travels: to one of its ports, or to 443 of a well-known public resolver (DNS over HTTPS, RFC 8484, cannot be told from other
    /// conversations elsewhere). Multicast DNS and LLMNR (5353, 5355) stay on the link and do not count; at a single address outside, the same ports are taken for
    /// what they may be. Where packets were translated on the way, whom the client meant counts.
    /// </summary>
    public static bool MayCarryDns(in Flow flow) => flow.Protocol is 0 or Flow.Tcp or Flow.Udp
        && ((ServerPorts.IsOfDns(flow.Server.Port) && !flow.Server.IsOfTheLink) || (flow.Server.Port == Https && PublicResolvers.OperatorOf(flow.Server.Address) is not null));

    /// <summary>
    /// Whether a flow elsewhere has the shape of a stub's exchange: a few datagrams within seconds, of a size that questions and answers have, to a server outside, on a port where no other
    /// protocol is at home.
    /// </summary>
    public static bool LooksLikeDns(in Flow flow) => flow.Protocol == Flow.Udp && !flow.Server.Address.IsInternal && !flow.Server.Address.IsMulticast && flow.Server.Port != 0
        && !ServerPorts.IsOfAnother(flow.Server.Port) && flow.Duration <= ExchangeTime
        && IsSized(flow.UpPackets, flow.UpBytes, LargestQuery) && IsSized(flow.DownPackets, flow.DownBytes, LargestAnswer);

    static bool IsSized(long packets, long bytes, long largest) =>
        (packets <= 0 && bytes <= 0) || (packets is > 0 and <= MostPackets && bytes >= packets * SmallestQuery && bytes <= packets * largest);
}
