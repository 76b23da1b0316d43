using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>Flows as uses of DNS servers: what is said in them is not seen, but with whom, on a port on which DNS travels.</summary>
static class ConversationUses
{
    const ushort Dns = 53, Https = 443, Tls = 853, MulticastDns = 5353, Llmnr = 5355;

    /// <summary>
    /// The uses that flows show, in order. What comes from outside and is not answered is nobody's use of a server: somebody looks for one. Of a client and a server all flows count, or none:
    /// what is read again of them is all, too.
    /// </summary>
    public static IEnumerable<ServerUseEntry> Of(FrozenFlows flows, SiteFacts site) => flows.Uses.GroupBy(flow => (flow.Key.Client, flow.Key.Server))
        .Where(ends => ends.Any(flow => MayBeDns(flow.Key, flow.Value) && (flow.Value.Answered > 0 || site.IsOurs(flow.Key.Client)))).SelectMany(ends => ends).OrderBy(flow => flow.Key)
        .Select(flow => new ServerUseEntry(new(flow.Key.Day, ServerUseKey.LaneOfFlows(flow.Key.Format), flow.Key.Client, flow.Key.Server, TransportOf(flow.Key)), ServerUse.Of(flow.Value)));

    /// <summary>How DNS travels in a flow to this port.</summary>
    static Transport TransportOf(in FlowUseKey key) => (key.Server.Port, key.Protocol) switch
    {
        (Https, _) => Transport.Https,
        (Tls, Flow.Udp) => Transport.Quic,
        (Tls, _) => Transport.Tls,
        (Dns or MulticastDns or Llmnr, Flow.Udp) => Transport.Udp,
        (Dns or MulticastDns or Llmnr, Flow.Tcp) => Transport.Tcp,
        (Dns or MulticastDns or Llmnr, _) => Transport.Unknown,
        _ => Transport.Quic,
    };

    /// <summary>
    /// Ports below 1024 are given to DNS; the others may be anybody's whose address was translated, or who chose them: there, datagrams have to be of the sizes of
    /// DNS, answers no smaller than the questions that they repeat.
    /// </summary>
    static bool MayBeDns(in FlowUseKey key, in FlowUse flow)
    {
        if (key.Server.Port is not (MulticastDns or Llmnr) || flow.UpPackets == 0 || flow.DownPackets == 0)
        {
            return true;
        }
        var (up, down) = (flow.UpBytes / (double)flow.UpPackets, flow.DownBytes / (double)flow.DownPackets);
        return key.Protocol == Flow.Udp && up is >= DnsFlows.SmallestQuery and <= DnsFlows.LargestQuery && down >= up;
    }
}
