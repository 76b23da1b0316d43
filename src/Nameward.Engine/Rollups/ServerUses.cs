using System.Numerics;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Who used which server, as one thread saw it: a line of memory for each use, in which messages are counted. Lines stand in an open-addressing table by
/// 64 bits that stand for the keys of the uses; the uses themselves have numbers, and are seldom looked at.
/// </summary>
sealed class ServerUses(RollupLimits limits)
{
    const int FirstLines = 1 << 10;
    const int FirstRoom = 1 << 14;

    TableMemory<UseLine> _lines = TableMemory<UseLine>.Zeroed(FirstLines);
    readonly List<ServerUseKey> _keys = [];
    readonly List<ServerUse> _uses = [];
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

    /// <summary>Has the line of a use brought to the cache, ahead of its turn.</summary>
    public void LookAt(ulong use)
    {
        const int LinesOfMemory = 64;
        var at = Placing.PlaceOf(Placing.Spread(use), _lines.Length);
        _lines.Prefetch(at);
        _lines.PrefetchBehind(at, LinesOfMemory);
    }

    /// <summary>Counts one message; <paramref name="use"/> is <see cref="HashOf"/> of its key.</summary>
    /// <returns>The line of the use, valid until the next message.</returns>
    public ref UseLine Add(ulong use, in DnsMessage message, uint segment, ushort day, ushort lane)
    {
        var at = PlaceOf(use);
        if (_lines.Items[at].Hash == 0)
        {
            at = AddLine(use, new(day, lane, message.Client.Address, message.Server, message.Transport));
        }
        ref var line = ref _lines.Items[at];
        line.Count(message, segment);
        if (line.IsFull)
        {
            line.Settle(_uses[line.Number]);
        }
        return ref line;
    }

    /// <summary>All uses; there are none afterwards.</summary>
    public Dictionary<ServerUseKey, ServerUse> Take()
    {
        var (uses, lines) = (Settled(), _lines);
        Clear(FirstLines);
        lines.Release();
        return uses;
    }

    /// <summary>Adds the times to live of the records that answer; most messages have none that is lower than those that are kept.</summary>
    public void AddTtls(ref UseLine line, ReadOnlySpan<byte> answers)
    {
        foreach (var record in new ResourceRecords(answers))
        {
            if (line.IsLow(record.Ttl) && record.Section == Section.Answer)
            {
                line.AddTtl(record.Ttl, _uses[line.Number]);
            }
        }
    }

    /// <summary>Adds the name for which a host of the link answered.</summary>
    public void AddName(in UseLine line, in DnsMessage message) => _uses[line.Number].AddName(message);

    int AddLine(ulong use, in ServerUseKey key)
    {
        if (2 * _uses.Count >= _lines.Length)
        {
            MakeRoom();
        }
        var at = PlaceOf(use);
        _lines.Items[at] = new(use, _uses.Count);
        _uses.Add(new());
        _keys.Add(key);
        return at;
    }

    int PlaceOf(ulong use)
    {
        var lines = _lines.Items;
        var at = Placing.PlaceOf(Placing.Spread(use), lines.Length);
        while (lines[at].Hash != use && lines[at].Hash != 0)
        {
            at = (at + 1) & (lines.Length - 1);
        }
        return at;
    }

    /// <summary>Twice as many lines; and a look at the limits each time that there are half as many uses again, so that the walks cost each use little.</summary>
    void MakeRoom()
    {
        var old = _lines;
        if (_uses.Count < _roomFor)
        {
            _lines = TableMemory<UseLine>.Zeroed(old.Length * 2);
            foreach (ref readonly var line in old.Items)
            {
                if (line.Hash != 0)
                {
                    _lines.Items[PlaceOf(line.Hash)] = line;
                }
            }
        }
        else
        {
            LeaveOut(old);
        }
        old.Release();
    }

    /// <summary>Leaves out the uses that are too many, and gives numbers to the others anew.</summary>
    void LeaveOut(TableMemory<UseLine> lines)
    {
        var kept = Settled();
        HighestClient = Math.Min(HighestClient, UseLimits.Leave(kept, limits));
        _roomFor = Math.Max(FirstRoom, kept.Count + kept.Count / 2);
        var keys = _keys.ToArray();
        Clear((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(FirstLines, 4 * kept.Count)));
        foreach (ref readonly var line in lines.Items)
        {
            if (line.Hash != 0 && kept.TryGetValue(keys[line.Number], out var use))
            {
                ref var place = ref _lines.Items[PlaceOf(line.Hash)];
                place = new(line.Hash, _uses.Count);
                place.Settle(use);
                _uses.Add(use);
                _keys.Add(keys[line.Number]);
            }
        }
    }

    void Clear(int lines)
    {
        _lines = TableMemory<UseLine>.Zeroed(lines);
        _uses.Clear();
        _keys.Clear();
    }

    Dictionary<ServerUseKey, ServerUse> Settled()
    {
        var uses = new Dictionary<ServerUseKey, ServerUse>(_uses.Count);
        foreach (ref var line in _lines.Items)
        {
            if (line.Hash != 0)
            {
                line.Settle(_uses[line.Number]);
                uses.Add(_keys[line.Number], _uses[line.Number]);
            }
        }
        return uses;
    }
}
