using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Who else asks the zone. A service has customers: where m other clients say at least a quarter as much there, min(8, 2 log2(1 + m)) bits speak
/// against a channel. Where no other client asks the zone at all, min(3, log2 C) bits speak for one among C clients: nothing in a fleet of one.
/// </summary>
sealed class SoleAsker : IDetector<Pair>
{
    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("sole-asker", "a zone that nobody else asks", ["T1071.004"],
        "one person's hobby; the only host with a product; evidence that was cut to one host",
        "a channel used by many hosts at once");

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var bits = Bits.Of(m.OtherClients == 0 ? Math.Min(3, Math.Log2(Math.Max(1, scene.Seen.Clients))) : -Math.Min(8, 2 * Math.Log2(1 + m.Crowd)));
        signals.Add(new()
        {
            Id = m.OtherClients == 0 ? "one-client" : "crowd",
            Detector = Info.Id,
            Family = Family.Population,
            Value = m.OtherClients + 1,
            Baseline = null,
            AsBrowsing = bits,
            AsLookUps = bits,
            Say = () => m.OtherClients == 0
                ? Sentence.Of($"1 of {Quantity.Of(scene.Seen.Clients, "client")} asks it")
                : Sentence.Of($"{m.OtherClients + 1} of {Quantity.Of(scene.Seen.Clients, "client")} ask it; {m.Crowd} others say a quarter as much or more"),
        });
    }
}
