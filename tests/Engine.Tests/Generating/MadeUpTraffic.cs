using System.Globalization;
using Nameward.Bench.Generating;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Reading;

namespace Nameward.Engine.Tests.Generating;

/// <summary>Files of the generator under bench/, read as evidence.</summary>
static class MadeUpTraffic
{
    /// <summary>The forms by the names that the generator's command line has for them.</summary>
    public static IEnumerable<string> Forms => Generator.Forms.Keys;

    public static byte[] Bytes(string form, Habits habits, long lookUps)
    {
        using var written = new MemoryStream();
        Generator.Write(Generator.Forms[form](), habits, lookUps, written);
        return written.ToArray();
    }

    /// <summary>Writes a file with so many look-ups into a folder of evidence.</summary>
    public static string Write(EvidenceFolder folder, string form, Habits habits, long lookUps)
    {
        var path = folder[string.Create(CultureInfo.InvariantCulture, $"{form}-{lookUps}")];
        using var file = File.Create(path);
        Generator.Write(Generator.Forms[form](), habits, lookUps, file);
        return path;
    }

    /// <summary>Reads a file with one thread, in the order of its records.</summary>
    public static SourceReport Read(string path, IObservationSink sink)
    {
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options);
        return evidence.ReadAll(() => sink, 1).Sources[0];
    }
}
