using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>What the evidence shows at all of what somebody asks about, in one of the parts it plays.</summary>
sealed record AskedUse
{
    /// <summary>What it is there.</summary>
    public required UsePart Part { get; init; }
    /// <summary>First seen, UTC; null where the evidence carries no time.</summary>
    public required DateTime? First { get; init; }
    /// <summary>Last seen, UTC.</summary>
    public required DateTime? Last { get; init; }
    /// <summary>Different UTC days; 0 where the evidence carries no time.</summary>
    public required int Days { get; init; }
    /// <summary>Queries of the source that shows most; of flows, how many.</summary>
    public required long Queries { get; init; }
    /// <summary>Different clients.</summary>
    public required int Clients { get; init; }
    /// <summary>Different zones; 0 where they are not told apart.</summary>
    public required int Zones { get; init; }
    /// <summary>The servers asked, in order; of a server itself.</summary>
    public required ImmutableArray<Endpoint> Servers { get; init; }

    /// <summary>Every part that it plays; none where it does not occur.</summary>
    public static ImmutableArray<AskedUse> All(Inquiry inquiry, Scene scene)
    {
        var uses = ImmutableArray.CreateBuilder<AskedUse>();
        if (OfKeys(inquiry, scene.Seen) is { } keys)
        {
            uses.Add(keys);
        }
        if (inquiry.Address is { } address)
        {
            uses.AddRange(OfAddress(address, scene));
        }
        return uses.DrainToImmutable();
    }

    static AskedUse? OfKeys(Inquiry inquiry, FrozenRollups seen)
    {
        var keys = seen.KeysOf(inquiry.Keys).ToList();
        if (keys.Count == 0)
        {
            return null;
        }
        var (first, last, queries, zones, servers) = (DateTime.MaxValue, DateTime.MinValue, 0L, new HashSet<ulong>(), new HashSet<Endpoint>());
        foreach (var key in keys)
        {
            var zone = seen.ZoneHash(seen.ShardOf(key.Place).Cells[key.Place.Index].Zone);
            var state = seen.StateOf(key, zone, new());
            var day = DateTime.UnixEpoch.AddDays(seen.DayOf(key));
            (first, last) = (Min(first, day.AddSeconds(state.First)), Max(last, day.AddSeconds(state.Last)));
            queries += Math.Max(state.Largest.Queries, state.Largest.Responses);
            zones.Add(zone);
            servers.UnionWith(seen.ServersOf(state));
        }
        var days = keys.Select(seen.DayOf).Distinct().Count(day => day > 0);
        return new()
        {
            Part = inquiry.Zone is null ? UsePart.Client : UsePart.Zone,
            First = days > 0 ? first : null,
            Last = days > 0 ? last : null,
            Days = days,
            Queries = queries,
            Clients = keys.Select(key => key.Client).Distinct().Count(),
            Zones = zones.Count,
            Servers = [.. servers.OrderBy(server => server.Address).ThenBy(server => server.Port)],
        };
    }

    static IEnumerable<AskedUse> OfAddress(Address address, Scene scene)
    {
        foreach (var server in scene.Census.Servers.Where(server => server.Server.Address == address))
        {
            yield return new()
            {
                Part = UsePart.Server,
                First = server.First,
                Last = server.Traffic.Last,
                Days = DaysOf(scene, use => use.Server == server.Server),
                Queries = Math.Max(server.Queries, server.Responses),
                Clients = server.Users.Length,
                Zones = 0,
                Servers = [server.Server],
            };
        }
        var conversations = scene.Census.ByClient[address].Where(use => !use.Server.ShowsMessages).ToList();
        if (conversations.Count > 0)
        {
            yield return new()
            {
                Part = UsePart.Flows,
                First = conversations.Min(use => use.Use.First),
                Last = conversations.Max(use => use.Use.Last),
                Days = DaysOf(scene, use => use.Client == address && use.IsConversation),
                Queries = conversations.Sum(use => Math.Max(use.Use.Queries, use.Use.Responses)),
                Clients = 1,
                Zones = 0,
                Servers = [.. conversations.Select(use => use.Server.Server).Distinct().OrderBy(server => server.Address).ThenBy(server => server.Port)],
            };
        }
    }

    static int DaysOf(Scene scene, Func<ServerUseKey, bool> isMeant) =>
        scene.Seen.Servers.Concat(ConversationUses.Of(scene.Seen.Flows, scene.Site)).Select(use => use.Key).Where(isMeant).Select(use => use.Day).Distinct().Count(day => day > 0);

    static DateTime Min(DateTime a, DateTime b) => a < b ? a : b;

    static DateTime Max(DateTime a, DateTime b) => a > b ? a : b;
}

/// <summary>What something is in the evidence.</summary>
enum UsePart
{
    /// <summary>A zone that is asked for.</summary>
    Zone,
    /// <summary>A client that asks.</summary>
    Client,
    /// <summary>A server that is asked.</summary>
    Server,
    /// <summary>A client whose conversations on ports of DNS alone are seen.</summary>
    Flows,
}
