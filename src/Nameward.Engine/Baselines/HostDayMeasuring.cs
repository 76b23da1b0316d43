using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Baselines;

/// <summary>
/// Measures what each client did in a UTC day. Those that ask for others are named with their role and not measured, and do not count as somebody who asks a zone. Nothing depends on the
/// other days of the evidence, so that a day counts the same by itself and among many.
/// </summary>
sealed class HostDayMeasuring
{
    /// <summary>Days that are looked at; the newest.</summary>
    public const int MostDays = 28;

    readonly FrozenRollups _seen;
    readonly int _threads;

    /// <summary>Finds the days of the evidence.</summary>
    public HostDayMeasuring(FrozenRollups seen, int threads)
    {
        (_seen, _threads) = (seen, threads);
        Days = [.. FindDays().Order().TakeLast(MostDays)];
    }

    /// <summary>The UTC days with keys, ascending; what carries no time belongs to none.</summary>
    public ImmutableArray<ushort> Days { get; }

    /// <summary>All clients of a day, in order of their addresses.</summary>
    public ImmutableArray<HostDay> Of(ushort day)
    {
        var askers = new ZoneAskers(_seen, day);
        var servers = new ServersOfDay(_seen, day);
        var walks = new ShardWalk[_seen.Shards];
        Parallel.For(0, walks.Length, new() { MaxDegreeOfParallelism = _threads }, shard => walks[shard] = Walk(shard, day, askers));
        var directories = walks.SelectMany(walk => walk.Directories).ToHashSet();
        return [.. walks.SelectMany((walk, shard) => HostsOf(walk, shard, day, servers, directories)).OrderBy(host => host.Client)];
    }

    /// <summary>The zones of a day by their chained hashes: those that one client alone asked, by client, and those that several did.</summary>
    public (ILookup<Address, ulong> Lone, HashSet<ulong> Shared) ZonesOf(ushort day)
    {
        var askers = new ZoneAskers(_seen, day);
        var (lone, shared) = (new List<(Address Client, ulong Zone)>(), new HashSet<ulong>());
        for (var number = 0; number < _seen.Shards; number++)
        {
            var shard = _seen.ShardOf(new(number, 0));
            foreach (ref readonly var cell in shard.Cells)
            {
                if (!IsOf(cell, day))
                {
                    continue;
                }
                if (askers.AreSeveral(cell.Zone))
                {
                    shared.Add(_seen.ZoneHash(cell.Zone));
                }
                else if (askers.IsAlone(_seen.ClientNumbers.Of(number, cell), cell.Zone))
                {
                    lone.Add((shard.Clients[(int)cell.Client], _seen.ZoneHash(cell.Zone)));
                }
            }
        }
        return (lone.ToLookup(zone => zone.Client, zone => zone.Zone), shared);
    }

    /// <summary>The zones in which a client asked most names on a day, by their chained hashes.</summary>
    public ImmutableArray<ulong> BusiestZones(Address client, ushort day, int most)
    {
        var found = new List<(ulong Zone, int Names)>();
        for (var number = 0; number < _seen.Shards; number++)
        {
            var walk = new ShardWalk(_seen.ShardOf(new(number, 0)));
            var of = walk.Shard.Clients.IndexOf(client);
            foreach (ref readonly var cell in of < 0 ? [] : walk.Shard.Cells)
            {
                if (cell.Client == of && IsOf(cell, day))
                {
                    found.Add((_seen.ZoneHash(cell.Zone), walk.NamesOf(cell).Names));
                }
            }
        }
        return [.. found.OrderByDescending(zone => zone.Names).ThenBy(zone => zone.Zone).Take(most).Select(zone => zone.Zone)];
    }

    static bool IsOf(in PairCell cell, ushort day) => cell.Rows > 0 && cell.Day == day;

    HashSet<ushort> FindDays()
    {
        var days = new HashSet<ushort>();
        for (var number = 0; number < _seen.Shards; number++)
        {
            foreach (ref readonly var cell in _seen.ShardOf(new(number, 0)).Cells)
            {
                if (cell.Rows > 0 && cell.Day > 0)
                {
                    days.Add(cell.Day);
                }
            }
        }
        return days;
    }

    ShardWalk Walk(int number, ushort day, ZoneAskers askers)
    {
        var walk = new ShardWalk(_seen.ShardOf(new(number, 0)));
        foreach (ref readonly var cell in walk.Shard.Cells)
        {
            if (IsOf(cell, day))
            {
                walk.Add(cell, askers.IsAlone(_seen.ClientNumbers.Of(number, cell), cell.Zone), IsReverse(_seen.ZoneNameOf(cell.Zone)));
            }
        }
        return walk;
    }

    static bool IsReverse(ReadOnlySpan<byte> zone) => zone.EndsWith("\u0004arpa\0"u8);

    IEnumerable<HostDay> HostsOf(ShardWalk walk, int shard, ushort day, ServersOfDay servers, HashSet<uint> directories)
    {
        for (var i = 0; i < walk.Tallies.Length; i++)
        {
            var (client, tally) = (walk.Shard.Clients[i], walk.Tallies[i]);
            if (tally.Zones == 0)
            {
                continue;
            }
            var (asked, queries) = servers.Of(client);
            yield return _seen.IsRelay(client)
                ? new(client, day, servers.Answers(client, directories) ? HostRole.DomainController : HostRole.Resolver, [], tally.First, tally.Last, queries)
                : new(client, day, tally.Role, tally.Values(asked), tally.First, tally.Last, queries);
        }
    }
}
