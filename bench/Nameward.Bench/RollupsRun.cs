using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Bench;

/// <summary>The hot half of a triage, stage by stage: what each takes, and what the pair table holds after it.</summary>
static class RollupsRun
{
    /// <summary>Reads a file twice (alone, then into rollups) and judges.</summary>
    public static void Measure(string path, int threads, bool withDigest, TextWriter to)
    {
        long rows = 0;
        var set = new RollupSet();
        Stage[] stages =
        [
            Stage.Of("reading", () => rows = Read(path, threads, () => new Nowhere())),
            Stage.Of("reading with rollups", () => Roll(path, threads, set)),
            Stage.Of("freezing and judging", () => new PairJudge(new(new(set)), threads).Judge(Weighing.WatchedFrom)),
        ];
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {rows:N0} rows, {threads} threads"));
        to.WriteLine(Stage.Head);
        foreach (var stage in stages)
        {
            to.WriteLine(stage.Line(Math.Max(1, rows)));
        }
        WriteTable(set, to);
        if (withDigest)
        {
            to.WriteLine(Digest(set, threads));
        }
    }

    static long Read(string path, int threads, Func<IObservationSink> sink)
    {
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options);
        return evidence.ReadAll(sink, threads).Sources.Sum(source => source.Records);
    }

    static void Roll(string path, int threads, RollupSet set)
    {
        var sinks = new List<RollupSink>();
        Read(path, threads, () =>
        {
            var sink = new RollupSink(set);
            sinks.Add(sink);
            return sink;
        });
        sinks.ForEach(sink => sink.Finish());
    }

    /// <summary>All weighings, however light, in one number: two versions that compute the same print the same.</summary>
    static string Digest(RollupSet set, int threads)
    {
        var weighings = new PairJudge(new(new(set)), threads).Judge(new(int.MinValue));
        var digest = 0UL;
        foreach (var weighing in weighings)
        {
            var pair = (Pair)weighing.Subject;
            digest = WyHash.Of(pair.Zones[0], WyHash.Of(pair.Client.Low, WyHash.Of((ulong)weighing.Sum.Hundredths, digest)));
            digest = WyHash.Of(Encoding.UTF8.GetBytes(string.Join(' ', weighing.Signals)), digest);
        }
        return string.Create(CultureInfo.InvariantCulture, $"weighings {weighings.Length:N0}, digest {digest:x16}");
    }

    static void WriteTable(RollupSet set, TextWriter to)
    {
        long cells = 0, exact = 0, large = 0, states = 0, probe = 0;
        foreach (var shard in set.Shards)
        {
            cells += (long)shard.Cells.Length * Unsafe.SizeOf<PairCell>();
            exact += shard.Arena.Bytes;
            probe = Math.Max(probe, shard.LongestProbe);
            foreach (ref readonly var cell in shard.Cells)
            {
                if (cell.Rows > 0 && cell.IsLarge)
                {
                    large++;
                    states += shard.Large(cell).Bytes;
                }
            }
        }
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"keys {set.Pairs:N0}, cells {cells >> 20} MiB, exact rows {exact >> 20} MiB, large keys {large:N0} of {states >> 20} MiB, longest probe {probe}"));
    }

    sealed class Nowhere : IObservationSink
    {
        public void Take(IObservationBatch batch)
        {
        }
    }
}
