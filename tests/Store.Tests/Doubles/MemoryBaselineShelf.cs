using System.Collections.Immutable;
using Nameward.Engine.Baselines;
using Nameward.Engine.Cases;

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

/// <summary>Cases in memory.</summary>
sealed class MemoryCaseBook : ICaseBook
{
    readonly Dictionary<string, CaseEntry> _cases = [];

    public void Put(CaseEntry entry) => _cases[entry.Id] = entry;

    public CaseEntry? Find(string id) => _cases.GetValueOrDefault(id);

    public ImmutableArray<CaseEntry> All() => [.. _cases.Values.OrderBy(entry => entry.Created).ThenBy(entry => entry.Id, StringComparer.Ordinal)];
}
