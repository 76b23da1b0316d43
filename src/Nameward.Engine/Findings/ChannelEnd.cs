using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Whether the server that a channel's client asks is the adversary's own: it lies outside, the client asks it for hardly anything else, and it
/// never offers recursion, as a resolver on the way would.
/// </summary>
static class ChannelEnd
{
    /// <summary>The part of its queries to a server that a client must send for the channel.</summary>
    public const double HardlyAnythingElse = 0.8;

    /// <summary>The part of the channel's queries that the server must have been asked at least: whoever walks down from the root asks the servers above once.</summary>
    public const double MostOfIt = 0.5;

    /// <summary>The server that ends the channel; null where the evidence shows none.</summary>
    public static Endpoint? Of(Pair pair, Scene scene)
    {
        foreach (var server in pair.Servers.Where(server => !server.Address.IsNone && !scene.Site.IsOurs(server.Address)))
        {
            var uses = scene.Seen.Servers.Where(use => use.Key.Client == pair.Client && use.Key.Server == server).ToList();
            var asked = uses.GroupBy(use => use.Key.Lane).Max(lane => lane.Sum(use => use.Use.Queries));
            var recursive = uses.Exists(use => use.Use.Recursive > 0) || uses.TrueForAll(use => use.Use.Headers == 0);
            if (!recursive && !IsOnTheWay(pair.Client, uses, scene) && pair.Measures.Queries >= HardlyAnythingElse * asked && asked >= MostOfIt * pair.Measures.Queries)
            {
                return server;
            }
        }
        return null;
    }

    /// <summary>What a channel leads to that goes by way of a resolver of which both sides are seen: the resolver, and the server that it asks for nothing else; null where the evidence shows none.</summary>
    public static (Address Resolver, Endpoint Server)? Behind(Pair pair, Scene scene)
    {
        foreach (var behind in pair.Behind)
        {
            if (Of(behind, scene) is { } server)
            {
                return (behind.Client, server);
            }
        }
        return null;
    }

    /// <summary>Whether a server only leads on: of one who walks down from the root himself, the servers above a zone answer without authority.</summary>
    static bool IsOnTheWay(Address client, List<ServerUseEntry> uses, Scene scene) =>
        scene.Seen.Echoes.IsIterative(client) && 2 * uses.Sum(use => use.Use.Authoritative) < uses.Sum(use => use.Use.Headers);
}
