using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>Those members of a sample of names that stand at the given places.</summary>
readonly ref struct NameSample(ReadOnlySpan<SampledName> items, ReadOnlySpan<byte> places)
{
    readonly ReadOnlySpan<SampledName> _items = items;
    readonly ReadOnlySpan<byte> _places = places;

    /// <summary>How many there are.</summary>
    public int Count => _places.Length;

    /// <summary>One of them, in the order of the sample.</summary>
    public ref readonly SampledName this[int index] => ref _items[_places[index]];
}
