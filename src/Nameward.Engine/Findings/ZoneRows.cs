using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Copies of the exact rows of some zones' small keys, those of a key side by side. Where they are kept they lie all over memory, and judging looks at them
/// several times: so they are copied first, several zones at once, that each shard is gone through in one go and its pages are near.
/// </summary>
sealed class ZoneRows(FrozenRollups seen, ZoneKeys zones)
{
    /// <summary>Bytes of copies that are held; what is beyond, in the few zones that are larger than this alone, is copied anew for each look.</summary>
    public const int MostHeld = 12 << 20;

    /// <summary>Keys whose rows are on their way from memory at once.</summary>
    const int WaveKeys = 32;

    /// <summary>Steps of the arena from the begin of a row to the line of memory that most rows end in.</summary>
    const int NextLine = 8;

    /// <summary>In place of where a key's copies begin: there are none.</summary>
    const int NotHeld = -1;

    readonly TableMemory<byte> _copies = new();
    readonly int[] _ofShard = new int[seen.Shards + 1];
    readonly byte[] _anew = new byte[(PairCost.MostUnits * PairCost.Unit) + (PairShard.SmallRows * CompactRow.ContextBytes)];
    Copied[] _keys = [];
    int[] _turns = [];
    int _length;

    /// <summary>Copies the rows of zones, by their places among all zones.</summary>
    public void Copy(ReadOnlySpan<int> orders)
    {
        var count = SortByShard(orders);
        _length = 0;
        for (var from = 0; from < count; from += WaveKeys)
        {
            CopyWave(_turns.AsSpan(from, Math.Min(WaveKeys, count - from)));
        }
    }

    /// <summary>The rows of a key, by its place among all that were copied; none where it is large. They are good until the next call.</summary>
    public RowsOfKey Of(int index)
    {
        var key = _keys[index];
        if (key.Begin != NotHeld)
        {
            return new(_copies.Items.Slice(key.Begin, key.Length), seen.Contexts);
        }
        var length = CopyRows(key.Key, _anew);
        return new(_anew.AsSpan(0, length), seen.Contexts);
    }

    /// <summary>Lists the keys of the zones, and in which turn they are copied: shard by shard.</summary>
    /// <returns>How many there are.</returns>
    int SortByShard(ReadOnlySpan<int> orders)
    {
        var count = 0;
        Array.Clear(_ofShard);
        foreach (var order in orders)
        {
            var keys = zones.Of(order);
            MakeRoom(count + keys.Length);
            foreach (ref readonly var key in keys)
            {
                _keys[count++] = new() { Key = key };
                _ofShard[key.Place.Shard + 1]++;
            }
        }
        for (var shard = 1; shard < _ofShard.Length; shard++)
        {
            _ofShard[shard] += _ofShard[shard - 1];
        }
        for (var i = 0; i < count; i++)
        {
            _turns[_ofShard[_keys[i].Key.Place.Shard]++] = i;
        }
        return count;
    }

    void MakeRoom(int keys)
    {
        if (keys > _keys.Length)
        {
            Array.Resize(ref _keys, Math.Max(keys, 2 * _keys.Length));
            Array.Resize(ref _turns, _keys.Length);
        }
    }

    void CopyWave(ReadOnlySpan<int> wave)
    {
        if (_length >= MostHeld)
        {
            foreach (var index in wave)
            {
                _keys[index].Begin = NotHeld;
            }
            return;
        }
        Call(wave);
        foreach (var index in wave)
        {
            Hold(ref _keys[index]);
        }
    }

    /// <summary>Has the rows of a wave brought to the cache: the newest of each key, then the one before it, and so on.</summary>
    void Call(ReadOnlySpan<int> wave)
    {
        Span<ZoneKey> walking = stackalloc ZoneKey[WaveKeys];
        var count = 0;
        foreach (var index in wave)
        {
            count = Call(_keys[index].Key, walking, count);
        }
        while (count > 0)
        {
            var left = 0;
            foreach (var key in walking[..count])
            {
                seen.ShardOf(key.Place).Arena.Row(key.Row, out var previous);
                left = Call(key with { Row = previous }, walking, left);
            }
            count = left;
        }
    }

    int Call(ZoneKey key, Span<ZoneKey> walking, int count)
    {
        if (key.Row == RowArena.None)
        {
            return count;
        }
        var arena = seen.ShardOf(key.Place).Arena;
        arena.Prefetch(key.Row);
        arena.Prefetch(key.Row + NextLine);
        walking[count] = key;
        return count + 1;
    }

    void Hold(ref Copied key)
    {
        if (_length + _anew.Length > _copies.Length)
        {
            _copies.Grow(2 * (_length + _anew.Length));
        }
        key.Begin = _length;
        key.Length = CopyRows(key.Key, _copies.Items[_length..]);
        _length += key.Length;
    }

    /// <returns>Bytes copied.</returns>
    int CopyRows(ZoneKey key, Span<byte> to)
    {
        var length = 0;
        var arena = seen.ShardOf(key.Place).Arena;
        for (var place = key.Row; place != RowArena.None;)
        {
            var row = arena.Row(place, out place);
            row = row[..CompactRow.LengthOf(row)];
            row.CopyTo(to[length..]);
            length += row.Length;
        }
        return length;
    }

    /// <summary>A key and where its rows stand.</summary>
    struct Copied
    {
        public ZoneKey Key;
        public int Begin;
        public int Length;
    }
}

/// <summary>Walks the rows of one key, newest first.</summary>
ref struct RowsOfKey(ReadOnlySpan<byte> rows, RowContexts contexts)
{
    ReadOnlySpan<byte> _rest = rows;
    ReadOnlySpan<byte> _row;

    /// <summary>The row the walk stands on.</summary>
    public readonly CompactRow Current => new(_row, contexts);

    /// <summary>Lets <c>foreach</c> walk.</summary>
    public readonly RowsOfKey GetEnumerator() => this;

    /// <summary>Steps to the next row.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }
        _row = _rest[..CompactRow.LengthOf(_rest)];
        _rest = _rest[_row.Length..];
        return true;
    }
}
