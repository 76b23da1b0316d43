namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>Events of MISP: one, the result of a search, or attributes alone. Only attributes that are meant for detection (<c>to_ids</c>) are entries.</summary>
sealed class MispEvent : IFeedFormat
{
    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new()
    {
        Id = "misp-event",
        Title = "MISP event",
        Source = "MISP core format, draft-dulaunoy-misp-core-format-16 (2024)",
        Lacks = ["how sure it is"],
    };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head)
    {
        if (JsonHead.Of(head) is not { } json)
        {
            return FeedLikeness.No;
        }
        if (json.Has("Event") || json.Has("Attribute") || (json.Has("to_ids", "value") && json.Has("type")))
        {
            return FeedLikeness.Certain;
        }
        return json.Has("info", "Orgc") || json.Has("info", "Tag") ? FeedLikeness.Certain : FeedLikeness.No;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to)
    {
        var reading = new MispReading(to);
        JsonContent.Read(content, ["response", "Event", "Attribute", "Object"], reading);
        reading.Finish();
    }
}
