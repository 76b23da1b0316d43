using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A stub whose server changes midway to one that no other client uses and that is no well-known public resolver: its spells of look-ups at the new server
/// lie together, and the usual resolver is hardly asked meanwhile. The chance of such an order is counted (<see cref="Arrangements"/>), 12 bits at most.
/// </summary>
sealed class ChangedServer : IDetector<Server>
{
    const double MostBits = 12;
    const double HardlyElse = 0.8;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "changed-server",
        Title = "a client whose DNS server changes to one that nobody else uses",
        Techniques = ["T1583.002", "T1557"],
        Triggers =
        [
            new("changed", Family.Change,
                $"One client alone uses the server, which is no well-known public one; while it does, {HardlyElse:P0} of its spells of look-ups or more go there, and before or after it used a resolver of many. "
                + "Bits: how improbable it is that the spells lie together so closely.",
                BitRange.UpTo(MostBits)),
        ],
        Harmless = "one host that joins a private network by VPN; somebody who tries another resolver",
        Blind = "a change before the evidence begins; a change of all clients at once",
        Verify =
        [
            "Read the client's setting: Get-DnsClientServerAddress and Get-DnsClientNrptRule on Windows, resolvectl status or /etc/resolv.conf on Linux, scutil --dns on macOS.",
            "Find what set it: registry values NameServer and DhcpNameServer below Tcpip\\Parameters\\Interfaces (Sysmon event 13), the DHCP lease, the VPN's log.",
            "Compare the answers of the new server with those of the usual one for the names of the evidence; contradictions are told as a signal of their own.",
            "Innocent if a VPN or a change with a ticket explains the time at which it began.",
        ],
        Respond = Response.ToAServer,
        Sources = ["exchangeability: all orders of the spells are equally likely (Findings/Arrangements.cs)", "attack.mitre.org/techniques/T1583/002"],
    };

    /// <inheritdoc/>
    public void Judge(Server subject, Scene scene, ICollection<Signal> signals)
    {
        var facts = subject.Facts;
        if (subject.Client is not null || facts.Role == ServerRole.Multicast || facts.Operator is not null || facts.Users is not [var user] || scene.Census.IsServer(user.Client))
        {
            return;
        }
        var usual = scene.Census.ByClient[user.Client].Where(use => scene.Census.IsUsedByMany(use.Server.Server)).ToList();
        var order = Arrangements.Of(user.Seconds, usual.Select(use => use.Use.Seconds));
        if (usual.Count == 0 || order.Before + order.After == 0 || order.Its < HardlyElse * (order.Its + order.Between))
        {
            return;
        }
        var bits = Bits.Of(Math.Min(MostBits, order.BitsOfLyingTogether));
        signals.Add(new()
        {
            Id = "changed",
            Detector = Info.Id,
            Family = Family.Change,
            Value = order.Its,
            Baseline = order.Between,
            AsBrowsing = bits,
            AsLookUps = bits,
            Say = () => Sentence.Of($"{user.Client} asked {usual[0].Server.Name} before or after, and for {Quantity.Of(order.Its, "spell")} of look-ups only this server{Meanwhile(order)}"),
            Title = Sentence.Of($"{user.Client} changed its DNS server to {facts.Name}, which nobody else uses"),
        });
    }

    static string Meanwhile(Arrangements order) => order.Between == 0 ? "" : $", {Quantity.Of(order.Between, "spell")} apart";
}
