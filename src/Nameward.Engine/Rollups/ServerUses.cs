using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Who used which server, as one thread saw it. Most messages are of a client and a server that were seen together a moment ago, so what was found last
/// for a client is tried before the table.
/// </summary>
sealed class ServerUses
{
    const int RecentBits = 12;

    readonly Recent[] _recent = new Recent[1 << RecentBits];
    Dictionary<ServerUseKey, ServerUse> _uses = [];

    /// <summary>Counts one message; <paramref name="client"/> is <see cref="PairKey.ClientHash"/>.</summary>
    public void Add(in ServerUseKey key, ulong client, in DnsMessage message)
    {
        ref var recent = ref _recent[(int)(client & ((1 << RecentBits) - 1))];
        if (recent.Use is null || recent.Key != key)
        {
            recent = new(key, Find(key));
        }
        recent.Use.Add(message);
    }

    /// <summary>All uses; there are none afterwards.</summary>
    public Dictionary<ServerUseKey, ServerUse> Take()
    {
        Array.Clear(_recent);
        var uses = _uses;
        _uses = [];
        return uses;
    }

    ServerUse Find(in ServerUseKey key)
    {
        if (!_uses.TryGetValue(key, out var use))
        {
            _uses.Add(key, use = new());
        }
        return use;
    }

    readonly record struct Recent(ServerUseKey Key, ServerUse Use);
}
