using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>Finds the clients that ask servers outside, around the resolvers that many use: one finding for each client, whatever the number of servers.</summary>
static class HostJudge
{
    /// <summary>Most hosts that are told; the busiest.</summary>
    const int MostHosts = 20;

    /// <summary>The weighed hosts, in order. It is never graver than low: who asks whom is for the site to allow.</summary>
    /// <param name="scene">What was seen.</param>
    /// <param name="only">Where given, this host alone, however little it does.</param>
    public static ImmutableArray<Weighing> Judge(Scene scene, Address? only = null)
    {
        if (!scene.Census.UsedByMany.Any(server => scene.Site.IsOurs(server.Server.Address)))
        {
            return [];
        }
        var hosts = scene.Census.Clients.Where(client => scene.Site.IsOurs(client) && !scene.Census.IsServer(client)).Select(client => HostOf(client, scene)).Where(host => !host.Around.IsEmpty).ToList();
        return [.. hosts.Where(host => only is null || host.Client == only).OrderByDescending(host => host.Around.Sum(use => Math.Max(use.Use.Queries, use.Use.Responses))).ThenBy(host => host.Client).Take(MostHosts)
            .Select(host => Weigh(host with { Others = hosts.Count - 1 }, scene))];
    }

    static Host HostOf(Address client, Scene scene) =>
        new(client, [.. scene.Census.ByClient[client].Where(use => (use.Server.IsAnswering || use.Server.LeavesOpen) && IsOutside(use.Server.Server, scene))], 0);

    static bool IsOutside(Endpoint server, Scene scene) => !scene.Site.IsOurs(server.Address) && !server.Address.IsMulticast && scene.Site.IsApproved(server.Address) != true;

    static Weighing Weigh(Host host, Scene scene)
    {
        var weighing = Weighing.Of(host, scene.ServerPrior(scene.Census.Clients.Length), DetectorList.OfHosts, scene);
        return weighing.Level > Level.Low ? weighing with { Level = Level.Low } : weighing;
    }
}
