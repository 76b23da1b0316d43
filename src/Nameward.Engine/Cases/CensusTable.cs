using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases;

/// <summary>The DNS servers seen, from who asked whom: most asked first.</summary>
static class CensusTable
{
    const int TopClients = 5;

    /// <summary>One row for each server, port and transport.</summary>
    public static ImmutableArray<TriageServer> Of(FrozenRollups seen) =>
        [.. seen.Servers.Where(use => !use.Key.Server.Address.IsNone).GroupBy(use => (use.Key.Server, use.Key.Transport))
            .Select(uses => Row(uses.Key.Server, uses.Key.Transport, [.. uses])).OrderByDescending(row => row.Queries).ThenByDescending(row => row.Answers).ThenBy(row => row.Server).ThenBy(row => row.Port)];

    static TriageServer Row(Endpoint server, Transport transport, ImmutableArray<ServerUseEntry> uses)
    {
        var header = uses.Aggregate(HeaderBits.None, (bits, use) => bits | use.Use.Header);
        var lane = uses.GroupBy(use => use.Key.Lane).OrderByDescending(lane => lane.Sum(use => use.Use.Queries + use.Use.Responses)).ThenBy(lane => lane.Key).First().ToList();
        var clients = lane.GroupBy(use => use.Key.Client).OrderByDescending(client => client.Sum(use => use.Use.Queries + use.Use.Responses)).ThenBy(client => client.Key).ToList();
        var (role, reason) = Role(server, header);
        return new()
        {
            Server = HostileText.Address(server.Address),
            Port = server.Port,
            Transport = transport switch { Transport.Unknown => "unknown", Transport.Udp => "udp", Transport.Tcp => "tcp", Transport.Tls => "tls", Transport.Https => "https", _ => "quic" },
            Role = role,
            Authorised = null,
            Clients = clients.Count,
            TopClients = [.. clients.Take(TopClients).Select(client => HostileText.Address(client.Key))],
            Queries = lane.Sum(use => use.Use.Queries),
            Answers = lane.Sum(use => use.Use.Responses),
            FirstSeen = Known(uses.Min(use => use.Use.First)),
            LastSeen = Known(uses.Max(use => use.Use.Last)),
            Reasons = [reason],
        };
    }

    static (string Role, Sentence Reason) Role(Endpoint server, HeaderBits header) => header switch
    {
        _ when server.Address.IsMulticast => ("multicast", Sentence.Of("a multicast group")),
        _ when (header & HeaderBits.RecursionAvailable) != 0 => ("recursive", Sentence.Of("its responses offer recursion (RA)")),
        _ when (header & HeaderBits.Authoritative) != 0 => ("authoritative", Sentence.Of("its responses are authoritative (AA) and offer no recursion")),
        _ when (header & HeaderBits.Shown) == 0 => ("unknown", Sentence.Of("no response with header bits was seen")),
        _ => ("unknown", Sentence.Of("its responses neither offer recursion nor are authoritative")),
    };

    static DateTime? Known(DateTime time) => time == DateTime.MinValue || time == DateTime.MaxValue ? null : time;
}
