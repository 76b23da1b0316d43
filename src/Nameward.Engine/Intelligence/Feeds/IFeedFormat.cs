namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>A form in which threat intelligence and reference lists are published.</summary>
public interface IFeedFormat
{
    /// <summary>What it is.</summary>
    FeedFormatInfo Info { get; }

    /// <summary>How likely a content is of this form. Content decides, never a name.</summary>
    /// <param name="head">Its first bytes, 64 kB at most; a mark of byte order is taken off.</param>
    FeedLikeness Sniff(ReadOnlySpan<byte> head);

    /// <summary>
    /// Reads a whole content. Total: each line, object or row is an entry, is passed over or is rejected, and says why; a content that ends early gives what
    /// it holds, and the break is rejected.
    /// </summary>
    void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to);
}

/// <summary>What a form of feed is.</summary>
public sealed record FeedFormatInfo
{
    /// <summary>Kebab-case, never renamed.</summary>
    public required string Id { get; init; }

    /// <summary>In a few words.</summary>
    public required string Title { get; init; }

    /// <summary>Where the form is defined: RFC, standard or publisher's page, with its version.</summary>
    public required string Source { get; init; }

    /// <summary>What it cannot say, each in a few words: "how old an entry is", "how sure it is".</summary>
    public string[] Lacks { get; init; } = [];
}

/// <summary>How likely a content is of a form.</summary>
public enum FeedLikeness
{
    /// <summary>It is not.</summary>
    No,
    /// <summary>Nothing speaks against it.</summary>
    Possible,
    /// <summary>Something speaks for it.</summary>
    Likely,
    /// <summary>It says so itself.</summary>
    Certain,
}

/// <summary>What a user says of how a feed is read.</summary>
public sealed record FeedReadingOptions
{
    /// <summary>Nothing is said.</summary>
    public static FeedReadingOptions None { get; } = new();

    /// <summary>Column or key that holds the confidence, 0 to 100 or one of the words low, medium, high; null for the form's own.</summary>
    public string? ScoreColumn { get; init; }

    /// <summary>Column or key that holds the name, address or URL; null for the form's own.</summary>
    public string? ValueColumn { get; init; }
}
