using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A resolver outside that looks names up for a host inside, and that is none of the well-known public ones, though this network has resolvers of its
/// own: three bits, for those who choose a resolver themselves choose a known one seven times in eight.
/// </summary>
sealed class ForeignResolver : IDetector<Server>
{
    const double UnknownBits = 3;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "foreign-resolver",
        Title = "a resolver outside, of nobody known, where the network has its own",
        Techniques = ["T1583.002"],
        Triggers =
        [
            new("unknown-resolver", Family.Rarity,
                "A server outside, neither approved nor of a well-known operator, looks names up for a host of the site (it offers recursion or forwards), though a resolver of many is inside.",
                BitRange.Always(UnknownBits)),
        ],
        Harmless = "the resolver of a provider, a partner or a product; a resolver of the organisation at another place",
        Blind = "resolvers that well-known operators run; networks without a resolver inside",
        Verify =
        [
            "Look up who holds the address (RDAP): the provider of the line, a partner, a hoster of rented machines?",
            "Ask who uses it in the census, since when, and what set it there: DHCP, VPN, by hand, a program.",
            "Compare its answers for some names of the evidence with those of the usual resolver.",
            "Innocent if the provider, a partner or a site of the organisation runs it: put it on the list of approved servers.",
        ],
        Respond = Response.ToAServer,
        Sources = ["RFC 1035 section 4.1.1 (RA)", "Dagon et al., NDSS 2008", "attack.mitre.org/techniques/T1583/002"],
    };

    /// <inheritdoc/>
    public void Judge(Server subject, Scene scene, ICollection<Signal> signals)
    {
        var facts = subject.Facts;
        if (subject.Client is not null || facts.Role is not (ServerRole.Recursive or ServerRole.Forwarder) || scene.Site.IsOurs(facts.Server.Address) || facts.IsApproved == true
            || !facts.Users.Any(user => scene.Site.IsOurs(user.Client)) || !scene.Census.UsedByMany.Any(server => scene.Site.IsOurs(server.Server.Address)))
        {
            return;
        }
        signals.Add(new()
        {
            Id = "unknown-resolver",
            Detector = Info.Id,
            Family = Family.Rarity,
            Value = null,
            Baseline = null,
            AsBrowsing = Bits.Of(UnknownBits),
            AsLookUps = Bits.Of(UnknownBits),
            Say = () => Sentence.Of("it looks names up for hosts inside, lies outside, and is no well-known public resolver"),
            Title = Sentence.Of($"{facts.Name}: a resolver outside that is none of the well-known ones"),
        });
    }
}
