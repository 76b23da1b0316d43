using System.Collections.Immutable;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;

namespace Nameward.Engine.Reports.CaseFiles;

/// <summary>A case that was read from a file, whole.</summary>
/// <param name="File">The case.</param>
/// <param name="Head">Where its trail ends.</param>
/// <param name="Contents">The contents that it speaks of, by their SHA-256.</param>
public sealed record ExportedCase(CaseFile File, TrailHead Head, ImmutableSortedDictionary<string, byte[]> Contents)
{
    /// <summary>The rows that a store has not yet.</summary>
    /// <param name="there">Its rows of this case; empty where it has none.</param>
    /// <returns>The rows; null where the case was carried on apart in both.</returns>
    public ImmutableArray<TrailRow>? NewFor(ImmutableArray<TrailRow> there) =>
        there.Length >= File.Rows.Length ? there[File.Rows.Length - 1].Hash == Head.Hash ? [] : null
        : there.IsEmpty || there[^1].Hash == File.Rows[there.Length - 1].Hash ? File.Rows[there.Length..] : null;
}
