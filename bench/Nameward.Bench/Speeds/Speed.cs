using System.Diagnostics;

namespace Nameward.Bench.Speeds;

/// <summary>How fast one thread goes through evidence: by the time of its processor, and of several runs the fastest, as what else runs on the machine only takes away.</summary>
/// <param name="Bytes">Bytes read.</param>
/// <param name="Rows">Rows made of them.</param>
/// <param name="Time">Processor time of the whole process: garbage collection and compiling count.</param>
sealed record Speed(long Bytes, long Rows, TimeSpan Time)
{
    const int Runs = 5;

    /// <summary>Rows a second.</summary>
    public double RowsPerSecond => Rows / Time.TotalSeconds;

    /// <summary>Millions of bytes a second.</summary>
    public double MegabytesPerSecond => Bytes / Time.TotalSeconds / 1e6;

    /// <summary>Does something once to warm up, then a few times.</summary>
    public static Speed Of(Func<(long Bytes, long Rows)> work)
    {
        work();
        return Enumerable.Range(0, Runs).Select(_ => Once(work)).MinBy(run => run.Time)!;
    }

    static Speed Once(Func<(long Bytes, long Rows)> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var (bytes, rows) = work();
        process.Refresh();
        return new(bytes, rows, process.TotalProcessorTime - before);
    }
}
