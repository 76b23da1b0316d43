using System.Collections.Immutable;

namespace Nameward.Engine.Findings;

/// <summary>Weighs the clients that ask for names that the evidence does not show whole: each day by itself, the gravest counts.</summary>
static class HiddenNameJudge
{
    /// <summary>The clients of at least <paramref name="from"/> bits, gravest first.</summary>
    public static ImmutableArray<Weighing> Judge(Scene scene, Bits from)
    {
        var clients = scene.Seen.HiddenNames.GroupBy(use => use.Key.Client).ToList();
        return [.. clients.Select(client => client.Select(use => Weigh(new(client.Key, use.Value, clients.Count - 1), scene)).MaxBy(weighing => weighing.Sum)!)
            .Where(weighing => weighing.Sum >= from).OrderByDescending(weighing => weighing.Sum)];
    }

    static Weighing Weigh(HiddenNames names, Scene scene) => Weighing.Of(names, scene.ServerPrior(scene.Census.Clients.Length), DetectorList.OfHiddenNames, scene);
}
