using System.Collections.Immutable;

namespace Nameward.Engine.Baselines;

/// <summary>Where baselines are kept, by name, as <see cref="StoredBaseline.Write"/> wrote them.</summary>
public interface IBaselineShelf
{
    /// <summary>Keeps a baseline, in the place of what there was under its name; whole or not at all.</summary>
    void Put(string name, ReadOnlySpan<byte> content);

    /// <summary>The baseline of a name; null where there is none.</summary>
    byte[]? Find(string name);

    /// <summary>All names, in ordinal order.</summary>
    ImmutableArray<string> Names();

    /// <summary>Takes a baseline away.</summary>
    /// <returns>Whether there was one.</returns>
    bool Remove(string name);
}
