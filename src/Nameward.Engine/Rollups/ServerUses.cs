using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Who used which server, as one thread saw it. Most messages are of a client and a server that were seen together a moment ago, so what was found last
/// for a client is tried before the table.
/// </summary>
sealed class ServerUses
{
    const int RecentBits = 13;

    readonly Recent[] _recent = new Recent[1 << RecentBits];
    Dictionary<ServerUseKey, ServerUse> _uses = [];

    /// <summary>Looks at what was found last for a client, ahead of its use; what it gives means nothing.</summary>
    // Inlined, the reading would be left out, because nothing comes of it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ulong LookAt(ulong client) => _recent[PlaceOf(client)].Key.Client.Low;

    /// <summary>Looks further ahead, when <see cref="LookAt"/> has: at the counts.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public long LookBehind(ulong client) => _recent[PlaceOf(client)].Use?.Queries ?? 0;

    /// <summary>Counts one message; <paramref name="client"/> is <see cref="PairKey.ClientHash"/>.</summary>
    public void Add(in ServerUseKey key, ulong client, in DnsMessage message, IObservationBatch batch, bool isOnTheLink)
    {
        ref var recent = ref _recent[PlaceOf(client)];
        if (recent.Use is null || recent.Key != key)
        {
            recent = new(key, Find(key));
        }
        recent.Use.Add(message, batch, isOnTheLink);
    }

    /// <summary>All uses; there are none afterwards.</summary>
    public Dictionary<ServerUseKey, ServerUse> Take()
    {
        Array.Clear(_recent);
        var uses = _uses;
        _uses = [];
        return uses;
    }

    static int PlaceOf(ulong client) => (int)(client & ((1 << RecentBits) - 1));

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
