using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// DNS, told by its content, on a port that is not its own: stubs cannot be told another port by DHCP (RFC 2132) or router advertisements (RFC 8106), so
/// something was set up by hand or by a program.
/// </summary>
sealed class OddPort : IDetector<Server>
{
    const double PortBits = 4;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("odd-port", "DNS on a port that is not its own", ["T1571", "T1583.002"],
        "resolvers of containers and developers; look-up services of a product",
        "DNS inside TLS, HTTPS and QUIC");

    /// <inheritdoc/>
    public void Judge(Server subject, Scene scene, ICollection<Signal> signals)
    {
        var facts = subject.Facts;
        if (subject.Client is not null || facts.Responses == 0 || facts.Role is ServerRole.Multicast or ServerRole.StubListener || facts.Server.Port is 0 or 53)
        {
            return;
        }
        signals.Add(new()
        {
            Id = "port",
            Detector = Info.Id,
            Family = Family.Port,
            Value = facts.Server.Port,
            Baseline = 53,
            AsBrowsing = Bits.Of(PortBits),
            AsLookUps = Bits.Of(PortBits),
            Say = () => Sentence.Of($"it answers DNS on port {facts.Server.Port}"),
            Title = Sentence.Of($"{facts.Name}: DNS on a port that is not its own"),
        });
    }
}
