using System.Runtime.InteropServices;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Runs of bytes, one behind the other, by their number.</summary>
sealed class CdnsByteTable
{
    readonly List<byte> _bytes = [];
    readonly List<int> _ends = [];

    /// <summary>Bytes that they take.</summary>
    public long Held => _bytes.Count + (long)sizeof(int) * _ends.Count;

    /// <summary>Adds an entry.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        _ends.Add(_bytes.Count);
    }

    /// <summary>An entry, if there is one of that number.</summary>
    public bool TryGet(long index, out ReadOnlySpan<byte> bytes)
    {
        if (index < 0 || index >= _ends.Count)
        {
            bytes = [];
            return false;
        }
        var start = index == 0 ? 0 : _ends[(int)index - 1];
        bytes = CollectionsMarshal.AsSpan(_bytes)[start.._ends[(int)index]];
        return true;
    }

    /// <summary>Forgets all entries.</summary>
    public void Clear()
    {
        _bytes.Clear();
        _ends.Clear();
    }
}
