using System.Buffers;
using System.Runtime.CompilerServices;

namespace Nameward.Engine.Rollups;

/// <summary>One member of a sample: found by its hash, able to take in what else is learned of the same thing.</summary>
interface ISampled<T> where T : struct, ISampled<T>
{
    /// <summary>The hash that decides whether it is in the sample.</summary>
    ulong Hash { get; }

    /// <summary>Takes in what another row knows of the same thing; free of order and of repetition.</summary>
    void Join(in T other);

    /// <summary>Writes its canonical bytes.</summary>
    void WriteTo(IBufferWriter<byte> to);

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    static abstract T ReadFrom(ref StateReader from);
}

/// <summary>
/// The things with the lowest hashes of all that were seen (bottom-k sample, Cohen and Kaplan 2007): a fair sample of the distinct things and, by
/// how low the hashes lie, an estimate of their number. Union is associative, commutative and idempotent. Samples of two clients over the same
/// hash are coordinated: a thing both have seen is in both samples or in neither, as far as both reach.
/// </summary>
sealed class BottomK<T> : IMergeable<BottomK<T>> where T : struct, ISampled<T>
{
    /// <summary>Size of the sample: the number of distinct things is exact up to here, and within 1/sqrt(126) = 8.9 % (one sigma) above.</summary>
    public const int K = 128;

    readonly int _k;
    T[] _items;
    int _count;
    ulong _highest;
    bool _cut;

    /// <summary>An empty sample.</summary>
    /// <param name="k">Its size where it is not the usual one; the same in all parts that merge.</param>
    public BottomK(int k = K) => (_k, _items) = (k, new T[Math.Min(k, 4)]);

    /// <summary>The sample in the order of the hashes.</summary>
    public ReadOnlySpan<T> Items => _items.AsSpan(0, _count);

    /// <summary>Whether the sample is everything that was seen.</summary>
    public bool IsWhole => !_cut;

    /// <summary>Bytes of memory held.</summary>
    public long Bytes => _items.Length * (long)Unsafe.SizeOf<T>();

    /// <summary>How many distinct things one member of the sample stands for: 1 while the sample is whole.</summary>
    public double Scale => _cut ? DistinctEstimate / _count : 1;

    /// <summary>Estimate of the number of distinct things: (k-1) / (the k-th lowest hash as a fraction of all hashes).</summary>
    public double DistinctEstimate => _cut ? (_count - 1) / ((_highest + 1.0) / 18446744073709551616.0) : _count;

    /// <summary>
    /// Where <paramref name="hash"/> stands in the sample, or the complement of where it would; of its size: not in it. Hashes are spread evenly,
    /// so the search begins where it should stand and walks: the places it reads are neighbours.
    /// </summary>
    public int Find(ulong hash)
    {
        if (_count == 0 || hash > _highest)
        {
            return ~_count;
        }
        var at = (int)(hash / (_highest + 1.0) * _count);
        at = Math.Min(at, _count - 1);
        while (_items[at].Hash < hash)
        {
            at++;
        }
        while (at > 0 && _items[at - 1].Hash >= hash)
        {
            at--;
        }
        return _items[at].Hash == hash ? at : ~at;
    }

    /// <summary>Adds a thing, or joins it to what is known of it.</summary>
    public void Add(in T item)
    {
        var at = Find(item.Hash);
        if (at >= 0)
        {
            _items[at].Join(item);
        }
        else if (~at < _k)
        {
            Insert(~at, item);
        }
        else
        {
            LeaveOut();
        }
    }

    /// <summary>Forgets everything but keeps its memory.</summary>
    public void Clear() => (_count, _highest, _cut) = (0, 0, false);

    /// <summary>Notes that a thing was not kept.</summary>
    public void LeaveOut() => _cut = true;

    /// <summary>The member at a place found by <see cref="Find"/>.</summary>
    public ref T At(int index) => ref _items[index];

    /// <inheritdoc/>
    public void Merge(BottomK<T> other)
    {
        foreach (ref readonly var item in other.Items)
        {
            Add(item);
        }
        _cut |= other._cut;
    }

    /// <inheritdoc/>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.Byte(_cut ? (byte)1 : (byte)0);
        to.U32((uint)_count);
        foreach (ref readonly var item in Items)
        {
            item.WriteTo(to);
        }
    }

    /// <inheritdoc/>
    public static BottomK<T> ReadFrom(ref StateReader from) => ReadFrom(ref from, K);

    /// <summary>Reads a sample of another size.</summary>
    public static BottomK<T> ReadFrom(ref StateReader from, int k)
    {
        var sample = new BottomK<T>(k) { _cut = from.Byte() != 0 };
        var count = from.Count(sizeof(ulong));
        for (var i = 0; i < count; i++)
        {
            sample.Add(T.ReadFrom(ref from));
        }
        return sample;
    }

    /// <summary>Adds a thing at the place that <see cref="Find"/> gave for it, below its size.</summary>
    public void Insert(int at, in T item)
    {
        if (_count == _k)
        {
            _cut = true;
            _count--;
        }
        if (_count == _items.Length)
        {
            Array.Resize(ref _items, Math.Min(_items.Length * 2, _k));
        }
        Array.Copy(_items, at, _items, at + 1, _count - at);
        _items[at] = item;
        _count++;
        _highest = _items[_count - 1].Hash;
    }
}
