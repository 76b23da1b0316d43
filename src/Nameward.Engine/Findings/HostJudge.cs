using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>Finds the clients that ask servers outside, around the resolvers that many use: one finding for each client, whatever the number of servers.</summary>
static class HostJudge
{
    /// <summary>Most hosts that are told; the busiest.</summary>
    const int MostHosts = 20;

    /// <summary>The weighed hosts, in order. It is never graver than low: who asks whom is for the site to allow.</summary>
    public static ImmutableArray<Weighing> Judge(Scene scene) =>
        [.. scene.Census.Clients.Select(client => new Host(client, [.. Around(client, scene)])).Where(host => !host.Around.IsEmpty)
            .OrderByDescending(host => host.Around.Sum(use => use.Use.Queries)).ThenBy(host => host.Client).Take(MostHosts).Select(host => Weigh(host, scene))];

    /// <summary>The servers outside that a client of ours asks, though others here use resolvers that it could ask too.</summary>
    public static IEnumerable<ServerOfClient> Around(Address client, Scene scene)
    {
        var census = scene.Census;
        return census.UsedByMany.Any(server => scene.Site.IsOurs(server.Server.Address)) && scene.Site.IsOurs(client) && !census.IsServer(client)
            ? census.ByClient[client].Where(use => !scene.Site.IsOurs(use.Server.Server.Address) && use.Server.IsAnswering && use.Server.IsApproved != true)
            : [];
    }

    static Weighing Weigh(Host host, Scene scene)
    {
        var signals = new List<Signal>();
        foreach (var detector in DetectorList.OfHosts)
        {
            detector.Judge(host, scene, signals);
        }
        var weighing = Weighing.Of(host, scene.ServerPrior(scene.Census.Clients.Length), signals);
        return weighing.Level > Level.Low ? weighing with { Level = Level.Low } : weighing;
    }
}
