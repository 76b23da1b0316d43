using System.Diagnostics;
using System.Globalization;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Bench.Speeds;

/// <summary>How fast one thread reads evidence of one format, by the time of its processor, which what else runs on the machine changes least.</summary>
/// <param name="Bytes">Bytes read.</param>
/// <param name="Rows">Rows made of them.</param>
/// <param name="Time">Processor time of the whole process: garbage collection and compiling count.</param>
/// <param name="Allocated">Bytes allocated by the thread that reads.</param>
sealed record Speed(long Bytes, long Rows, TimeSpan Time, long Allocated)
{
    const int BlockBytes = 4 << 20, Runs = 3;

    /// <summary>Rows a second.</summary>
    public double RowsPerSecond => Rows / Time.TotalSeconds;

    /// <summary>Millions of bytes a second.</summary>
    public double MegabytesPerSecond => Bytes / Time.TotalSeconds / 1e6;

    /// <summary>Reads evidence once to warm up, then a few times; the run in the middle counts.</summary>
    public static Speed Of(IFormat format, byte[] evidence) => Median(() => Read(format, evidence));

    /// <summary>Does something once to warm up, then a few times; the run in the middle counts.</summary>
    public static Speed Median(Func<(long Bytes, long Rows)> work)
    {
        work();
        return Enumerable.Range(0, Runs).Select(_ => Once(work)).OrderBy(run => run.Time).ElementAt(Runs / 2);
    }

    static Speed Once(Func<(long Bytes, long Rows)> work)
    {
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        var (time, allocated) = (process.TotalProcessorTime, GC.GetAllocatedBytesForCurrentThread());
        var (bytes, rows) = work();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        process.Refresh();
        return new(bytes, rows, process.TotalProcessorTime - time, allocated);
    }

    /// <summary>The way of evidence through a program of one thread: block by block, first what only order can read, then the rest by a reader of its own.</summary>
    static (long Bytes, long Rows) Read(IFormat format, byte[] evidence)
    {
        var sink = new Counting();
        var rows = new BatchWriter(sink);
        rows.Begin(new(0, 0), format.Info.Number);
        var skimmer = format.Open(Reports.Source);
        for (var at = 0; at < evidence.Length;)
        {
            var block = evidence.AsSpan(at, Math.Min(BlockBytes, evidence.Length - at));
            var isLast = at + block.Length == evidence.Length;
            var reader = skimmer.Fork();
            at += skimmer.Skim(block, isLast, rows);
            reader.Read(block, isLast, rows);
        }
        rows.Flush();
        return rows.Counts.Malformed == 0 ? (evidence.Length, sink.Rows) : throw new UnreachableException(rows.Counts.Reasons.First().ToString());
    }

    /// <summary>The columns of a table of such lines.</summary>
    public static string Head => """
        | Format | Of which sample | MB/s | Rows/s | Bytes allocated/row | Bytes/row |
        | --- | --- | ---: | ---: | ---: | ---: |
        """;

    /// <summary>This as a line of a table.</summary>
    public string Line(string format, string sample) => string.Create(CultureInfo.InvariantCulture,
        $"| {format} | {sample} | {MegabytesPerSecond:N0} | {RowsPerSecond:N0} | {(double)Allocated / Rows:F1} | {Bytes / (double)Rows:F0} |");

    sealed class Counting : IObservationSink
    {
        public long Rows { get; private set; }

        public void Take(IObservationBatch batch) => Rows += batch.Messages.Length + batch.Flows.Length;
    }
}
