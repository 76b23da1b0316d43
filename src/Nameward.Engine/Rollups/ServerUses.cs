using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Who used which server, as one thread saw it. Most messages are of a client and a server that were seen together a moment ago, so each pair that was seen
/// last has a line of memory of its own, in which messages are counted until another pair needs the line.
/// </summary>
sealed class ServerUses(RollupLimits limits)
{
    const int LineBits = 13;
    const int FirstRoom = 1 << 14;

    readonly UseLine[] _lines = new UseLine[1 << LineBits];
    Dictionary<ServerUseKey, ServerUse> _uses = [];
    int _roomFor = FirstRoom;

    /// <summary>64 bits that stand for a use.</summary>
    /// <param name="client"><see cref="PairKey.ClientHash"/>.</param>
    /// <param name="server">A hash of the server, its port and the transport.</param>
    /// <param name="day">UTC day.</param>
    /// <param name="lane">The lane.</param>
    public static ulong HashOf(ulong client, ulong server, ushort day, ushort lane) => client ^ server * 0x9E3779B97F4A7C15 + ((ulong)day << 16 | lane) * 0xD6E8FEB86659FD93;

    /// <summary>Looks at the line of a use, ahead of its turn; what it gives means nothing.</summary>
    // Inlined, the reading would be left out, because nothing comes of it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ulong LookAt(ulong use) => _lines[PlaceOf(use)].Hash;

    /// <summary>Counts one message; <paramref name="use"/> is <see cref="HashOf"/> of its key.</summary>
    public void Add(ulong use, in ServerUseKey key, in DnsMessage message, IObservationBatch batch, bool isOnTheLink)
    {
        ref var line = ref _lines[PlaceOf(use)];
        if (line.Hash != use || line.Use is null || line.IsFull)
        {
            Take(ref line, use, key);
        }
        line.Count(message, batch);
        if (isOnTheLink && (message.Sides & Sides.Response) != 0)
        {
            line.Use!.AddName(message);
        }
    }

    /// <summary>Clients with a higher <see cref="PairKey.ClientHash"/> are left out.</summary>
    public ulong HighestClient { get; private set; } = ulong.MaxValue;

    /// <summary>All uses; there are none afterwards.</summary>
    public Dictionary<ServerUseKey, ServerUse> Take()
    {
        SettleLines();
        var uses = _uses;
        _uses = [];
        return uses;
    }

    void Take(ref UseLine line, ulong hash, in ServerUseKey key)
    {
        line.Settle();
        if (!_uses.TryGetValue(key, out var use))
        {
            MakeRoom();
            _uses.Add(key, use = new());
        }
        line = new(hash, use);
    }

    /// <summary>Looks after the limits each time that there are half as many uses again, so that the walks cost each use little.</summary>
    void MakeRoom()
    {
        if (_uses.Count >= _roomFor)
        {
            SettleLines();
            HighestClient = Math.Min(HighestClient, UseLimits.Leave(_uses, limits));
            _roomFor = Math.Max(FirstRoom, _uses.Count + _uses.Count / 2);
        }
    }

    void SettleLines()
    {
        foreach (ref var line in _lines.AsSpan())
        {
            line.Settle();
        }
        Array.Clear(_lines);
    }

    static int PlaceOf(ulong use) => (int)(use >> (64 - LineBits));
}
