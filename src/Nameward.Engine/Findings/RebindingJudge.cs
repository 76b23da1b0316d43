using System.Collections.Immutable;

namespace Nameward.Engine.Findings;

/// <summary>Weighs the clients and zones of which names turned from public addresses to inside ones: each day by itself, the gravest counts.</summary>
/// <param name="scene">What was seen.</param>
sealed class RebindingJudge(Scene scene)
{
    /// <summary>Those of at least <paramref name="from"/> bits, gravest first. By itself it is at most to be watched: nobody knows what the page did with it.</summary>
    public ImmutableArray<Weighing> Judge(Bits from)
    {
        var answers = new InwardAnswers(scene);
        var turned = answers.Turned();
        var crowd = answers.CrowdOf(turned);
        return [.. turned.Select(key => Weigh(key, crowd)).Where(weighing => weighing.Sum >= from)
            .GroupBy(weighing => (((Rebinding)weighing.Subject).Client, Observations.WireName.ToText(((Rebinding)weighing.Subject).Zone))).Select(pair => pair.MaxBy(weighing => weighing.Sum)!)
            .OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Rebinding)weighing.Subject).Client).ThenBy(weighing => ((Rebinding)weighing.Subject).Zone, ByteOrder.Instance)];
    }

    Weighing Weigh(TurnedKey key, InwardCrowd crowd)
    {
        var quickest = Rebinding.QuickestOf(key.Turns);
        var rebinding = new Rebinding(key.Client, key.Zone.Name, [.. key.Turns], crowd.OtherZones(quickest.Inside, key.Zone.Hash), crowd.OnlyInside(key.Zone.Hash), key.Segments);
        return Weighing.Of(rebinding, scene.ClientPrior, DetectorList.OfRebindings, scene).AtMost(Level.Medium);
    }
}
