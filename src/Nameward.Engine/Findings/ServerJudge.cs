using System.Collections.Immutable;

namespace Nameward.Engine.Findings;

/// <summary>Weighs every DNS server of the census, and what servers do to one client alone: one weighing for each server, whatever the number of packets.</summary>
sealed class ServerJudge(Scene scene)
{
    ImmutableArray<Contradictions> Contradictions => field.IsDefault ? field = [.. new AnswerComparison(scene.Seen, scene.Census).All()] : field;

    /// <summary>The weighed servers of at least <paramref name="from"/> bits, or that a fact settles; gravest first.</summary>
    /// <param name="from">The line.</param>
    /// <param name="channels">Channels, of which those that escalate have their far ends told with them.</param>
    public ImmutableArray<Weighing> Judge(Bits from, IEnumerable<Weighing> channels)
    {
        return [.. All(channels).Select(Weigh).Where(weighing => weighing.Level >= Level.High || (weighing.Sum >= from && IsMoreThanRare(weighing)))
            .OrderByDescending(weighing => weighing.Level).ThenByDescending(weighing => weighing.Sum)
            .ThenBy(weighing => ((Server)weighing.Subject).Facts.Server.Address).ThenBy(weighing => ((Server)weighing.Subject).Facts.Server.Port)];
    }

    /// <summary>The servers that somebody asks about, and what servers do to the client alone that somebody asks about; weighed, whatever they come to.</summary>
    public IEnumerable<Weighing> About(Inquiry inquiry, IEnumerable<Weighing> channels) => All(channels).Where(inquiry.Concerns).Select(Weigh);

    /// <summary>The servers at the far ends of those channels that escalate, weighed; in the order of the census.</summary>
    public ImmutableArray<Weighing> EndsOf(IEnumerable<Weighing> channels) => [.. Servers(channels).Where(server => !server.Channels.IsEmpty).Select(Weigh)];

    IEnumerable<Server> All(IEnumerable<Weighing> channels) =>
        Servers(channels).Concat(Contradictions.Where(found => found.Client is not null).Select(found => new Server(found.Server, found.Client, found, [])));

    IEnumerable<Server> Servers(IEnumerable<Weighing> channels)
    {
        var contradictions = Contradictions.Where(found => found.Client is null).ToDictionary(found => found.Server.Server);
        var ends = channels.Where(channel => channel.Level >= Level.High).ToLookup(channel => ChannelEnd.Of((Pair)channel.Subject, scene));
        return scene.Census.Servers.Where(server => server.IsAnswering)
            .Select(facts => new Server(facts, null, contradictions.GetValueOrDefault(facts.Server), [.. ends[facts.Server]]));
    }

    /// <summary>That nobody else uses a server is no finding by itself: something must be the matter with it.</summary>
    static bool IsMoreThanRare(Weighing weighing) => weighing.Signals.Any(signal => signal.Family != Family.Population && signal.AsBrowsing > Bits.Zero);

    /// <summary>
    /// Without the site's word, only four things make a server unauthorised: contradicting answers, a change to it, a channel that ends there, a host that
    /// begins to answer. How rare it is, and where it lies, is to be watched at most.
    /// </summary>
    static Weighing Capped(Weighing weighing) =>
        weighing.Level >= Level.High && !weighing.Signals.Any(signal => signal.Settles || (signal.Family is Family.Answers or Family.Change && signal.AsBrowsing > Bits.Zero))
            ? weighing with { Level = Level.Medium } : weighing;

    Weighing Weigh(Server server) => Capped(Weighing.Of(server, scene.ServerPrior(server.Client is null ? scene.Census.Judged : scene.Census.Uses), DetectorList.OfServers, scene));
}
