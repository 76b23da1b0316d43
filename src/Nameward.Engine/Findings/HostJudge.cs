using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>Finds the clients that ask servers outside, around the resolvers that many use: one finding for each client, whatever the number of servers.</summary>
static class HostJudge
{
    /// <summary>Most hosts that are told; the busiest.</summary>
    const int MostHosts = 20;

    const int Many = 3;
    const ushort Dns = 53;

    /// <summary>The weighed hosts, in order. It is never graver than low: who asks whom is for the site to allow.</summary>
    /// <param name="scene">What was seen.</param>
    /// <param name="only">Where given, this host alone, however little it does.</param>
    public static ImmutableArray<Weighing> Judge(Scene scene, Address? only = null)
    {
        var flows = FlowsToServer.All(scene.Seen.Flows).ToLookup(flow => flow.Client);
        if (!HasResolverInside(scene, flows.SelectMany(client => client)))
        {
            return [];
        }
        var hosts = scene.Census.Clients.Concat(flows.Select(client => client.Key)).Distinct().Where(client => scene.Site.IsOurs(client) && !scene.Census.IsServer(client))
            .Select(client => HostOf(client, flows[client], scene)).Where(host => !host.Around.IsEmpty || !host.Flows.IsEmpty).ToList();
        return [.. hosts.Where(host => only is null || host.Client == only).OrderByDescending(host => host.Around.Sum(use => use.Use.Queries) + host.Flows.Sum(flow => flow.Flows)).ThenBy(host => host.Client).Take(MostHosts)
            .Select(host => Weigh(host with { Others = hosts.Count - 1 }, scene))];
    }

    /// <summary>Whether many use a resolver inside, so that it means something to ask elsewhere.</summary>
    static bool HasResolverInside(Scene scene, IEnumerable<FlowsToServer> flows) =>
        scene.Census.UsedByMany.Any(server => scene.Site.IsOurs(server.Server.Address))
        || flows.Where(flow => flow.Server.Port == Dns && scene.Site.IsOurs(flow.Server.Address)).GroupBy(flow => flow.Server).Any(server => server.Count() >= Many);

    static Host HostOf(Address client, IEnumerable<FlowsToServer> flows, Scene scene)
    {
        var around = scene.Census.ByClient[client].Where(use => use.Server.IsAnswering && IsOutside(use.Server.Server, scene)).ToImmutableArray();
        return new(client, around, [.. flows.Where(flow => IsOutside(flow.Server, scene) && !around.Any(use => use.Server.Server == flow.Server))], 0);
    }

    static bool IsOutside(Endpoint server, Scene scene) => !scene.Site.IsOurs(server.Address) && !server.Address.IsMulticast && scene.Site.IsApproved(server.Address) != true;

    static Weighing Weigh(Host host, Scene scene)
    {
        var weighing = Weighing.Of(host, scene.ServerPrior(scene.Census.Clients.Length), DetectorList.OfHosts, scene);
        return weighing.Level > Level.Low ? weighing with { Level = Level.Low } : weighing;
    }
}
