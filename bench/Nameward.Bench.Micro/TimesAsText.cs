using BenchmarkDotNet.Attributes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Bench.Micro;

/// <summary>Seconds since 1970 with six decimals, read as a time.</summary>
public class TimesAsText
{
    readonly byte[][] _times = Rows.Column(0);

    [Benchmark(OperationsPerInvoke = Rows.Count)]
    public long Parse()
    {
        long ticks = 0;
        foreach (var text in _times)
        {
            ticks ^= Timestamps.TryParse(text, out var time) ? time.Ticks : 0;
        }
        return ticks;
    }
}
