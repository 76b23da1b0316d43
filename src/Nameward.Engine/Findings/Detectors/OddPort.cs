using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// DNS, told by its content, on a port that is not its own: stubs cannot be told another port by DHCP (RFC 2132) or router advertisements (RFC 8106), so
/// something was set up by hand or by a program.
/// </summary>
sealed class OddPort : IDetector<Server>
{
    const double PortBits = 4;
    const int DnsPort = 53;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "odd-port",
        Title = "DNS on a port that is not its own",
        Techniques = ["T1571", "T1583.002"],
        Triggers =
        [
            new("port", Family.Port, $"Messages that are DNS by their content are answered from another port than {DnsPort}; servers of the link and of the host itself are left out.", BitRange.Always(PortBits)),
        ],
        Harmless = "resolvers of containers and developers; look-up services of a product",
        Blind = "DNS inside TLS, HTTPS and QUIC",
        Verify =
        [
            "Find the process on the client that asks there: Sysmon event 3 for the address and port, or ss -unp on Linux.",
            "Find out what answers: inside, the listening process; outside, who holds the address (RDAP).",
            "Read what is asked: names of containers and services, or of the Internet?",
            "Innocent if a container platform, a developer's resolver or a documented product uses that port.",
        ],
        Respond = Response.ToAServer,
        Sources = ["RFC 2132 section 3.8, RFC 8106 section 5.1 (a server is told by its address alone)", "attack.mitre.org/techniques/T1571"],
    };

    /// <inheritdoc/>
    public void Judge(Server subject, Scene scene, ICollection<Signal> signals)
    {
        var facts = subject.Facts;
        if (subject.Client is not null || !facts.ShowsMessages || facts.Responses == 0 || facts.Role is ServerRole.Multicast or ServerRole.StubListener || facts.Server.Port is 0 or DnsPort)
        {
            return;
        }
        signals.Add(new()
        {
            Id = "port",
            Detector = Info.Id,
            Family = Family.Port,
            Value = facts.Server.Port,
            Baseline = DnsPort,
            AsBrowsing = Bits.Of(PortBits),
            AsLookUps = Bits.Of(PortBits),
            Say = () => Sentence.Of($"it answers DNS on port {facts.Server.Port}"),
            Title = Sentence.Of($"{facts.Name}: DNS on a port that is not its own"),
        });
    }
}
