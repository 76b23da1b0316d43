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
    public DetectorInfo Info { get; } = new("foreign-resolver", "a resolver outside, of nobody known, where the network has its own", ["T1583.002"],
        "the resolver of a provider, a partner or a product; a resolver of the organisation at another place",
        "resolvers that well-known operators run; networks without a resolver inside");

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
