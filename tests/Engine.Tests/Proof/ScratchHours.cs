#pragma warning disable
using System.Globalization;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;
namespace Nameward.Engine.Tests.Proof;
[Trait("tier", "scratch")]
public sealed class ScratchHours
{
    [Fact]
    public void Dump()
    {
        using var to = new StreamWriter(Environment.GetEnvironmentVariable("SCRATCH_OUT")!);
        foreach (var table in new[] { Samples.Shared("captures/TRUTH.tsv"), Samples.Shared("lab/TRUTH.tsv") })
        {
            using var text = new StreamReader(table);
            foreach (var file in Nameward.Engine.Evaluation.TruthTable.Read(table, text).GroupBy(line => line.Path))
            {
                var path = Path.Combine(Path.GetDirectoryName(table)!, file.Key);
                var rollups = new RollupSet(RollupLimits.Default);
                var options = new ReadingOptions();
                using var evidence = new FileEvidence(EvidenceLocator.Locate([path], options), options);
                var sinks = new List<RollupSink>();
                evidence.ReadAll(() => { var s = new RollupSink(rollups); lock (sinks) { sinks.Add(s); } return s; }, 2);
                sinks.ForEach(s => s.Finish());
                var seen = new FrozenRollups(rollups);
                // seconds by key
                var keys = new List<(int Client, ushort Day, string Zone, uint[] Seconds, bool Coarse, double? Ttl)>();
                for (var number = 0; number < seen.Shards; number++)
                {
                    var shard = seen.ShardOf(new(number, 0));
                    for (var i = 0; i < shard.Cells.Length; i++)
                    {
                        ref readonly var cell = ref shard.Cells[i];
                        if (cell.Rows == 0) continue;
                        var place = new KeyPlace(number, i);
                        var zone = seen.Zone(cell.Zone);
                        var key = new ZoneKey(place, seen.ClientNumbers.Of(number, cell), cell.IsLarge ? RowArena.None : cell.Place);
                        var st = seen.StateOf(key, zone.Hash, new());
                        keys.Add((key.Client, cell.Day, HostileText.Name(zone.Name).Raw, st.Seconds.IsCoarse ? st.Seconds.FirstOfSteps() : st.Seconds.Exact.ToArray(), st.Seconds.IsCoarse, PairMeasuring.Measure(key.Client, st, ZoneFleet.Empty).MedianTtlSeconds));
                    }
                }
                var askers = keys.GroupBy(k => k.Zone).ToDictionary(g => g.Key, g => g.Select(k => k.Client).Distinct().Count());
                foreach (var host in keys.GroupBy(k => (k.Client, k.Day)))
                {
                    bool Timed(uint[] s, bool coarse) { var o = new OccupiedSeconds(); foreach (var x in s) o.Add(x); return Rhythm.Of(o) is { Gaps: >= 12, Spread: <= 1/3.0 }; }
                    var all = host.Select(k => (k, T: Timed(k.Seconds, k.Coarse))).ToList();
                    foreach (var (k, t) in all.Where(x => x.T))
                    {
                        var o = new OccupiedSeconds(); foreach (var x in k.Seconds) o.Add(x);
                        var r = Rhythm.Of(o);
                        var others = all.Where(x => x.k.Zone != k.Zone && !x.T).SelectMany(x => x.k.Seconds).Distinct().Order().ToArray();
                        var slots = others.Select(s => s / 600).ToHashSet();
                        var mine = Spells(k.Seconds);
                        var quiet = mine.Count(s => !slots.Contains(s / 600));
                        var first = Math.Min(mine[0], others.Length > 0 ? others[0] : 99999u);
                        double d = 0; if (others.Length > 0) foreach (var x in mine.Concat(others)) { var a = mine.Count(m => m <= x) / (double)mine.Length; var b = others.Count(m => m <= x) / (double)others.Length; d = Math.Max(d, Math.Abs(a - b)); }
                        var truth = file.FirstOrDefault(line => !line.IsBenign)?.Labels[0] ?? "benign";
                        to.WriteLine(string.Join('\t', file.Key, truth, k.Client, k.Zone, askers[k.Zone], r.Gaps, r.MedianSeconds.ToString("F0"), r.Spread.ToString("F2"), k.Ttl, r.IsExplainedBy(k.Ttl) ? "ttl" : "-", all.Count, all.Count(x => x.T), others.Length, slots.Count, (mine[^1] - mine[0]) / 3600.0, quiet, mine.Length, d.ToString("F2")));
                    }
                }
            }
        }
    }
    static uint[] Spells(uint[] s) { var l = new List<uint>(); uint last = 0; foreach (var x in s) { if (l.Count == 0 || x - last > 4) l.Add(x); last = x; } return l.ToArray(); }
}
