using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// Proposes a site file from the census. Approval is proposed for a server inside that many clients use, and for no other: an adversary can make a
/// server look like anything but one that the site's hosts use.
/// </summary>
sealed class SiteProposalBuilder(Scene scene)
{
    const ushort Dns = 53;

    readonly ServerCensus _census = scene.Census;

    /// <summary>The proposal.</summary>
    public SiteProposal Build()
    {
        var answering = _census.Servers.Where(server => server.IsAnswering && server.Role != ServerRole.Multicast).ToList();
        var servers = answering.GroupBy(server => server.Server.Address).Select(address => Server([.. address])).ToList();
        var hosts = _census.Clients.Concat(answering.Select(server => server.Server.Address));
        return new([.. InferredNetworks.Of(hosts).Select(Network)], [.. servers.Where(server => server.Approve), .. servers.Where(server => !server.Approve)]);
    }

    static ProposedNetwork Network(InferredNetwork network) =>
        new(network.Range, network.Hosts, Sentence.Of($"inferred: {Quantity.Of(network.Hosts, "host")} with an address in it {(network.Hosts == 1 ? "asks or answers" : "ask or answer")} DNS"));

    // What one address does on several ports is one server to approve, told by the port that most clients use.
    ProposedServer Server(ImmutableArray<ServerFacts> ports)
    {
        var isProposed = ports.Any(server => server.Server.Port is 0 or Dns && _census.UsedByMany.Contains(server)) && scene.Site.IsOurs(ports[0].Server.Address);
        var facts = ports[0];
        var text = Sentence.Of($"{Role(facts)}; {Users(facts)}; {Flags(facts)}").Then("; ", Sentence.Of(isProposed ? Why(facts) : WhyNot(facts)));
        return new(facts.Server.Address, isProposed, Words.Of(facts.Role), CensusTable.AskedBy(facts, _census, scene.Site), text);
    }

    static string Role(ServerFacts facts) => facts.Role == ServerRole.Unknown ? "role not known" : Words.Of(facts.Role).Replace('-', ' ');

    string Users(ServerFacts facts)
    {
        var ofFamily = ClientsLike(facts);
        var family = ofFamily == _census.Clients.Length ? "" : $" ({Quantity.Count(facts.Users.Length)} of {Quantity.Count(ofFamily)} over {(facts.Server.Address.IsV4 ? "IPv4" : "IPv6")})";
        return $"asked by {Quantity.Count(facts.Users.Length)} of {Quantity.Of(_census.Clients.Length, "client")}{family}";
    }

    // Only clients of its own family can ask a server.
    int ClientsLike(ServerFacts facts) => _census.Clients.Count(client => client.IsV4 == facts.Server.Address.IsV4);

    static string Flags(ServerFacts facts) => facts.Headers == 0 ? "no header of its responses is shown"
        : facts.Role == ServerRole.Authoritative ? Part("AA", facts.Authoritative, facts.Headers)
        : Part("RA", facts.Recursive, facts.Headers);

    static string Part(string flag, long some, long all) => some == all ? $"{flag} in {(all == 1 ? "its one response" : $"all {Quantity.Count(all)} responses")}"
        : $"{flag} in {(some == 0 ? "none" : Quantity.Count(some))} of {Quantity.Of(all, "response")}";

    string Why(ServerFacts facts) => facts.Users.Length * 2 >= ClientsLike(facts) ? "proposed: it lies inside, and most clients ask it" : "proposed: it lies inside, and many clients ask it";

    string WhyNot(ServerFacts facts) => facts switch
    {
        { Role: ServerRole.StubListener } => "not proposed: it listens for its own host alone, which needs no approval",
        _ when !scene.Site.IsOurs(facts.Server.Address) => "not proposed: it lies outside",
        { Role: ServerRole.Authoritative } => "not proposed: it looks nothing up for clients",
        { Server.Port: not (0 or Dns) } => $"not proposed: it answers on port {facts.Server.Port}",
        _ => "not proposed: too few clients ask it to tell whose it is",
    };
}
