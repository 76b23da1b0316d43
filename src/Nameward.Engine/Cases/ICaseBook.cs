using System.Collections.Immutable;

namespace Nameward.Engine.Cases;

/// <summary>Where cases are kept, by id.</summary>
public interface ICaseBook
{
    /// <summary>Keeps a case, in the place of what there was under its id; whole or not at all.</summary>
    void Put(CaseEntry entry);

    /// <summary>The case of an id; null where there is none.</summary>
    CaseEntry? Find(string id);

    /// <summary>All cases, by when they were made and then by id.</summary>
    ImmutableArray<CaseEntry> All();
}

/// <summary>A case as it is kept. The store knows nothing of what it says.</summary>
public sealed record CaseEntry
{
    /// <summary>What it is called in commands.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTime Created { get; init; }

    /// <summary>What is known of it without opening it, by key: short texts.</summary>
    public ImmutableSortedDictionary<string, string> Facts { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The case itself, in a form that says its own version.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }
}
