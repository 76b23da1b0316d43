using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Nameward.Engine.Rollups;

/// <summary>
/// Memory of the rollups' tables, outside the garbage-collected heap: it grows in place (the system moves pages, not bytes), so that growing costs no fresh
/// memory beside the old, and fresh memory is what large tables spend their time on.
/// </summary>
/// <remarks>
/// It is given back when nothing refers to this object any more. A span of it does not: whoever walks one keeps the owner alive until the walk is done
/// (<see cref="GC.KeepAlive"/> at the end of what <see cref="RollupSet"/>, <see cref="FrozenRollups"/> and <see cref="Investigation"/> do).
/// </remarks>
sealed unsafe class TableMemory<T> where T : unmanaged
{
    T* _items;

    /// <summary>Gives the memory back.</summary>
    ~TableMemory() => NativeMemory.Free(_items);

    /// <summary>Memory of so many items, all of them zero: the system gives it only where it is written to.</summary>
    public static TableMemory<T> Zeroed(int length) =>
        new() { _items = (T*)NativeMemory.AllocZeroed((nuint)length, (nuint)sizeof(T)), Length = length };

    /// <summary>Gives the memory back at once; nothing may refer to it any more.</summary>
    public void Release()
    {
        NativeMemory.Free(_items);
        _items = null;
        Length = 0;
    }

    /// <summary>How many items there is room for.</summary>
    public int Length { get; private set; }

    /// <summary>All items.</summary>
    public Span<T> Items => new(_items, Length);

    /// <summary>Makes room for <paramref name="length"/> items, which is more than there is. What new items hold is not known; memory that is not written costs none.</summary>
    public void Grow(int length)
    {
        _items = (T*)NativeMemory.Realloc(_items, (nuint)length * (nuint)sizeof(T));
        Length = length;
    }

    /// <summary>Makes room for <paramref name="length"/> items, new ones zero.</summary>
    public void GrowCleared(int length)
    {
        var old = Length;
        Grow(length);
        Items[old..].Clear();
    }

    /// <summary>Has an item brought to the cache ahead of its use.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int index)
    {
        if (Sse.IsSupported && (uint)index < (uint)Length)
        {
            Sse.Prefetch0(_items + index);
        }
    }

    /// <summary>Has what lies some bytes into an item brought to the cache: an item longer than a line of memory is more than one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PrefetchBehind(int index, int bytes)
    {
        if (Sse.IsSupported && (uint)index < (uint)Length)
        {
            Sse.Prefetch0((byte*)(_items + index) + bytes);
        }
    }
}
