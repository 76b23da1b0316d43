using System.Globalization;
using Nameward.Engine.Evidence;
using Nameward.Engine.Evidence.Formats;

namespace Nameward.Bench.Speeds;

/// <summary>A table of how fast each format is read, made of the samples of this project.</summary>
static class FormatSpeeds
{
    const int Size = 64 << 20;

    /// <summary>Measures all formats, or those whose ids are given.</summary>
    public static void Measure(IReadOnlyCollection<string> ids, TextWriter to)
    {
        to.WriteLine("""
            | Format | Made of | MB/s | Rows/s | Allocated/row | Buffers of a reader | Bytes/row |
            | --- | --- | ---: | ---: | ---: | ---: | ---: |
            """);
        foreach (var format in FormatList.All.Where(format => ids.Count == 0 || ids.Contains(format.Info.Id)))
        {
            if (format.Info.Positions == PositionKind.PacketNumber)
            {
                to.WriteLine(Line(format, "made-up packets", Repeated.OfPackets(format is Pcapng, Size)));
                continue;
            }
            foreach (var sample in SampleFile.Of(format))
            {
                to.WriteLine(Line(format, sample.Name, Repeated.Of(format, sample, Size)));
            }
        }
    }

    static string Line(IFormat format, string sample, byte[] evidence)
    {
        var reading = new Reading(format, evidence);
        var speed = Speed.Of(reading.Whole);
        return string.Create(CultureInfo.InvariantCulture,
            $"| {format.Info.Id} | {sample} | {speed.MegabytesPerSecond:N0} | {speed.RowsPerSecond:N0} | {reading.AllocatedForRow():F1} B | {reading.AllocatedForReader() / 1024:N0} KiB | {speed.Bytes / (double)speed.Rows:F0} |");
    }
}
