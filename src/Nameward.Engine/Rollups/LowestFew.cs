using System.Buffers;

namespace Nameward.Engine.Rollups;

/// <summary>
/// The few lowest of all the numbers that occurred: exact while there are no more different ones than it holds, and then a bound. It depends on the set
/// of numbers alone, never on their order.
/// </summary>
sealed class LowestFew(int capacity)
{
    uint[] _values = [];
    int _count;

    /// <summary>The numbers, ascending.</summary>
    public ReadOnlySpan<uint> Values => _values.AsSpan(0, _count);

    /// <summary>Whether there may have been more different numbers than are held.</summary>
    public bool IsFull => _count == capacity;

    /// <summary>Numbers from here on change nothing any more.</summary>
    public uint End => _count == capacity ? _values[_count - 1] : uint.MaxValue;

    /// <summary>Adds a number.</summary>
    public void Add(uint value)
    {
        if (_count == capacity && value >= _values[_count - 1])
        {
            return;
        }
        var at = Values.BinarySearch(value);
        if (at >= 0)
        {
            return;
        }
        at = ~at;
        if (_count == _values.Length)
        {
            Array.Resize(ref _values, Math.Min(capacity, Math.Max(2, _values.Length * 2)));
        }
        _count = Math.Min(_count + 1, capacity);
        Array.Copy(_values, at, _values, at + 1, _count - at - 1);
        _values[at] = value;
    }

    /// <summary>Takes in another part.</summary>
    public void Merge(LowestFew other)
    {
        foreach (var value in other.Values)
        {
            Add(value);
        }
    }

    /// <summary>Writes the canonical bytes.</summary>
    public void WriteTo(IBufferWriter<byte> to)
    {
        to.Byte((byte)_count);
        foreach (var value in Values)
        {
            to.U32(value);
        }
    }

    /// <summary>Adds what <see cref="WriteTo"/> wrote.</summary>
    public void ReadFrom(ref StateReader from)
    {
        for (var i = from.Byte(); i > 0; i--)
        {
            Add(from.U32());
        }
    }
}
