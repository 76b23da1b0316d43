using System.Globalization;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;

namespace Nameward.App.Selftest;

/// <summary>Each format identifies its own samples and counts their records as it did when the program was built.</summary>
static class FormatChecks
{
    /// <summary>What they are expected to come to: the format, and the counts in words.</summary>
    public const string Expected = "selftest/formats.tsv";

    const string Group = "formats";

    /// <summary>A check for each format.</summary>
    public static IEnumerable<SelftestCheck> Of(SelftestPlace place)
    {
        var expected = place.Files.Table(Expected, columns: 2).ToLookup(row => row[0], row => row[1]);
        return FormatList.All.Select(format => format.Info.Id).Select(id => new SelftestCheck(Group, id, expected[id].FirstOrDefault(), Found(place, id)));
    }

    static string? Found(SelftestPlace place, string format)
    {
        var samples = place.Files.Names.Where(name => name.StartsWith($"formats/{format}/", StringComparison.Ordinal)).ToList();
        if (samples.Count == 0)
        {
            return null;
        }
        using var evidence = place.Evidence(samples);
        var sources = evidence.ReadAll(() => new Unheard(), threads: 1).Sources;
        var others = sources.Count(source => source.Format != format);
        return string.Create(CultureInfo.InvariantCulture, $"{sources.Sum(source => source.Records)} records in {sources.Length}: {sources.Sum(source => source.Observed)} observed, {sources.Sum(source => source.Ignored)} ignored, "
            + $"{sources.Sum(source => source.Malformed)} malformed{(others == 0 ? "" : $"; {others} not identified")}");
    }

    /// <summary>Takes rows and does nothing with them: the readers count.</summary>
    sealed class Unheard : IObservationSink
    {
        public void Take(IObservationBatch batch)
        {
        }
    }
}
