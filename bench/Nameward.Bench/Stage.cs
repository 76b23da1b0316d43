using System.Diagnostics;
using System.Globalization;

namespace Nameward.Bench;

/// <summary>What one stage of a run took: time on the clock, on all processors and in pauses of the garbage collector, bytes allocated; and the process's peak so far.</summary>
sealed record Stage(string Name, TimeSpan Wall, TimeSpan Processor, TimeSpan Paused, long Allocated, long Peak)
{
    const double Mebibyte = 1 << 20;

    /// <summary>Runs a stage.</summary>
    public static Stage Of(string name, Action work)
    {
        using var process = Process.GetCurrentProcess();
        var processor = process.TotalProcessorTime;
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var paused = GC.GetTotalPauseDuration();
        var started = Stopwatch.GetTimestamp();
        work();
        var wall = Stopwatch.GetElapsedTime(started);
        process.Refresh();
        return new(name, wall, process.TotalProcessorTime - processor, GC.GetTotalPauseDuration() - paused, GC.GetTotalAllocatedBytes(precise: true) - allocated, process.PeakWorkingSet64);
    }

    /// <summary>The names of the columns of <see cref="Line"/>.</summary>
    public static string Head => $"{"stage",-24} {"wall s",8} {"cpu s",8} {"gc s",8} {"B/row",8} {"MiB new",9} {"peak MiB",9}";

    /// <summary>The stage as one line of a table.</summary>
    public string Line(long rows) => string.Create(CultureInfo.InvariantCulture,
        $"{Name,-24} {Wall.TotalSeconds,8:F2} {Processor.TotalSeconds,8:F2} {Paused.TotalSeconds,8:F2} {Allocated / (double)rows,8:F2} {Allocated / Mebibyte,9:F0} {Peak / Mebibyte,9:F0}");
}
