using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A server outside with which one client alone converses on a port of DNS: min(3, log2 C) bits among C clients, and nothing where it is a well-known public resolver. That it is none,
/// though a resolver of many is inside, is worth three more: those who choose a resolver themselves choose a known one seven times in eight.
/// </summary>
sealed class LoneConversation : IDetector<Conversations>
{
    const double MostBits = 3, UnknownBits = 3;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "lone-conversation",
        Title = "a DNS server outside with which one client alone converses",
        Techniques = ["T1583.002"],
        Triggers =
        [
            new("one-client", Family.Population, "One of C clients converses with a server outside that is no well-known public resolver: min(cap, log2 C) bits. By itself it makes no finding.", BitRange.UpTo(MostBits)),
            new("unknown-server", Family.Rarity, "The server is outside, of no well-known operator and not approved, on a port of DNS, though a resolver of many is inside.", BitRange.UpTo(UnknownBits)),
        ],
        Harmless = "the resolver of a provider, a partner or a product that one host has; a mail server or a monitor that asks authoritative servers itself",
        Blind = "servers that several clients were given; public resolvers",
        Verify =
        [
            "Look up who holds the address (RDAP), without asking it: a provider, a partner, a hoster of rented machines?",
            "Search flows of other days and places for the server.",
            "Find the process: Sysmon event 3 or the EDR's network event for the address and port.",
            "Innocent if the host is the only one with the product or the role that needs this server.",
        ],
        Respond = Response.ToAServer,
        Sources = ["Dagon et al., NDSS 2008", "attack.mitre.org/techniques/T1583/002"],
    };

    /// <inheritdoc/>
    public void Judge(Conversations subject, Scene scene, ICollection<Signal> signals)
    {
        var isOutside = !scene.Site.IsOurs(subject.Server.Address) && scene.Site.IsApproved(subject.Server.Address) != true;
        var clients = scene.Census.Clients.Length;
        var name = PublicResolvers.OperatorOf(subject.Server.Address);
        signals.Add(Signal.Alike(Info, "one-client", Family.Population, subject.Clients, clients, isOutside && name is null && subject.Clients == 1 ? Math.Min(MostBits, Math.Log2(Math.Max(1, clients))) : 0,
            () => Sentence.Of($"{subject.Clients} of {Quantity.Of(clients, "client")} {(subject.Clients == 1 ? "converses" : "converse")} with it")));
        var isUnknown = isOutside && !subject.IsElsewhere && name is null && scene.Census.UsedByMany.Any(server => scene.Site.IsOurs(server.Server.Address));
        signals.Add(Signal.Alike(Info, "unknown-server", Family.Rarity, isUnknown ? 1 : 0, null, isUnknown ? UnknownBits : 0,
            () => isUnknown ? Sentence.Of("it lies outside and is no well-known public resolver, though many use a resolver inside")
                : name is not null ? Sentence.Of($"it is a public resolver of {name}") : Sentence.Of("it is inside or approved, or the evidence shows no resolver of many inside")));
    }
}
