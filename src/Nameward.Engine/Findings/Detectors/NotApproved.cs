using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A server that answers and that the site's list of approved servers does not hold. Servers that only approved ones ask are their business, as every
/// authoritative server on the Internet is; so are those that hosts of others ask.
/// </summary>
sealed class NotApproved : IDetector<Server>
{
    const double FactBits = 20;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "not-approved",
        Title = "a DNS server outside the site's list of approved ones",
        Techniques = ["T1583.002"],
        Triggers =
        [
            new("not-on-the-list", Family.Approval,
                "The site file lists approved servers, and another one answers clients of the site that are no approved servers themselves. Servers of the link and of the host itself are left out. A fact that settles.",
                BitRange.Always(FactBits)) { Settles = true },
        ],
        Harmless = "a server that the list forgot",
        Blind = "servers that no evidence shows answering; DNS inside HTTPS; in flows alone, what answers on a port of DNS is taken for a DNS server",
        Verify =
        [
            "Compare with the list: a second address, an IPv6 address or a new resolver that nobody wrote down? nameward census PATH --write-site proposes the list anew.",
            "See who uses it, since when, and what told them: DHCP, VPN, by hand, a program.",
            "Look up who holds the address, and compare its answers with those of an approved resolver.",
            "Innocent if the owner of the resolvers confirms it: add it to the list, and run again.",
        ],
        Respond = Response.ToAServer,
        Sources = ["docs/site-file.md (servers)", "attack.mitre.org/techniques/T1583/002"],
    };

    /// <inheritdoc/>
    public void Judge(Server subject, Scene scene, ICollection<Signal> signals)
    {
        var facts = subject.Facts;
        if (subject.Client is not null || facts.IsApproved != false || !facts.IsAnswering || facts.Role is ServerRole.Multicast or ServerRole.StubListener)
        {
            return;
        }
        if (!facts.ShowsMessages && !IsPlainlyDns(facts))
        {
            return;
        }
        var isOurs = scene.Site.IsOurs(facts.Server.Address);
        var users = facts.Users.Count(user => scene.Site.IsApproved(user.Client) != true && (isOurs || scene.Site.IsOurs(user.Client)));
        if (users == 0 && !(facts.WritesALog && facts.Users.IsEmpty))
        {
            return;
        }
        signals.Add(new()
        {
            Id = "not-on-the-list",
            Detector = Info.Id,
            Family = Family.Approval,
            Value = users,
            Baseline = 0,
            AsBrowsing = Bits.Of(FactBits),
            AsLookUps = Bits.Of(FactBits),
            Settles = true,
            Say = () => Sentence.Of($"it answers {Quantity.Of(users, "client")}{(facts.ShowsMessages ? "" : $" on port {facts.Server.Port} (flows alone are seen)")} and is not among the approved servers{(facts.Operator is { } name ? $"; it is a public resolver of {name}" : "")}"),
            Title = Sentence.Of($"{facts.Name}: a DNS server that is not approved"),
        });
    }

    /// <summary>Where messages are not seen: who answers on a port of DNS is taken for a DNS server; on 443 it may be any service of the same operator.</summary>
    static bool IsPlainlyDns(ServerFacts facts) => facts.ByTransport.Any(use => use.Transport != Transport.Https);
}
