using System.Xml;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// Indicators of compromise in OpenIOC 1.0 or 1.1. Only what stands under OR alone suffices alone. No definition of document types and no entity is read.
/// </summary>
sealed class OpenIoc : IFeedFormat
{
    /// <summary>Longest document in characters.</summary>
    const long MostCharacters = 256 << 20;

    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new()
    {
        Id = "openioc",
        Title = "OpenIOC",
        Source = "OpenIOC 1.0 (schemas.mandiant.com/2010/ioc) and 1.1 (openioc.org/schemas/OpenIOC_1.1, 2013)",
        Lacks = ["how sure it is"],
    };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head) =>
        FeedHead.IsMarkup(head) && (head.IndexOf("schemas.mandiant.com/2010/ioc"u8) >= 0 || head.IndexOf("openioc.org/schemas"u8) >= 0) ? FeedLikeness.Certain : FeedLikeness.No;

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to)
    {
        var reading = new OpenIocReading(to);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersInDocument = MostCharacters };
        try
        {
            using var bytes = new MemoryStream(content.ToArray(), writable: false);
            using var reader = XmlReader.Create(bytes, settings);
            while (reader.Read())
            {
                reading.Take(reader);
            }
        }
        catch (XmlException)
        {
            reading.Broken();
        }
        reading.Finish();
    }
}
