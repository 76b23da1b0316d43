using BenchmarkDotNet.Attributes;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Bench.Micro;

/// <summary>Rows taken into the rollups: into a new table, where most make a new pair of client and zone, and again into one that has them all.</summary>
public class PairTable
{
    const int LookUps = 20_000;

    readonly HeldBatch[] _batches = Rows.Batches("zeek", new ZeekDns(), LookUps);
    readonly RollupSink _filled = new(new());

    [GlobalSetup]
    public void Fill() => TakeAll(_filled);

    [Benchmark(OperationsPerInvoke = LookUps)]
    public int Insert()
    {
        var set = new RollupSet();
        var sink = new RollupSink(set);
        TakeAll(sink);
        sink.Finish();
        return set.Pairs;
    }

    [Benchmark(OperationsPerInvoke = LookUps)]
    public void Update() => TakeAll(_filled);

    void TakeAll(IObservationSink sink)
    {
        foreach (var batch in _batches)
        {
            sink.Take(batch);
        }
    }
}
