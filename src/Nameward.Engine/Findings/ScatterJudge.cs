using System.Collections.Immutable;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs what each client asks of each server that is none of those that many use, as one subject: the form of a channel whose names share no zone. A glance at all such
/// uses leaves those of which most zones are spelled as data; only these are gathered, compared with what others ask, and weighed.
/// </summary>
sealed class ScatterJudge(Scene scene)
{
    /// <summary>Data zones below which nothing is weighed: a signal needs something to be regular about.</summary>
    public const int FewestZones = 4;

    /// <summary>Zones that a finding names.</summary>
    public const int NamedZones = 8;

    readonly PairWeigher _weigher = new(scene);

    FrozenRollups Seen => scene.Seen;

    /// <summary>The weighed uses of at least <paramref name="from"/> bits, gravest first.</summary>
    public ImmutableArray<Weighing> Judge(Bits from)
    {
        var uses = Uses();
        var shards = ByShard(uses);
        Walk(shards, static (use, rows) => use.Glance(rows));
        var suspects = uses.FindAll(use => use.IsSuspect);
        if (suspects.Count == 0)
        {
            return [];
        }
        Walk(ByShard(suspects), static (use, rows) => use.Gather(rows));
        suspects.RemoveAll(use => use.Tally.Measure().DataZones < FewestZones);
        Share(suspects);
        suspects.RemoveAll(use => use.Tally.Measure().DataZones < FewestZones);
        return [.. suspects.Select(use => Weigh(use, suspects)).Where(weighing => weighing.Sum >= from)
            .OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Pair)weighing.Subject).Client).ThenBy(weighing => ((Pair)weighing.Subject).Servers[0].Address)
            .ThenBy(weighing => ((Pair)weighing.Subject).Servers[0].Port)];
    }

    /// <summary>Who uses which server, those left out that many use and those who ask for others.</summary>
    List<ScatteredUse> Uses() =>
        [.. scene.Census.Servers.Where(server => server.IsAnswering && server.Role is not ServerRole.Multicast && !server.Server.Address.IsNone && !scene.Census.IsUsedByMany(server.Server))
            .SelectMany(server => server.Users.Where(user => !Seen.IsRelay(user.Client)).Select(user => new ScatteredUse(user.Client, server.Server)))];

    /// <summary>For each shard, by the number of a client in it, its uses by the hash of their server: whoever resolves by itself asks thousands.</summary>
    Dictionary<uint, ScatteredUse>?[][] ByShard(List<ScatteredUse> uses)
    {
        var byClient = uses.GroupBy(use => use.Client).ToDictionary(client => client.Key, client => client.DistinctBy(use => use.ServerHash).ToDictionary(use => use.ServerHash));
        return [.. Enumerable.Range(0, Seen.Shards).Select(number => Seen.ShardOf(new(number, 0)).Clients.Select(client => byClient.GetValueOrDefault(client)).ToArray())];
    }

    void Walk(Dictionary<uint, ScatteredUse>?[][] shards, Action<ScatteredUse, KeyRows> take)
    {
        var asked = new HashSet<ScatteredUse>();
        for (var number = 0; number < shards.Length; number++)
        {
            var shard = Seen.ShardOf(new(number, 0));
            foreach (ref readonly var cell in shard.Cells)
            {
                if (cell.Rows == 0 || shards[number][cell.Client] is not { } uses)
                {
                    continue;
                }
                asked.Clear();
                AddAsked(shard, cell, uses, asked);
                if (asked.Count > 0)
                {
                    TakeAll(asked, new(shard, cell, Seen.Zone(cell.Zone)), take);
                }
            }
        }
    }

    static void TakeAll(HashSet<ScatteredUse> asked, KeyRows rows, Action<ScatteredUse, KeyRows> take)
    {
        foreach (var use in asked)
        {
            take(use, rows);
        }
    }

    /// <summary>Adds the uses that a key is of.</summary>
    static void AddAsked(PairShard shard, in PairCell cell, Dictionary<uint, ScatteredUse> uses, HashSet<ScatteredUse> asked)
    {
        if (cell.IsLarge)
        {
            foreach (var server in shard.Large(cell).Servers)
            {
                Add(server);
            }
            return;
        }
        for (var at = cell.Place; at != RowArena.None;)
        {
            Add(shard.Row(at, out at).Context.Server);
        }

        void Add(uint server)
        {
            if (uses.TryGetValue(server, out var use))
            {
                asked.Add(use);
            }
        }
    }

    /// <summary>Tells the suspects which of their names other clients ask, in any way; relays ask for others.</summary>
    void Share(List<ScatteredUse> suspects)
    {
        var asked = suspects.SelectMany(use => use.Tally.Suspected.Select(zone => (Zone: zone, Use: use))).ToLookup(asked => asked.Zone, asked => asked.Use);
        for (var number = 0; number < Seen.Shards; number++)
        {
            var shard = Seen.ShardOf(new(number, 0));
            foreach (ref readonly var cell in shard.Cells)
            {
                if (cell.Rows == 0 || Seen.ClientNumbers.IsRelay(Seen.ClientNumbers.Of(number, cell)))
                {
                    continue;
                }
                var zone = Seen.ZoneHash(cell.Zone);
                foreach (var use in asked[zone])
                {
                    if (use.Client != shard.Clients[(int)cell.Client])
                    {
                        use.Share(new(shard, cell, Seen.Zone(cell.Zone)));
                    }
                }
            }
        }
    }

    Weighing Weigh(ScatteredUse use, List<ScatteredUse> suspects)
    {
        var crowd = suspects.Count(other => other.Server == use.Server) - 1;
        var measures = PairMeasuring.Measure(0, use.State, ZoneFleet.Empty) with { OtherClients = crowd, Crowd = crowd };
        var zones = use.Zones.Where(zone => use.Tally.IsData(zone.Hash)).Select(zone => zone.Name).Order(ByteOrder.Instance).Take(NamedZones).ToImmutableArray();
        var scatter = new Scatter(use.Tally.Measure(), use.Server, [.. use.Tally.Shared]);
        return _weigher.Weigh(new(use.Client, 0, zones, null, measures, use.State.Segments, [use.Server], ZoneFleet.Empty, Crowd.None) { Scatter = scatter });
    }
}
