using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.Engine.Reports;

/// <summary>One name, address or prefix a line; <c>*.</c> before a name that stands for those below it alone.</summary>
sealed class FeedExportPlain : IFeedExport
{
    /// <inheritdoc/>
    public string Id => "plain";

    /// <inheritdoc/>
    public byte[] Render(IEnumerable<ExportedFeed> feeds, DateTime now)
    {
        var (text, heads) = (new FeedExportText("#"), new List<FeedRecord>());
        foreach (var (feed, entries) in feeds)
        {
            heads.Add(feed);
            foreach (var entry in entries.Where(entry => !text.IsBeyondLists(entry)))
            {
                if (text.Value(entry) is { } value)
                {
                    text.Line(entry is { IsName: true, Scope: NameScope.Below } ? "*." + value : value);
                }
            }
        }
        return text.Render(heads, now);
    }
}
