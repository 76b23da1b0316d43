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
    public DetectorInfo Info { get; } = new("not-approved", "a DNS server outside the site's list of approved ones", ["T1583.002"],
        "a server that the list forgot",
        "servers that no evidence shows answering; DNS inside TLS, HTTPS and QUIC");

    /// <inheritdoc/>
    public void Judge(Server subject, Scene scene, ICollection<Signal> signals)
    {
        var facts = subject.Facts;
        if (subject.Client is not null || facts.IsApproved != false || !facts.IsAnswering || facts.Role is ServerRole.Multicast or ServerRole.StubListener)
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
            Say = () => Sentence.Of($"it answers {Quantity.Of(users, "client")} and is not among the approved servers{(facts.Operator is { } name ? $"; it is a public resolver of {name}" : "")}"),
            Title = Sentence.Of($"{facts.Name}: a DNS server that is not approved"),
        });
    }
}
