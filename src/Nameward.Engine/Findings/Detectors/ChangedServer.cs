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
    public DetectorInfo Info { get; } = new("changed-server", "a client whose DNS server changes to one that nobody else uses", ["T1583.002", "T1557"],
        "one host that joins a private network by VPN; somebody who tries another resolver",
        "a change before the evidence begins; a change of all clients at once");

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
