using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>The DNS servers seen, as the triage record holds them: those of most clients first.</summary>
static class CensusTable
{
    const int TopClients = 8;

    /// <summary>One row for each server and way to travel.</summary>
    public static ImmutableArray<TriageServer> Of(ServerCensus census, SiteFacts site) =>
        [.. census.Servers.SelectMany(facts => facts.ByTransport.Select(use => Row(facts, use, census, site)))];

    /// <summary>Who asks a server; null where nobody is named. A server that only approved ones ask is their business.</summary>
    public static string? AskedBy(ServerFacts facts, ServerCensus census, SiteFacts site) => facts.Users.IsEmpty ? null
        : facts.Users.All(user => site.IsApproved(user.Client) == true) ? "approved-servers"
        : facts.Users.All(user => census.IsServer(user.Client)) ? "servers"
        : "clients";

    static TriageServer Row(ServerFacts facts, TransportUse use, ServerCensus census, SiteFacts site) => new()
    {
        Server = HostileText.Address(facts.Server.Address),
        Port = facts.Server.Port == 0 ? null : facts.Server.Port,
        Transport = Words.Of(use.Transport),
        Role = Words.Of(facts.Role),
        Authorised = facts.IsApproved,
        Inside = site.IsOurs(facts.Server.Address),
        AskedBy = AskedBy(facts, census, site),
        Clients = use.Traffic.Users.Length,
        TopClients = [.. use.Traffic.Users.Take(TopClients).Select(user => HostileText.Address(user.Client))],
        Users = [.. use.Traffic.Users.Take(TopClients).Select(user => new TriageServerUser(HostileText.Address(user.Client), user.Queries))],
        Queries = use.Traffic.Queries,
        Answers = use.Traffic.Responses,
        FirstSeen = use.Traffic.First,
        LastSeen = use.Traffic.Last,
        Reasons = facts.Reasons,
    };
}
