namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>Takes what a feed says. Every line, object or row of it comes here exactly once, but for comments and empty lines.</summary>
public interface IFeedWriter
{
    /// <summary>One entry that DNS evidence can be compared with.</summary>
    void Entry(in FeedEntry entry);

    /// <summary>A statement that is understood, but that no DNS evidence can show: a file hash, a mail address, a regular expression, a rule for a page.</summary>
    /// <param name="at">Its line from 1, or the ordinal of the object.</param>
    /// <param name="because">What it is, as a short plural that counts can stand before: "file hashes". One of few texts.</param>
    void Passed(long at, string because);

    /// <summary>A statement that is not understood or not allowed.</summary>
    /// <param name="at">Its line from 1, or the ordinal of the object.</param>
    /// <param name="because">What is wrong, in a few words: "no name and no address". One of few texts.</param>
    /// <param name="text">The statement, or where it begins; written by the publisher, or by whoever broke in there.</param>
    void Rejected(long at, string because, ReadOnlySpan<byte> text);

    /// <summary>What the feed says of itself; what comes later fills what is empty.</summary>
    void About(FeedAbout about);
}

/// <summary>What a feed says of itself. All texts are the publisher's.</summary>
public sealed record FeedAbout
{
    /// <summary>Its title; empty where it says none.</summary>
    public string Title { get; init; } = "";

    /// <summary>Who publishes it; empty where it says none.</summary>
    public string Publisher { get; init; } = "";

    /// <summary>When it was made, UTC; null where it does not say.</summary>
    public DateTime? Made { get; init; }

    /// <summary>To whom it may be shown.</summary>
    public Tlp Tlp { get; init; }

    /// <summary>How many entries it says that it has; null where it does not say. Fewer were read where it was cut off.</summary>
    public long? Declared { get; init; }
}

/// <summary>The traffic light protocol: to whom a statement may be shown (FIRST, TLP 2.0, 2022).</summary>
public enum Tlp
{
    /// <summary>Nothing was said.</summary>
    None,
    /// <summary>To anybody.</summary>
    Clear,
    /// <summary>To the community.</summary>
    Green,
    /// <summary>To the organisation and its clients.</summary>
    Amber,
    /// <summary>To the organisation alone.</summary>
    AmberStrict,
    /// <summary>To those who were told, and nobody else.</summary>
    Red,
}
