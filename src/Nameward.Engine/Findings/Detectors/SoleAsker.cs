using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// Who else asks the zone. A service has customers: where m other clients say at least a quarter as much there, min(8, 2 log2(1 + m)) bits speak
/// against a channel. Where no other client asks the zone at all, min(3, log2 C) bits speak for one among C clients: nothing in a fleet of one.
/// </summary>
sealed class SoleAsker : IDetector<Pair>
{
    const double MostBits = 3, MostCrowdBits = 8;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "sole-asker",
        Title = "a zone that nobody else asks",
        Techniques = ["T1071.004"],
        HoldsWithoutZone = true,
        Triggers =
        [
            new("one-client", Family.Population, "No other client asks the zone: min(cap, log2 C) bits for one among C clients.", BitRange.UpTo(MostBits)),
            new("crowd", Family.Population, $"Others ask it, m of them with {PairMeasuring.CrowdShare:P0} of the up-bits or more: 2 log2(1 + m) bits against a channel.", new BitRange(-MostCrowdBits, 0)),
        ],
        Harmless = "one person's hobby; the only host with a product; evidence that was cut to one host",
        Blind = "a channel used by many hosts at once",
        Verify =
        [
            "Make sure that the evidence shows more than one client.",
            "Search the resolver's log of other days and places for the zone: who else asked, since when?",
            "Look the zone up in passive DNS or a list of popular sites, without asking it: does the world ask it?",
            "Innocent if it is one person's page or the host alone has the product that asks.",
        ],
        Respond = Response.ToAChannel,
        Sources = ["docs/decisions/0005-two-innocent-explanations.md", "Findings/ZoneFleet.cs (who counts as another client)"],
    };

    /// <inheritdoc/>
    public void Judge(Pair subject, Scene scene, ICollection<Signal> signals)
    {
        var m = subject.Measures;
        var bits = Bits.Of(m.OtherClients == 0 ? Math.Min(MostBits, Math.Log2(Math.Max(1, scene.Seen.Askers))) : -Math.Min(MostCrowdBits, 2 * Math.Log2(1 + m.Crowd)));
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
                ? Sentence.Of($"1 of {Quantity.Of(scene.Seen.Askers, "client")} asks it")
                : Sentence.Of($"{m.OtherClients + 1} of {Quantity.Of(scene.Seen.Askers, "client")} ask it; {m.Crowd} others say a quarter as much or more"),
        });
    }
}
