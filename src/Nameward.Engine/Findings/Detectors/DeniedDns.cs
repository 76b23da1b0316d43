using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A client that a firewall keeps from a DNS server outside. Devices that have a public resolver built in are stopped everywhere, and count for nothing; a server of nobody
/// known is worth three bits, and one more each time that the tries double from four on, to five: a setting that somebody made, or malware that has its server built in.
/// </summary>
sealed class DeniedDns : IDetector<Conversations>
{
    const double FirstBits = 3, MostBits = 5;
    const long FewestTries = 2, UsualTries = 4;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "denied-dns",
        Title = "a client that a firewall keeps from a DNS server outside",
        Techniques = ["T1071.004"],
        Triggers =
        [
            new("denied", Family.Approval, $"A firewall stopped {FewestTries} conversations or more with a server outside that is no well-known public resolver: {FirstBits:F0} bits, and log2 of how often over {UsualTries}.", BitRange.UpTo(MostBits)),
        ],
        Harmless = "the resolver of another network that a laptop remembers; a product with a resolver of its own; scanners",
        Blind = "firewalls that drop without a log; public resolvers",
        Verify =
        [
            "Read the rule that stopped it, in the records of the finding, and whether it is meant to stop it.",
            "Look up who holds the address (RDAP): the provider of a home line, a vendor, a hoster of rented machines?",
            "Find the process or the setting on the client: Sysmon event 3, Get-DnsClientServerAddress, resolvectl status.",
            "Innocent if it is the setting of another network or of a known product; the client has the wrong setting all the same.",
        ],
        Respond = Response.ToAServer,
        Sources = ["CIS Controls 8.1, safeguard 4.9 (trusted DNS servers)", "attack.mitre.org/techniques/T1071/004"],
    };

    /// <inheritdoc/>
    public void Judge(Conversations subject, Scene scene, ICollection<Signal> signals)
    {
        var denied = subject.Measures.Denied;
        var name = PublicResolvers.OperatorOf(subject.Server.Address);
        var counts = denied >= FewestTries && name is null && !subject.IsElsewhere && !scene.Site.IsOurs(subject.Server.Address) && !subject.Server.Address.IsMulticast;
        signals.Add(Signal.Alike(Info, "denied", Family.Approval, denied, 0, counts ? Math.Min(MostBits, FirstBits + Math.Max(0, Math.Log2(denied / (double)UsualTries))) : 0,
            () => denied == 0 ? Sentence.Of("no firewall is seen to stop it") : Sentence.Of($"a firewall stopped it {Quantity.Of(denied, "time")}{(name is null ? "" : $"; it is a public resolver of {name}")}"),
            Sentence.Of($"{subject.Client} is kept from {subject.Server.Address} port {subject.Server.Port}, a DNS server outside")));
    }
}
