using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.Engine.Reports;

/// <summary>A hosts file (hosts(5)) that leads each name to nowhere. It can say single names alone: addresses and names that stand for those below them only are left out.</summary>
sealed class FeedExportHosts : IFeedExport
{
    /// <inheritdoc/>
    public string Id => "hosts";

    /// <inheritdoc/>
    public byte[] Render(IEnumerable<ExportedFeed> feeds, DateTime now)
    {
        var (text, heads) = (new FeedExportText("#"), new List<FeedRecord>());
        foreach (var (feed, entries) in feeds)
        {
            heads.Add(feed);
            foreach (var entry in entries.Where(entry => !text.IsBeyondLists(entry)))
            {
                if (!entry.IsName || entry.Scope == NameScope.Below)
                {
                    text.LeaveOut(entry.IsName ? "names below a name" : "addresses");
                }
                else if (text.Value(entry) is { } value)
                {
                    text.Line("0.0.0.0 " + value);
                }
            }
        }
        return text.Render(heads, now);
    }
}
