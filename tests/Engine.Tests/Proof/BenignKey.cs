using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Tests.Proof;

/// <summary>One client in one zone on one UTC day, as the rollups remember it, so that it can be remembered again as any other client's.</summary>
sealed record BenignKey
{
    /// <summary>Whose it was.</summary>
    public required Address Donor { get; init; }

    /// <summary>When it was.</summary>
    public required ushort Day { get; init; }

    /// <summary>Chained hash and name of the zone.</summary>
    public required ZoneName Zone { get; init; }

    /// <summary>The exact rows, spelled out; none of a large key.</summary>
    public required ImmutableArray<byte[]> Rows { get; init; }

    /// <summary>The sketches of a large key; null of a small one.</summary>
    public required PairState? Large { get; init; }

    /// <summary>How many rows there were.</summary>
    public required uint Count { get; init; }

    /// <summary>Which servers were asked how often.</summary>
    public required ImmutableArray<AskedServer> Servers { get; init; }

    /// <summary>All keys of a set, in an order of contents.</summary>
    public static IEnumerable<BenignKey> Of(RollupSet set) =>
        Unordered(set).OrderBy(key => key.Donor).ThenBy(key => key.Day).ThenBy(key => key.Zone.Name, ByteOrder.Instance);

    /// <summary>Adds the key to a set as if this client had asked on this day.</summary>
    public void AddTo(RollupSet set, Address client, ushort day)
    {
        var shard = set.Shards[RollupSet.ShardOf(PairKey.ClientHash(client))];
        var key = shard.KeyOf(day, client, Zone.Hash, Zone.Name);
        if (Large is { } state)
        {
            shard.Add(key, state, Count);
        }
        foreach (var row in Rows)
        {
            shard.Add(key, row);
        }
        foreach (var asked in Servers)
        {
            var use = new ServerUseKey(day, asked.Lane, client, asked.Server, Transport.Udp);
            set.Servers.TryAdd(use, new());
            set.Servers[use].AddCounts(asked.Queries, asked.Responses, 0, 0, 0);
        }
    }

    static List<BenignKey> Unordered(RollupSet set)
    {
        var keys = new List<BenignKey>();
        var servers = set.Servers.Keys.Select(use => use.Server).Distinct().OrderBy(server => server.Address).ThenBy(server => server.Port)
            .DistinctBy(CompactRowWriter.ServerHash).ToDictionary(CompactRowWriter.ServerHash);
        foreach (var shard in set.Shards)
        {
            foreach (ref readonly var cell in shard.Cells)
            {
                if (cell.Rows > 0)
                {
                    keys.Add(Of(set, shard, cell, servers));
                }
            }
        }
        return keys;
    }

    static BenignKey Of(RollupSet set, PairShard shard, in PairCell cell, Dictionary<uint, Endpoint> servers)
    {
        var (rows, state) = (ImmutableArray.CreateBuilder<byte[]>(), cell.IsLarge ? shard.Large(cell) : new PairState());
        Span<byte> spelled = stackalloc byte[CompactRow.MaxBytes];
        for (var place = cell.IsLarge ? RowArena.None : cell.Place; place != RowArena.None;)
        {
            var row = shard.Row(place, out place);
            rows.Add(spelled[..row.Spell(spelled)].ToArray());
            state.FoldContent(row, set.Zones.HashOf(cell.Zone));
        }
        return new()
        {
            Donor = shard.Clients[(int)cell.Client],
            Day = cell.Day,
            Zone = new(set.Zones.HashOf(cell.Zone), set.Zones.NameOf(cell.Zone).ToArray()),
            Rows = rows.DrainToImmutable(),
            Large = cell.IsLarge ? state : null,
            Count = cell.Rows,
            Servers = [.. Asked(state, servers)],
        };
    }

    // Rows of a key tell of each its server; sketches tell which servers, but not how often each: the first stands for all.
    static IEnumerable<AskedServer> Asked(PairState state, Dictionary<uint, Endpoint> servers)
    {
        var asked = state.Servers.ToArray().Where(servers.ContainsKey).Select(hash => servers[hash]).ToList();
        return asked.SelectMany((server, place) => state.Lanes.ToArray().Select(lane =>
            new AskedServer(lane.Lane, server, place == 0 ? (int)lane.Queries : 0, place == 0 ? (int)lane.Responses : 0)));
    }
}

/// <summary>How often a server was asked in one lane, and how often it answered.</summary>
readonly record struct AskedServer(ushort Lane, Endpoint Server, int Queries, int Responses);
