using System.Collections.Immutable;

namespace Nameward.App.Feeds;

/// <summary>One question for something on the web.</summary>
/// <param name="Url">What is asked for; <see cref="FeedUrl.SecretMark"/> may stand in it.</param>
sealed record FetchRequest(Uri Url)
{
    /// <summary>What it is asked with; null for nothing. Never sent to another host than this URL's.</summary>
    public FeedSecret? Secret { get; init; }

    /// <summary>The media types that are wanted.</summary>
    public string Accept { get; init; } = "*/*";

    /// <summary>What was told with the content that is held: <c>ETag</c> and <c>Last-Modified</c> are sent back, so that only something new comes (RFC 9110 section 13.1).</summary>
    public ImmutableSortedDictionary<string, string> Validators { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <summary>What came back.</summary>
sealed record Fetched
{
    /// <summary>The content, unpacked; empty where nothing is new.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>Whether the server says that what is held is still what it has (304).</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>Its media type as the server says, without parameters; empty where it does not say.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>The headers by which the next question can say what is held.</summary>
    public ImmutableSortedDictionary<string, string> Validators { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
