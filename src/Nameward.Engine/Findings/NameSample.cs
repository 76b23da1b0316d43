using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>Those members of a sample of names that stand at the given places.</summary>
readonly ref struct NameSample(ReadOnlySpan<SampledName> items, ReadOnlySpan<byte> places)
{
    readonly ReadOnlySpan<SampledName> _items = items;
    readonly ReadOnlySpan<byte> _places = places;

    /// <summary>How many they are.</summary>
    public int Count => _places.Length;

    /// <summary>The name at the place of this number.</summary>
    public ref readonly SampledName this[int index] => ref _items[_places[index]];

    /// <summary>Those from one number to another, the second not included.</summary>
    public NameSample Between(int first, int end) => new(_items, _places[first..end]);

    /// <summary>The same names in the order in which they were first asked, those of one second by their hashes.</summary>
    /// <param name="places">Takes their places; as long as a sample can be.</param>
    public NameSample ByFirst(Span<byte> places)
    {
        places = places[..Count];
        _places.CopyTo(places);
        Span<ulong> keys = stackalloc ulong[BottomK<SampledName>.K];
        keys = keys[..Count];
        for (var i = 0; i < Count; i++)
        {
            // Places are in the order of the hashes.
            keys[i] = (ulong)this[i].First << 8 | _places[i];
        }
        keys.Sort(places);
        return new(_items, places);
    }
}
