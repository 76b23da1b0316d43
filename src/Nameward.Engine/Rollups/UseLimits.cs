using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Which uses of servers are kept where there are too many: those of the clients with the lowest hashes, and of each client those with the lowest hashes.
/// What is among the lowest in the end was among the lowest in every part, so that nothing of it was lost on the way.
/// </summary>
static class UseLimits
{
    /// <summary>Takes out what is not kept.</summary>
    /// <returns>The highest <see cref="PairKey.ClientHash"/> that is kept.</returns>
    public static ulong Leave(Dictionary<ServerUseKey, ServerUse> uses, RollupLimits limits)
    {
        var clients = uses.Keys.GroupBy(key => PairKey.ClientHash(key.Client)).ToDictionary(client => client.Key, client => client.Count());
        var highest = clients.Count <= limits.Clients ? ulong.MaxValue : clients.Keys.Order().ElementAt(limits.Clients - 1);
        foreach (var (key, _) in uses)
        {
            if (PairKey.ClientHash(key.Client) > highest)
            {
                uses.Remove(key);
            }
        }
        var busy = clients.Where(client => client.Value > RollupLimits.ServersOfClient).Select(client => client.Key).ToHashSet();
        foreach (var ofClient in uses.Keys.Where(key => busy.Contains(PairKey.ClientHash(key.Client))).GroupBy(key => key.Client).ToList())
        {
            foreach (var key in ofClient.OrderBy(HashOf).ThenBy(key => key).Skip(RollupLimits.ServersOfClient))
            {
                uses.Remove(key);
            }
        }
        return highest;
    }

    static ulong HashOf(ServerUseKey key) =>
        WyHash.Of(key.Server.Address.Low, WyHash.Of(key.Server.Address.High, WyHash.Of((ulong)key.Day << 48 | (ulong)key.Lane << 32 | (ulong)key.Transport << 16 | key.Server.Port, NameHashing.Seed)));
}
