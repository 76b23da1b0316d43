namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>One name, address or CIDR prefix a line.</summary>
sealed class PlainList : IFeedFormat
{
    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new() { Id = "plain-list", Title = "plain list", Source = "one value a line" };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head) => FeedLikeness.Possible;

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to)
    {
    }
}
