namespace Nameward.Engine.Reports;

/// <summary>Entries as JSON, schema <c>nameward/intel-export/1</c>.</summary>
sealed class FeedExportJson : IFeedExport
{
    /// <inheritdoc/>
    public string Id => "json";

    /// <inheritdoc/>
    public byte[] Render(IEnumerable<ExportedFeed> feeds, DateTime now) => FeedsJson.Document("nameward/intel-export/1", json => FeedsJson.Array(json, "feeds", feeds, exported =>
    {
        json.WriteStartObject();
        json.WriteString("name", exported.Feed.Name);
        json.WriteString("use", FeedWording.Of(exported.Feed.Settings.Use));
        json.WriteString("trust", FeedWording.Of(exported.Feed.Settings.Trust));
        json.WriteString("tlp", FeedWording.Of(FeedWording.TlpOf(exported.Feed)));
        FeedsJson.Time(json, "read", exported.Feed.InForce?.At);
        FeedsJson.Array(json, "entries", exported.Entries, entry =>
        {
            json.WriteStartObject();
            FeedsJson.Entry(json, entry);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }));
}
