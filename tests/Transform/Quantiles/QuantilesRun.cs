using Nameward.Engine.Baselines;
using Nameward.Engine.Rollups;

namespace Nameward.Transform.Quantiles;

/// <summary>
/// Measures what clients of recorded networks did in a day, and writes the figures that come with the program: of every recording that is labelled benign, but those that are a stress test, the
/// clients with addresses for inside use, on days of which it shows eight hours or more.
/// </summary>
static class QuantilesRun
{
    const int Threads = 2;

    /// <summary>Prints the data file without its header.</summary>
    /// <param name="shared">The folder in which lab and captures lie.</param>
    /// <param name="to">Gets the lines.</param>
    /// <param name="notes">Gets how many client-days each network gave.</param>
    public static void Print(string shared, TextWriter to, TextWriter notes)
    {
        var histograms = HostMeasure.OfDay.Select(_ => new Histogram()).ToArray();
        foreach (var network in Networks(shared))
        {
            var before = histograms[0].Total;
            Add([.. network], histograms);
            notes.WriteLine($"{network.Key}: {histograms[0].Total - before} client-days");
        }
        foreach (var line in ShippedFigures.Lines(measure => histograms[measure.Place]))
        {
            to.WriteLine(line);
        }
    }

    /// <summary>The files of each network. What the lab's resolver logged is in its recording already.</summary>
    static IEnumerable<IGrouping<string, string>> Networks(string shared) =>
        from folder in (string[])["captures", "lab"]
        from row in File.ReadLines(Path.Combine(shared, folder, "TRUTH.tsv")).Select(line => line.Split('\t'))
        where row is [var path, "*", "*", "benign", ..] && !row[^1].Contains("stress test", StringComparison.Ordinal) && !path.StartsWith("logs/", StringComparison.Ordinal)
        let file = Path.Combine(shared, folder, row[0])
        where File.Exists(file)
        group file by folder == "lab" ? row[0] : string.Join('/', row[0].Split('/').Take(2));

    static void Add(string[] files, Histogram[] histograms)
    {
        var set = new RollupSet();
        foreach (var file in files)
        {
            EvidenceReading.Roll(file, set);
        }
        var measuring = new HostDayMeasuring(new(set), Threads);
        foreach (var hosts in measuring.Days.Select(measuring.Of).Where(hosts => hosts.Max(host => host.Last) - hosts.Min(host => host.First) >= Taught.FewestHours * 3600))
        {
            foreach (var host in hosts.Where(host => host.IsMeasured && host.Client.IsInternal))
            {
                foreach (var measure in HostMeasure.OfDay)
                {
                    histograms[measure.Place].Add(host.Values[measure.Place]);
                }
            }
        }
        GC.KeepAlive(set);
    }
}
