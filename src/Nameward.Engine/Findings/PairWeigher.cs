using System.Collections.Immutable;

namespace Nameward.Engine.Findings;

/// <summary>Weighs pairs, one after the other. What does not leave it is used again, so each thread has its own.</summary>
sealed class PairWeigher(Scene scene)
{
    static readonly ImmutableArray<IDetector<Pair>> WithoutZone = [.. DetectorList.OfPairs.Where(detector => detector.Info.HoldsWithoutZone)];

    readonly Bits _prior = scene.Prior;
    readonly Bits _priorOfUse = scene.ServerPrior(scene.Census.Uses);
    readonly List<Signal> _signals = [];

    /// <summary>All that speaks for and against a pair as measured.</summary>
    public Weighing Weigh(Pair pair) => Weighing.Of(pair, Prior(pair), Signals(pair));

    /// <summary>What it comes to.</summary>
    public Bits Sum(Pair pair) => Weighing.SumOf(Prior(pair), Signals(pair));

    /// <summary>How grave that is.</summary>
    public Level Level(Pair pair) => Weighing.LevelOf(Sum(pair), _signals);

    Bits Prior(Pair pair) => pair.Scatter is null ? _prior : _priorOfUse;

    List<Signal> Signals(Pair pair)
    {
        _signals.Clear();
        foreach (var detector in pair.Scatter is null ? DetectorList.OfPairs : WithoutZone)
        {
            detector.Judge(pair, scene, _signals);
        }
        return _signals;
    }
}
