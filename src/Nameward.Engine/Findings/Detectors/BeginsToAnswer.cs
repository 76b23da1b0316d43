using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A host inside that was only a client and begins to answer others: a hotspot, a DHCP server that names itself, malware that serves its neighbours. For
/// each of its users, the spells of look-ups before its first answer went elsewhere; if it had been one of their servers all along, the chance
/// of that is counted (<see cref="Arrangements"/>), 12 bits at most. That it is a client itself is as rare as servers are among clients here.
/// </summary>
sealed class BeginsToAnswer : IDetector<Server>
{
    const double MostBits = 12;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "begins-to-answer",
        Title = "a host inside that was only a client and begins to answer others",
        Techniques = ["T1557", "T1584.002"],
        Triggers =
        [
            new("begins", Family.Change,
                "A host of the site that asked before answers others from some moment on. Bits: how improbable it is that none of its users' earlier spells of look-ups went to it, had it been one of their servers all along.",
                BitRange.UpTo(MostBits)),
            new("was-a-client", Family.Population, "The same host. Bits: log2((other clients + 2) / (those of them that answer anybody + 1/2)), the resolvers of many left out.", BitRange.Open),
        ],
        Harmless = "a resolver that was put into service; a hotspot or a virtual machine host that somebody switched on",
        Blind = "hosts that answered before the evidence begins; users who asked nobody before",
        Verify =
        [
            "Find out what the host is: DHCP lease, asset list, MAC address, the user's name.",
            "See what listens on port 53 there: ss -lunp on Linux; Get-NetUDPEndpoint -LocalPort 53 with its process on Windows (Internet Connection Sharing, WSL and Hyper-V listen too).",
            "Look for DHCP or router advertisements from it (ports 67 and 68, ICMPv6 type 134 with RDNSS): that is how neighbours come to ask it.",
            "Compare its answers with those of the usual resolver for the same names.",
            "Innocent if a change put a resolver into service, or if its users are its own virtual machines or tethered devices.",
        ],
        Respond = Response.ToAServer,
        Sources = ["RFC 2132 section 3.8, RFC 8106 (how clients learn of a server)", "attack.mitre.org/techniques/T1557"],
    };

    /// <inheritdoc/>
    public void Judge(Server subject, Scene scene, ICollection<Signal> signals)
    {
        var facts = subject.Facts;
        if (subject.Client is not null || facts.Role == ServerRole.Multicast || facts.Responses == 0 || facts.First is not { } first || !scene.Site.IsOurs(facts.Server.Address) || AskedBefore(facts, scene, first) == 0)
        {
            return;
        }
        var second = ServerUse.SecondOf(first);
        var (bits, silent) = (0.0, 0);
        foreach (var user in facts.Users.Where(user => user.Client != facts.Server.Address))
        {
            var order = Arrangements.Of(user.Seconds, scene.Census.ByClient[user.Client].Where(use => use.Server.Server != facts.Server).Select(use => use.Use.Seconds));
            var before = Math.Min(order.CountBefore(second), order.Before);
            bits += order.BitsOfSilence(before);
            silent += before;
        }
        if (silent == 0)
        {
            return;
        }
        // The resolvers that many use ask too; they are not of the kind that a workstation is.
        var others = scene.Census.Clients.Where(client => client != facts.Server.Address && !scene.Census.UsedByMany.Any(server => server.Server.Address == client)).ToList();
        var relays = others.Count(scene.Census.IsServer);
        Add(signals, "begins", Family.Change, Math.Min(MostBits, bits), silent,
            Sentence.Of($"none of the {Quantity.Of(silent, "spell")} of look-ups before {first:HH:mm:ss} that its users made went to it"), facts);
        Add(signals, "was-a-client", Family.Population, Math.Log2((others.Count + 2) / (relays + 0.5)), AskedBefore(facts, scene, first),
            Sentence.Of($"until then it only asked; {relays} of the other {Quantity.Of(others.Count, "client")} answer anybody"), facts);
    }

    void Add(ICollection<Signal> signals, string id, Family family, double bits, double value, Sentence text, ServerFacts facts) => signals.Add(new()
    {
        Id = id,
        Detector = Info.Id,
        Family = family,
        Value = value,
        Baseline = null,
        AsBrowsing = Bits.Of(bits),
        AsLookUps = Bits.Of(bits),
        Say = () => text,
        Title = Sentence.Of($"{facts.Name}: a host that was a client and began to answer DNS"),
    });

    static int AskedBefore(ServerFacts facts, Scene scene, DateTime first) =>
        scene.Census.ByClient[facts.Server.Address].Count(use => use.Server.Server.Address != facts.Server.Address && use.Use.First < first);
}
