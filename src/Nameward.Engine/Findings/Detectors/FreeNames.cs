using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A zone that is a name which anybody gets at no cost: of dynamic DNS, of a tunnel service, of a free registry, of a hoster. Bits are log2 of how much more often the zones of
/// adversaries are such names than ordinary zones are. Counted in published lists of malware's zones and in popular and recorded ordinary zones: dynamic DNS 15 of 806 and 38 of
/// 47,261, from which with 95 % confidence on either side at least 10 times as often follows (3.4 bits), capped at 2, because what people have at home is rare among popular zones.
/// Tunnels (2 of 806 and none) and free registries (1 and none) are too few to measure: one bit each, a model. Hosting (1 of 806 and 41 of 47,261, 29 of 4,792 popular ones) speaks for nothing. Innocent
/// use is common: cameras, home servers, developers. What is named in the zone of a provider whom the public suffix list does not part from its customers is the provider's
/// zone as a whole: that somebody asks it then says less of the one customer, and is worth half.
/// </summary>
sealed class FreeNames : IDetector<Pair>, IDetector<Beacon>
{
    const double DynamicBits = 2, TunnelBits = 1, NameBits = 1;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "free-names",
        Title = "a name that anybody gets at no cost",
        Techniques = ["T1568", "T1583.001"],
        Triggers =
        [
            new("dynamic-dns", Family.Provider,
                $"The zone is of a provider of dynamic DNS that the program or the site file (zones.dynamic) knows. {DynamicBits} bits; half where all customers of the provider are one zone.", BitRange.UpTo(DynamicBits)),
            new("free-tunnel", Family.Provider, $"The same of a service that leads through itself to hosts behind a firewall: {TunnelBits} bit or half of it, a model.", BitRange.UpTo(TunnelBits)),
            new("free-name", Family.Provider, $"The same of a registry that gives names with name servers of one's own: {NameBits} bit or half of it, a model.", BitRange.UpTo(NameBits)),
            new("free-hosting", Family.Provider, "The same of a hoster of content. It is told and weighs nothing: ordinary zones are such names about as often as those of malware.", BitRange.UpTo(0)),
        ],
        Harmless = "cameras, network storage and routers whose makers give them such names; servers at home; developers who show their work",
        Blind = "domains that an adversary buys or takes over, and providers that no list names: members of some share thousands of domains of their own; where a provider's customers are one zone, what others of them are asked hides that one host alone asks a name of it",
        Verify =
        [
            "Who asks, and what for? Find the process (Sysmon event 22, the EDR's DNS event): a camera's program or a developer's tool explains itself.",
            "See whether the address behind the name changes, in the answers of the evidence (nameward profile ZONE PATH) or in passive DNS: that is what dynamic DNS is for.",
            "Search the names and addresses in what the provider's abuse desk and others publish; do not ask for the name from your own network.",
            "Innocent if an owner of the device, of the home server or of the test is found. By itself it is no reason for anything.",
        ],
        Respond = new(
            Response.ToAChannel.Preserve,
            "Refuse the one name; refuse the provider's suffix as a whole only where nobody of the site needs it.",
            "Report the name to the provider's abuse desk, and ask who holds it since when."),
        Sources = ["src/Nameward.Engine/Findings/Data/free-providers.txt (each line names the provider)", "attack.mitre.org/techniques/T1568", "attack.mitre.org/techniques/T1583/001"],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals) => Judge(subject.Zones, scene, signals);

    /// <inheritdoc/>
    public void Judge(Beacon subject, Scene scene, ICollection<Signal> signals) => Judge(subject.Zones, scene, signals);

    // Of zones that are weighed together the first counts that weighs most: the others are no independent evidence.
    void Judge(ImmutableArray<byte[]> zones, Scene scene, ICollection<Signal> signals)
    {
        (FreeProvider? Provider, byte[]? Zone, double Bits) most = default;
        foreach (var zone in zones)
        {
            if (FreeProviders.Of(zone, scene) is { } provider && (most.Provider is null || BitsOf(provider) > most.Bits))
            {
                most = (provider, zone, BitsOf(provider));
            }
        }
        if (most is ({ } found, { } named, var bits))
        {
            signals.Add(Signal.Alike(Info, SignalOf(found.Kind), Family.Provider, 1, 0, bits, () => Say(found, named)));
        }
    }

    static double BitsOf(FreeProvider provider) => (provider.IsWhole ? 0.5 : 1) * provider.Kind switch
    {
        FreeKind.DynamicDns => DynamicBits,
        FreeKind.Tunnel => TunnelBits,
        FreeKind.FreeName => NameBits,
        _ => 0,
    };

    static string SignalOf(FreeKind kind) => kind switch
    {
        FreeKind.DynamicDns => "dynamic-dns",
        FreeKind.Tunnel => "free-tunnel",
        FreeKind.FreeName => "free-name",
        _ => "free-hosting",
    };

    static Sentence Say(FreeProvider provider, byte[] zone) => provider.IsWhole
        ? Sentence.Of($"{HostileText.Name(zone)} is {provider.Words} as a whole, with all its customers")
        : Sentence.Of($"{HostileText.Name(zone)} is a name of {provider.Words}");
}
