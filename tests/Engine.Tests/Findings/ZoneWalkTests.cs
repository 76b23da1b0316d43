using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

/// <summary>What the fleet learns from copies of rows, with prefixes passed over once nothing more can be learned, against plain sets of who did what.</summary>
public class ZoneWalkTests
{
    const int Clients = 60;

    [Fact]
    public void TheFleetKnowsOfEveryNameLabelAndDatumWhatPlainSetsKnow()
    {
        var (shared, alone) = (0, 0);
        for (var seed = 1; seed <= 8; seed++)
        {
            var rows = Spread(new RandomTraffic(seed).Rows(1500), seed);
            var seen = new FrozenRollups(RandomTraffic.Roll(rows));
            var zones = seen.ZonesWorthWeighing(threads: 2);
            var fleet = new ZoneFleet(seen.ClientNumbers);
            var copies = new ZoneRows(seen, zones);
            copies.Copy([.. Enumerable.Range(0, zones.Zones.Length)]);
            var walk = new ZoneWalk(seen, fleet, copies);
            for (int order = 0, first = 0; order < zones.Zones.Length; first += zones.Of(order++).Length)
            {
                var zone = seen.Zone(zones.Zones[order]);
                var states = Show(seen, zones, order, first, walk, fleet);
                var whoDid = Naive(seen, zones.Of(order), zone.Hash);
                foreach (var (key, state) in states)
                {
                    foreach (var what in Of(state))
                    {
                        var others = whoDid[what].Count - (whoDid[what].Contains(key.Client) ? 1 : 0);
                        var isPrivate = what.Depth < 0 ? fleet.IsPrivate(key.Client, what.Hash) : fleet.IsPrivateLabel(key.Client, (uint)what.Hash, what.Depth);
                        Assert.True(isPrivate == (others == 0), $"seed {seed}, zone {WireName.ToText(zone.Name)}, {what}: {others} others");
                        (shared, alone) = (shared + (isPrivate ? 0 : 1), alone + (isPrivate ? 1 : 0));
                    }
                }
                Assert.Equal(zones.Of(order).ToArray().Select(key => key.Client).Where(client => !seen.ClientNumbers.IsRelay(client)).Distinct().Count(), fleet.Clients);
            }
        }
        Assert.True(shared > 1000 && alone > 1000, $"{shared} shared, {alone} not");
    }

    [Fact]
    public void TheKeysOfAZoneAreAllThatTheTableHasOfIt()
    {
        var set = RandomTraffic.Roll(Spread(new RandomTraffic(3).Rows(2000), 3));
        var zones = new FrozenRollups(set).ZonesWorthWeighing(threads: 2);
        var keys = new List<(KeyPlace Place, uint Zone)>();
        for (var shard = 0; shard < set.Shards.Length; shard++)
        {
            for (var index = 0; index < set.Shards[shard].Cells.Length; index++)
            {
                if (set.Shards[shard].Cells[index] is { Rows: > 0 } cell)
                {
                    keys.Add((new(shard, index), cell.Zone));
                }
            }
        }
        Assert.NotEmpty(zones.Zones);
        for (var order = 0; order < zones.Zones.Length; order++)
        {
            var expected = keys.Where(key => key.Zone == zones.Zones[order]).Select(key => key.Place).ToHashSet();
            Assert.True(expected.SetEquals(zones.Of(order).ToArray().Select(key => key.Place)));
            Assert.Equal(expected.Count, zones.Of(order).Length);
            Assert.NotEqual(0, zones.WorthyOf(order).Length);
            Assert.True(expected.IsSupersetOf(zones.WorthyOf(order).ToArray().Select(key => key.Place)));
        }
    }

    /// <summary>The same rows, asked by more clients, so that waves are longer than one and many do the same.</summary>
    static List<RandomTraffic.Row> Spread(List<RandomTraffic.Row> rows, int seed)
    {
        var random = new Random(seed);
        return [.. rows.SelectMany(row => Enumerable.Range(0, random.Next(1, 4)).Select(_ => row with
        {
            Message = row.Message with { Client = new(Address.FromV4(0x0A000101u + (uint)random.Next(Clients)), 1024) },
        }))];
    }

    /// <summary>Half of the clients are followed; they and all others are shown.</summary>
    static List<(ZoneKey Key, PairState State)> Show(FrozenRollups seen, ZoneKeys zones, int order, int first, ZoneWalk walk, ZoneFleet fleet)
    {
        var (states, followed, others) = (new List<(ZoneKey, PairState)>(), new List<PlacedKey>(), new List<PlacedKey>());
        var zone = seen.Zone(zones.Zones[order]).Hash;
        fleet.Clear();
        walk.Begin(zone);
        foreach (var key in zones.Of(order))
        {
            var isShown = fleet.Meet(key.Client);
            if (key.Client % 2 == 0)
            {
                states.Add((key, seen.StateOf(key, zone, new())));
                followed.Add(new(key, first));
            }
            else if (isShown)
            {
                others.Add(new(key, first));
            }
            first++;
        }
        followed.ForEach(key => walk.Show(key, Sight.NamesToFollow));
        others.ForEach(key => walk.Show(key, Sight.Names));
        followed.ForEach(key => walk.Show(key, Sight.DataToFollow));
        others.ForEach(key => walk.Show(key, Sight.Data));
        return states;
    }

    static Dictionary<Deed, HashSet<int>> Naive(FrozenRollups seen, ReadOnlySpan<ZoneKey> keys, ulong zone)
    {
        var whoDid = new Dictionary<Deed, HashSet<int>>();
        foreach (var key in keys)
        {
            foreach (var what in Of(seen.StateOf(key, zone, new())))
            {
                if (!whoDid.TryGetValue(what, out var who))
                {
                    whoDid.Add(what, who = []);
                }
                if (!seen.ClientNumbers.IsRelay(key.Client))
                {
                    who.Add(key.Client);
                }
            }
        }
        return whoDid;
    }

    static IEnumerable<Deed> Of(PairState state)
    {
        foreach (var name in state.Names.Items.ToArray())
        {
            yield return new(name.Hash, -1);
            for (var depth = 0; depth < name.Depth; depth++)
            {
                yield return new(name.Labels[depth], depth);
            }
        }
        foreach (var data in state.Data.Items.ToArray())
        {
            yield return new(data.Hash, -1);
        }
    }

    /// <summary>A name asked or data got (depth -1), or a label used at a depth.</summary>
    readonly record struct Deed(ulong Hash, int Depth);
}
