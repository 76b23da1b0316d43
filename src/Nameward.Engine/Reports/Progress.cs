using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>How far the reading is.</summary>
/// <param name="Source">The source that is read.</param>
/// <param name="BytesDone">Bytes of all sources read.</param>
/// <param name="BytesInAll">Bytes of all sources; 0 where that is not known, as of standard input.</param>
/// <param name="Records">Records read.</param>
/// <param name="Elapsed">Time since the begin.</param>
public readonly record struct Progress(HostileText Source, long BytesDone, long BytesInAll, long Records, TimeSpan Elapsed)
{
    /// <summary>One line for standard error, escaped, at most <paramref name="options"/>.Columns - 1 wide so that the terminal does not wrap it.</summary>
    public string Line(TerminalOptions options)
    {
        var escape = new EscapeTerminal(options.Defang, options.Charset);
        var seconds = Math.Max(Elapsed.TotalSeconds, 0.001);
        var rate = $"{(Records / seconds / 1e6).ToString("0.0", CultureInfo.InvariantCulture)} M records/s";
        string[] parts = BytesInAll <= 0
            ? [$"{Mega(BytesDone)} MB", rate]
            : [$"{Math.Min(100, 100 * BytesDone / BytesInAll)} %", $"{Mega(BytesDone)} of {Mega(BytesInAll)} MB", rate, Left(seconds)];
        var figures = string.Join("   ", parts.Where(part => part.Length > 0));
        var room = Math.Max(8, options.Columns - 1 - "reading   ".Length - 3 - figures.Length);
        return Wrapping.Fit($"reading   {Wrapping.Fit(escape.Hostile(Source), room, escape.Ellipsis)}   {figures}", options.Columns - 1, escape.Ellipsis);
    }

    // Nothing is foretold from the first fiftieth.
    string Left(double seconds) => BytesDone * 50 < BytesInAll ? ""
        : $"about {Figures.Duration(TimeSpan.FromSeconds(Math.Ceiling(seconds * (BytesInAll - BytesDone) / Math.Max(1, BytesDone))))} left";

    static string Mega(long bytes) => Figures.Count((bytes + 500_000) / 1_000_000);
}
