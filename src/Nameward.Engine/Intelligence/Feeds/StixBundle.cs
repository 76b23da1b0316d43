namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>Threat intelligence in STIX 2.0 or 2.1: a bundle, an envelope of TAXII, a list of objects or one alone.</summary>
sealed class StixBundle : IFeedFormat
{
    static readonly string[] Types = ["indicator", "malware", "identity", "relationship", "sighting", "observed-data", "attack-pattern", "infrastructure", "intrusion-set", "domain-name", "ipv4-addr", "url", "report"];

    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new()
    {
        Id = "stix-bundle",
        Title = "STIX 2.0 and 2.1",
        Source = "OASIS STIX 2.1 (2021), section 9 for patterns; OASIS TAXII 2.1 section 3.7 (envelope)",
    };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head)
    {
        if (JsonHead.Of(head) is not { } json)
        {
            return FeedLikeness.No;
        }
        if (json.Says("type", "bundle") || (json.Has("objects") && (json.Has("spec_version") || json.Has("more"))))
        {
            return FeedLikeness.Certain;
        }
        return json.Has("type", "id") && (json.Has("spec_version") || json.Has("pattern", "valid_from") || json.Has("objects")) && Array.Exists(Types, type => json.Says("type", type)) ? FeedLikeness.Likely : FeedLikeness.No;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to)
    {
        var reading = new StixReading(to);
        JsonContent.Read(content, ["objects"], reading);
        reading.Finish();
    }
}
