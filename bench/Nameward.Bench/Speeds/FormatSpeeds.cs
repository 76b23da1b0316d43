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
        to.WriteLine(Speed.Head);
        foreach (var format in FormatList.All.Where(format => ids.Count == 0 || ids.Contains(format.Info.Id)))
        {
            if (format.Info.Positions == PositionKind.PacketNumber)
            {
                to.WriteLine(Speed.Of(format, Repeated.OfPackets(format is Pcapng, Size)).Line(format.Info.Id, "made-up packets"));
                continue;
            }
            foreach (var sample in SampleFile.Of(format))
            {
                to.WriteLine(Speed.Of(format, Repeated.Of(format, sample, Size)).Line(format.Info.Id, sample.Name));
            }
        }
    }
}
