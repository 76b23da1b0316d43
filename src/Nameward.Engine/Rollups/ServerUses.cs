using System.Numerics;
using System.Runtime.CompilerServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Who used which server, as one thread saw it: a line of memory for each use, in which messages are counted. Uses stand in an open-addressing table by
/// 64 bits that stand for their keys.
/// </summary>
sealed class ServerUses(RollupLimits limits)
{
    const int FirstLines = 1 << 10;
    const int FirstRoom = 1 << 14;

    UseLine[] _lines = new UseLine[FirstLines];
    ServerUseKey[] _keys = new ServerUseKey[FirstLines];
    int _count;
    int _roomFor = FirstRoom;

    /// <summary>Clients with a higher <see cref="PairKey.ClientHash"/> are left out.</summary>
    public ulong HighestClient { get; private set; } = ulong.MaxValue;

    /// <summary>64 bits that stand for a use; never 0, which marks a free line.</summary>
    /// <param name="client"><see cref="PairKey.ClientHash"/>.</param>
    /// <param name="server">A hash of the server, its port and the transport.</param>
    /// <param name="day">UTC day.</param>
    /// <param name="lane">The lane.</param>
    public static ulong HashOf(ulong client, ulong server, ushort day, ushort lane) =>
        Math.Max(1, client ^ server * 0x9E3779B97F4A7C15 + ((ulong)day << 16 | lane) * 0xD6E8FEB86659FD93);

    /// <summary>Looks at both ends of the line of a use, ahead of its turn; what it gives means nothing.</summary>
    // Inlined, the reading would be left out, because nothing comes of it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool LookAt(ulong use)
    {
        ref readonly var line = ref _lines[Placing.PlaceOf(Placing.Spread(use), _lines.Length)];
        return line.Hash == use & line.IsFull;
    }

    /// <summary>Counts one message; <paramref name="use"/> is <see cref="HashOf"/> of its key.</summary>
    public void Add(ulong use, in ServerUseKey key, in DnsMessage message, IObservationBatch batch, bool isOnTheLink)
    {
        ref var line = ref Find(use, key);
        line.Count(message, batch);
        if (isOnTheLink && (message.Sides & Sides.Response) != 0)
        {
            line.Use!.AddName(message);
        }
    }

    /// <summary>All uses; there are none afterwards.</summary>
    public Dictionary<ServerUseKey, ServerUse> Take()
    {
        var uses = Settled();
        (_lines, _keys, _count) = (new UseLine[FirstLines], new ServerUseKey[FirstLines], 0);
        return uses;
    }

    ref UseLine Find(ulong use, in ServerUseKey key)
    {
        var at = PlaceOf(use);
        if (_lines[at].Use is null)
        {
            if (2 * _count >= _lines.Length)
            {
                MakeRoom();
                at = PlaceOf(use);
            }
            _count++;
            _lines[at] = new(use, new());
            _keys[at] = key;
        }
        else if (_lines[at].IsFull)
        {
            _lines[at].Settle();
        }
        return ref _lines[at];
    }

    int PlaceOf(ulong use)
    {
        var (lines, at) = (_lines, Placing.PlaceOf(Placing.Spread(use), _lines.Length));
        while (lines[at].Hash != use && lines[at].Use is not null)
        {
            at = (at + 1) & (lines.Length - 1);
        }
        return at;
    }

    /// <summary>Twice as many lines; and a look at the limits each time that there are half as many uses again, so that the walks cost each use little.</summary>
    void MakeRoom()
    {
        var (lines, keys) = (_lines, _keys);
        var kept = _count >= _roomFor ? Settled() : null;
        if (kept is not null)
        {
            HighestClient = Math.Min(HighestClient, UseLimits.Leave(kept, limits));
            _roomFor = Math.Max(FirstRoom, kept.Count + kept.Count / 2);
        }
        var room = kept is null ? lines.Length * 2 : (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(FirstLines, 4 * kept.Count));
        (_lines, _keys, _count) = (new UseLine[room], new ServerUseKey[room], 0);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Use is not null && (kept is null || kept.ContainsKey(keys[i])))
            {
                var at = PlaceOf(lines[i].Hash);
                (_lines[at], _keys[at]) = (lines[i], keys[i]);
                _count++;
            }
        }
    }

    Dictionary<ServerUseKey, ServerUse> Settled()
    {
        var uses = new Dictionary<ServerUseKey, ServerUse>(_count);
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_lines[i].Use is { } use)
            {
                _lines[i].Settle();
                uses.Add(_keys[i], use);
            }
        }
        return uses;
    }
}
