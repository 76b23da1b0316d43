using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>
/// Makes one of what is one channel: a resolver, a forwarder or a host's own log shows the same look-ups again, under another address or under none. What is
/// seen of whoever asks for others is told with the finding of the client itself; where that is not weighed, the client is named all the same.
/// </summary>
sealed class SameLookUps(Scene scene)
{
    /// <summary>
    /// The part of what a repeater asked in the zones of a channel that must be known clients', for its own finding to say no more than theirs. A resolver that
    /// minimises names asks one more for each label of them (RFC 9156 section 2.3), so that less than half of what it asks may be what it was asked.
    /// </summary>
    const double EnoughOfIt = 0.25;

    /// <summary>The channels, each once, with who is seen behind it or in front of it.</summary>
    public ImmutableArray<Weighing> Join(ImmutableArray<Weighing> channels)
    {
        if (!channels.Any(channel => channel.Subject is Pair { Scatter: null } pair && MayBeSeenAgain(pair)))
        {
            return channels;
        }
        var joined = ImmutableArray.CreateBuilder<Weighing>(channels.Length);
        var behind = new List<Pair>();
        foreach (var channel in channels)
        {
            if (channel.Subject is not Pair { Scatter: null } pair || !MayBeSeenAgain(pair))
            {
                joined.Add(channel);
            }
            else if (With(pair, new(scene.Seen, pair.Zones)) is var known && !IsTold(known, channels))
            {
                joined.Add(channel with { Subject = known });
            }
            else
            {
                behind.Add(known);
            }
        }
        return [.. joined.Select(channel => channel.Subject is Pair { Repeaters.IsEmpty: false } asker ? channel with { Subject = asker with { Behind = [.. behind.Where(other => IsBehind(asker, other))] } } : channel)];
    }

    static bool IsBehind(Pair asker, Pair other) => asker.Repeaters.Any(repeater => repeater.Repeater == other.Client) && SharesZone(asker, other);

    static bool SharesZone(Pair one, Pair other) => one.Zones.Any(zone => other.Zones.Any(another => another.AsSpan().SequenceEqual(zone)));

    bool MayBeSeenAgain(Pair pair) => pair.Client.IsNone || scene.Seen.IsRelay(pair.Client) || scene.Seen.Echoes.IsIterative(pair.Client)
        || scene.Seen.Echoes.All.Any(echo => echo.Asker == pair.Client || echo.Repeater == pair.Client);

    Pair With(Pair pair, ZoneViews views)
    {
        var echoes = scene.Seen.Echoes;
        var known = pair with
        {
            Askers = [.. views.Clients.Where(asker => echoes.MayAskFor(pair.Client, asker)).Select(asker => views.Between(asker, pair.Client)).OfType<Stitch>().OrderByDescending(stitch => stitch.Agreed)],
            Repeaters = [.. views.Clients.Where(repeater => echoes.MayAskFor(repeater, pair.Client)).Select(repeater => views.Between(pair.Client, repeater)).OfType<Stitch>().OrderByDescending(stitch => stitch.Agreed)],
        };
        return known with { AsksForUnseen = known.Askers.IsEmpty && !pair.Client.IsNone && (echoes.IsIterative(pair.Client) || scene.Seen.IsRelay(pair.Client)) };
    }

    /// <summary>Whether the channels of those that asked tell all of it.</summary>
    static bool IsTold(Pair pair, ImmutableArray<Weighing> channels)
    {
        bool HasOwn(Address client) => channels.Any(other => other.Subject is Pair own && own.Client == client && SharesZone(own, pair));
        return pair.Askers.Where(asker => HasOwn(asker.Asker)).Sum(asker => asker.Part) >= EnoughOfIt;
    }
}
