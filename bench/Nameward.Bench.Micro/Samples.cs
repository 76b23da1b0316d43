using BenchmarkDotNet.Attributes;
using Nameward.Bench.Generating;
using Nameward.Engine.Rollups;

namespace Nameward.Bench.Micro;

/// <summary>What a large key remembers of its rows: a bottom-k sample of distinct names, and the seconds in which it was busy.</summary>
public class Samples
{
    readonly SampledName[] _names = new SampledName[Rows.Count];
    readonly uint[] _seconds = new uint[Rows.Count];

    public Samples()
    {
        var chance = new Chance(1);
        for (var i = 0; i < _names.Length; i++)
        {
            _names[i] = new() { Hash = chance.Next() };
            _seconds[i] = (uint)(i * 61);
        }
    }

    [Benchmark(OperationsPerInvoke = Rows.Count)]
    public int LowestHashes()
    {
        var sample = new BottomK<SampledName>();
        foreach (ref readonly var name in _names.AsSpan())
        {
            sample.Add(name);
        }
        return sample.Items.Length;
    }

    [Benchmark(OperationsPerInvoke = Rows.Count)]
    public int OccupiedSeconds()
    {
        var set = new OccupiedSet();
        foreach (var second in _seconds)
        {
            set.Add(second);
        }
        return set.Count;
    }
}
