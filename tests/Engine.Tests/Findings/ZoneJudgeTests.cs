using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

/// <summary>
/// Judging follows names of candidates alone, folds private names alone, and compares answers only where names say enough. Against a judge that does none
/// of this: that folds every key of a zone whole, follows all that anybody did, and measures and weighs every client with a key worth weighing.
/// </summary>
public class ZoneJudgeTests
{
    const uint FirstClient = 0x0A000101, Repeats = 0x0A000201, Relay = 0x0A000035;
    const int Clients = 12;

    [Fact]
    public void WhatIsPassedOverChangesNoWeighing()
    {
        var met = default(Met);
        for (var seed = 1; seed <= 10; seed++)
        {
            var scene = new Scene(new(RandomTraffic.Roll(Rows(seed))));
            var expected = Naive(scene, ref met).Order().ToList();
            var found = new PairJudge(scene, threads: 1 + seed % 2).Judge(new(int.MinValue)).Select(Line).Order().ToList();
            Assert.True(expected.SequenceEqual(found), $"seed {seed}:\n{string.Join('\n', expected.Except(found))}\nfound:\n{string.Join('\n', found.Except(expected))}");
            met.Weighed += found.Count;
        }
        Assert.True(met is { Weighed: > 100, Unworthy: > 10, Large: > 10, OfRelay: > 10, OfSeveralDays: > 100 }, $"{met}");
    }

    [Fact]
    public void TheNumberOfThreadsChangesNoWeighing()
    {
        var scene = new Scene(new(RandomTraffic.Roll(Rows(seed: 11))));
        var one = new PairJudge(scene, threads: 1).Judge(new(int.MinValue)).Select(Line).ToList();
        Assert.NotEmpty(one);
        Assert.Equal(one, new PairJudge(scene, threads: 3).Judge(new(int.MinValue)).Select(Line));
    }

    [Fact]
    public void ThePairNearestToTheLineIsTheGravestBelowIt()
    {
        var scene = new Scene(new(RandomTraffic.Roll(Rows(seed: 12))));
        var all = new PairJudge(scene).Judge(new(int.MinValue));
        var judge = new PairJudge(scene, threads: 2);
        var kept = judge.Judge(all[all.Length / 2].Sum);
        Assert.Equal(all.Take(kept.Length).Select(Line).Order(), kept.Select(Line).Order());
        Assert.Equal(all[kept.Length].Sum, judge.Nearest!.Sum);
    }

    /// <summary>
    /// Traffic of a dozen clients, of which one asks so much that its keys are large, and one is asked by the others; of a client that only repeats what they
    /// ask, and so says nothing of its own; and of the others, some of which repeat each other.
    /// </summary>
    static List<RandomTraffic.Row> Rows(int seed)
    {
        var random = new Random(seed);
        return [.. new RandomTraffic(seed).Rows(4000).SelectMany(row => random.Next(8) switch
        {
            0 => [By(random, row), row with { Message = row.Message with { Client = new(Address.FromV4(Repeats), 1024) } }],
            1 => [By(random, row), By(random, row)],
            _ => new[] { By(random, row) },
        })];
    }

    static RandomTraffic.Row By(Random random, RandomTraffic.Row row)
    {
        var client = random.Next(10) switch { < 5 => FirstClient, 5 => Relay, _ => FirstClient + (uint)random.Next(Clients) };
        return row with { Message = row.Message with { Client = new(Address.FromV4(client), 1024) } };
    }

    static List<string> Naive(Scene scene, ref Met met)
    {
        var zones = scene.Seen.ZonesWorthWeighing(threads: 1);
        var fleet = new ZoneFleet(scene.Seen.ClientNumbers);
        var rows = new ZoneRows(scene.Seen, zones);
        var walk = new ZoneWalk(scene.Seen, fleet, rows);
        var lines = new List<string>();
        for (var order = 0; order < zones.Zones.Length; order++)
        {
            rows.Copy([order]);
            FollowAll(zones.Of(order), scene.Seen.Zone(zones.Zones[order]).Hash, fleet, walk);
            var candidates = zones.WorthyOf(order).ToArray().Select(key => key.Client).ToHashSet();
            var clients = zones.Of(order).ToArray().Where(key => candidates.Contains(key.Client)).GroupBy(key => key.Client).ToDictionary(client => client.Key, client => Windows(scene.Seen, [.. client], scene.Seen.Zone(zones.Zones[order]).Hash));
            var ups = clients.ToDictionary(client => client.Key, client => client.Value.ConvertAll(window => PairMeasuring.MeasureUp(client.Key, window.State, fleet)));
            double[] said = [.. ups.Where(client => !scene.Seen.ClientNumbers.IsRelay(client.Key)).Select(client => client.Value.Max(up => up.Bits)).Order()];
            foreach (var (client, windows) in clients)
            {
                var isRelay = scene.Seen.ClientNumbers.IsRelay(client);
                var others = new Crowd(said, isRelay ? null : ups[client].Max(up => up.Bits));
                var address = scene.Seen.ClientNumbers.AddressOf(zones.Of(order).ToArray().First(key => key.Client == client));
                var sums = windows.Select((window, i) => (window.Day, ups[client][i].IsWorthWeighing, Sum: Sum(scene, client, address, window, fleet, others))).Where(window => window.IsWorthWeighing).ToList();
                met.Unworthy += sums.Count == 0 ? 1 : 0;
                met.OfRelay += isRelay ? 1 : 0;
                met.OfSeveralDays += windows.Count > 1 ? 1 : 0;
                met.Large += zones.Of(order).ToArray().Count(key => key.Client == client && key.Row == RowArena.None);
                if (sums.Count > 0)
                {
                    var gravest = sums.MaxBy(window => window.Sum);
                    lines.Add(Line(address, scene.Seen.Zone(zones.Zones[order]).Name, gravest.Day, gravest.Sum));
                }
            }
        }
        return lines;
    }

    static void FollowAll(ReadOnlySpan<ZoneKey> keys, ulong zone, ZoneFleet fleet, ZoneWalk walk)
    {
        fleet.Clear();
        walk.Begin(zone);
        for (var i = 0; i < keys.Length; i++)
        {
            fleet.Meet(keys[i].Client);
            walk.Show(new(keys[i], i), Sight.NamesToFollow);
            walk.Show(new(keys[i], i), Sight.DataToFollow);
        }
    }

    static List<Window> Windows(FrozenRollups seen, List<ZoneKey> keys, ulong zone)
    {
        List<Window> windows = [.. keys.OrderBy(seen.DayOf).Select(key => new Window(seen.DayOf(key), seen.StateOf(key, zone, new())))];
        if (windows.Count > 1)
        {
            windows.Add(new(null, ClientWindows.MergeAll(new(), windows)));
        }
        return windows;
    }

    static Bits Sum(Scene scene, int client, Address address, Window window, ZoneFleet fleet, Crowd others)
    {
        var measures = PairMeasuring.WithCrowd(PairMeasuring.Measure(client, window.State, fleet), others) with { Rhythm = Rhythm.Of(window) };
        return new PairWeigher(scene).Sum(new(address, client, [[1, (byte)'z', 0]], window.Day, measures, window.State.Segments, [], fleet, others));
    }

    static string Line(Weighing weighing)
    {
        var pair = (Pair)weighing.Subject;
        return Line(pair.Client, Assert.Single(pair.Zones), pair.Day, weighing.Sum);
    }

    static string Line(Address client, byte[] zone, ushort? day, Bits sum) => $"{client} {WireName.ToText(zone)} {day} {sum.Hundredths}";

    /// <summary>What of the ways of judging was met.</summary>
    record struct Met(int Weighed, int Unworthy, int Large, int OfRelay, int OfSeveralDays);
}
