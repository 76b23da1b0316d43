using System.Collections.Immutable;

namespace Nameward.App.Feeds;

/// <summary>What an origin brought.</summary>
sealed record FeedContent
{
    /// <summary>The contents: one, or each list of a zip; none where nothing is new.</summary>
    public ImmutableArray<byte[]> Parts { get; init; } = [];

    /// <summary>Whether the origin says that nothing is new.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>Whether it is kept, to be added to the next time.</summary>
    public bool IsKept { get; init; }

    /// <summary>What the origin wants back.</summary>
    public ImmutableSortedDictionary<string, string> Validators { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Bytes altogether, unpacked.</summary>
    public long Bytes => Parts.Sum(part => (long)part.Length);
}
