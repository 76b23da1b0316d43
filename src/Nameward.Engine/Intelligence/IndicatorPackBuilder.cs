using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.Engine.Intelligence;

/// <summary>Gathers the entries of one feed into a pack.</summary>
public sealed class IndicatorPackBuilder : IFeedWriter
{
    readonly FeedCounts _counts = new();

    /// <summary>The first statements that were not understood: where, why, and where they begin.</summary>
    public IReadOnlyList<RejectedStatement> Samples { get; } = [];

    /// <inheritdoc/>
    public void Entry(in FeedEntry entry)
    {
    }

    /// <inheritdoc/>
    public void Passed(long at, string because)
    {
    }

    /// <inheritdoc/>
    public void Rejected(long at, string because, ReadOnlySpan<byte> text)
    {
    }

    /// <inheritdoc/>
    public void About(FeedAbout about)
    {
    }

    /// <summary>The pack of all that was gathered.</summary>
    public IndicatorPack Build() => new() { Counts = _counts, About = new() };
}

/// <summary>A statement of a feed that was not understood.</summary>
/// <param name="At">Its line from 1, or the ordinal of its object.</param>
/// <param name="Because">What is wrong with it.</param>
/// <param name="Text">Where it begins.</param>
public sealed record RejectedStatement(long At, string Because, Observations.HostileText Text);
