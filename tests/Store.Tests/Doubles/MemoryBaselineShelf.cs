using System.Collections.Immutable;
using Nameward.Engine.Baselines;

namespace Nameward.Store.Tests.Doubles;

/// <summary>Baselines in memory.</summary>
sealed class MemoryBaselineShelf : IBaselineShelf
{
    readonly SortedDictionary<string, byte[]> _baselines = new(StringComparer.Ordinal);

    public void Put(string name, ReadOnlySpan<byte> content) => _baselines[name] = content.ToArray();

    public byte[]? Find(string name) => _baselines.GetValueOrDefault(name);

    public ImmutableArray<string> Names() => [.. _baselines.Keys];

    public bool Remove(string name) => _baselines.Remove(name);
}
