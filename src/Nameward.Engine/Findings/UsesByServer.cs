using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>The uses of servers, gathered by server. A log that names no port speaks of the server that others saw at its address.</summary>
sealed class UsesByServer
{
    const ushort Dns = 53;

    /// <summary>Gathers them.</summary>
    public UsesByServer(ImmutableArray<ServerUseEntry> uses)
    {
        var named = uses.Where(use => !use.Key.Server.Address.IsNone).ToList();
        var ports = named.Where(use => use.Key.Server.Port != 0).GroupBy(use => use.Key.Server.Address).ToDictionary(address => address.Key, address => UsualPort(address));
        ByServer = named.GroupBy(use => use.Key.Server.Port == 0 ? use.Key.Server with { Port = ports.GetValueOrDefault(use.Key.Server.Address) } : use.Key.Server)
            .ToDictionary(server => server.Key, server => server.ToList());
        Answering = [.. named.Where(use => (use.Use.Responses > 0 || use.Key.Leg == Leg.Client) && use.Key.Client != use.Key.Server.Address && !use.Key.Server.IsOfTheLink)
            .Select(use => use.Key.Server.Address)];
        ByClient = named.ToLookup(use => use.Key.Client);
    }

    /// <summary>The uses of each server.</summary>
    public Dictionary<Endpoint, List<ServerUseEntry>> ByServer { get; }

    /// <summary>The uses of each client.</summary>
    public ILookup<Address, ServerUseEntry> ByClient { get; }

    /// <summary>Addresses that answer somebody else.</summary>
    public HashSet<Address> Answering { get; }

    static ushort UsualPort(IEnumerable<ServerUseEntry> uses) =>
        uses.Any(use => use.Key.Server.Port == Dns) ? Dns : uses.GroupBy(use => use.Key.Server.Port).OrderByDescending(port => port.Sum(use => use.Use.Queries)).ThenBy(port => port.Key).First().Key;
}
