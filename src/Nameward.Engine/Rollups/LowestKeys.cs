using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Nameward.Engine.Rollups;

/// <summary>A key of <see cref="LowestKeys{TKey,TState}"/>.</summary>
interface IKept<T> where T : struct, IKept<T>
{
    /// <summary>The hash that decides whether the key is kept: <see cref="Observations.WyHash"/> of all of it.</summary>
    ulong Hash { get; }

    /// <summary>Writes its canonical bytes.</summary>
    void WriteTo(IBufferWriter<byte> to);

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    static abstract T ReadFrom(ref StateReader from);
}

/// <summary>What <see cref="LowestKeys{TKey,TState}"/> remembers of a key; parts of it merge under the laws of <see cref="IMergeable{T}"/>.</summary>
interface IKeptState<T> where T : struct, IKeptState<T>
{
    /// <summary>Takes in another part.</summary>
    void Merge(in T other);

    /// <summary>Writes its canonical bytes.</summary>
    void WriteTo(IBufferWriter<byte> to);

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    static abstract T ReadFrom(ref StateReader from);
}

/// <summary>
/// A table of bounded size that keeps the keys with the lowest hashes of all that were seen, with all that was ever added to them: a key that is among
/// the lowest in the end was among the lowest of every part, so nothing of it was lost on the way, in whatever order and partition. A key once left out
/// never comes back, since the highest hash that is kept only falls.
/// </summary>
sealed class LowestKeys<TKey, TState> : IMergeable<LowestKeys<TKey, TState>>
    where TKey : struct, IKept<TKey>, IEquatable<TKey>, IComparable<TKey>
    where TState : struct, IKeptState<TState>
{
    const int FewestSlots = 16;

    int _most;
    Entry[] _entries = new Entry[FewestSlots / 2];
    int[] _slots = new int[FewestSlots];
    int _count;
    ulong _highest = ulong.MaxValue;

    /// <summary>An empty table.</summary>
    /// <param name="most">Most keys that are kept, from 1 on; of two tables that merge, the lower holds.</param>
    public LowestKeys(int most) => _most = most;

    /// <summary>Keys that are kept.</summary>
    public int Count
    {
        get
        {
            Trim();
            return _count;
        }
    }

    /// <summary>What is kept, in the order of the keys.</summary>
    public KeyValuePair<TKey, TState>[] Sorted()
    {
        Trim();
        var sorted = new KeyValuePair<TKey, TState>[_count];
        for (var i = 0; i < _count; i++)
        {
            sorted[i] = new(_entries[i].Key, _entries[i].State);
        }
        Array.Sort(sorted, (a, b) => a.Key.CompareTo(b.Key));
        return sorted;
    }

    /// <summary>Adds a part to what is remembered of a key. What a new key remembers is the part itself, not a copy of what that refers to.</summary>
    public void Add(in TKey key, in TState part)
    {
        ref var state = ref Find(key, part, out var isNew);
        if (!isNew && !Unsafe.IsNullRef(ref state))
        {
            state.Merge(part);
        }
    }

    /// <summary>What is remembered of a key, to be added to in its place; a null reference where the key is left out. Valid until the next call.</summary>
    /// <param name="key">The key.</param>
    /// <param name="begin">What is remembered of a key that is new.</param>
    /// <param name="isNew">Whether it was new.</param>
    public ref TState Find(in TKey key, in TState begin, out bool isNew)
    {
        isNew = false;
        var hash = key.Hash;
        if (hash > _highest)
        {
            return ref Unsafe.NullRef<TState>();
        }
        var slot = SlotOf(hash, key);
        if (_slots[slot] > 0)
        {
            return ref _entries[_slots[slot] - 1].State;
        }
        if (_count == _entries.Length)
        {
            MakeRoom();
            slot = SlotOf(hash, key);
        }
        if (hash > _highest)
        {
            return ref Unsafe.NullRef<TState>();
        }
        isNew = true;
        _entries[_count] = new() { Hash = hash, Key = key, State = begin };
        _slots[slot] = ++_count;
        return ref _entries[_count - 1].State;
    }

    /// <inheritdoc/>
    public void Merge(LowestKeys<TKey, TState> other)
    {
        _most = Math.Min(_most, other._most);
        for (var i = 0; i < other._count; i++)
        {
            ref readonly var entry = ref other._entries[i];
            Add(entry.Key, entry.State);
        }
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        var sorted = Sorted();
        to.U32((uint)_most);
        to.U32((uint)sorted.Length);
        foreach (var (key, state) in sorted)
        {
            key.WriteTo(to);
            state.WriteTo(to);
        }
    }

    /// <inheritdoc/>
    public static LowestKeys<TKey, TState> ReadFrom(ref StateReader from)
    {
        var most = from.U32();
        var count = from.Count(atLeast: 1);
        if (most is 0 or > int.MaxValue || count > most)
        {
            throw new InvalidDataException("a rollup block holds more keys than it may");
        }
        var table = new LowestKeys<TKey, TState>((int)most);
        for (; count > 0; count--)
        {
            table.Add(TKey.ReadFrom(ref from), TState.ReadFrom(ref from));
        }
        return table;
    }

    /// <summary>
    /// The place of a key, or the free one where it belongs. The low bits choose it: those that are kept have the high ones in common, and keys of another
    /// table may come in the order of their hashes.
    /// </summary>
    int SlotOf(ulong hash, in TKey key)
    {
        var mask = _slots.Length - 1;
        var slot = (int)hash & mask;
        for (; _slots[slot] > 0; slot = (slot + 1) & mask)
        {
            ref readonly var entry = ref _entries[_slots[slot] - 1];
            if (entry.Hash == hash && entry.Key.Equals(key))
            {
                break;
            }
        }
        return slot;
    }

    /// <summary>A quarter more than are kept are held before the highest are left out, so that this is rare.</summary>
    void MakeRoom()
    {
        var largest = (int)Math.Min(_most + _most / 4L + 1, Array.MaxLength);
        if (_entries.Length >= largest)
        {
            Trim();
            return;
        }
        var length = (int)Math.Min(_entries.Length * 2L, largest);
        Array.Resize(ref _entries, length);
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)length + (uint)length / 2)];
        Rehash();
    }

    void Rehash()
    {
        Array.Clear(_slots);
        for (var i = 0; i < _count; i++)
        {
            _slots[SlotOf(_entries[i].Hash, _entries[i].Key)] = i + 1;
        }
    }

    /// <summary>Leaves out all keys but the lowest.</summary>
    void Trim()
    {
        if (_count <= _most)
        {
            return;
        }
        var hashes = new ulong[_count];
        for (var i = 0; i < _count; i++)
        {
            hashes[i] = _entries[i].Hash;
        }
        Array.Sort(hashes);
        _highest = hashes[_most - 1];
        _count = Compact();
        if (_count > _most)
        {
            // Different keys of one hash, at the very end: the lower keys stay.
            Array.Sort(_entries, 0, _count);
            _count = _most;
        }
        Rehash();
    }

    int Compact()
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_entries[i].Hash <= _highest)
            {
                _entries[kept++] = _entries[i];
            }
        }
        return kept;
    }

    struct Entry : IComparable<Entry>
    {
        public ulong Hash;
        public TKey Key;
        public TState State;

        public readonly int CompareTo(Entry other) => Hash != other.Hash ? Hash.CompareTo(other.Hash) : Key.CompareTo(other.Key);
    }
}
