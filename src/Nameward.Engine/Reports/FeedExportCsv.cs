using System.Globalization;
using System.Text;
using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.Engine.Reports;

/// <summary>Entries as CSV (RFC 4180), one a line, with all that is known of each; nothing in it is taken for a formula.</summary>
sealed class FeedExportCsv : IFeedExport
{
    /// <inheritdoc/>
    public string Id => "csv";

    /// <inheritdoc/>
    public byte[] Render(IEnumerable<ExportedFeed> feeds, DateTime now)
    {
        var text = new StringBuilder("entry,kind,scope,role,exception,from,until,last_seen,confidence,threat,reference,feed,use,trust,tlp,line\r\n");
        foreach (var (feed, entries) in feeds)
        {
            var source = $"{EscapeCsv.Ours(feed.Name)},{FeedWording.Of(feed.Settings.Use)},{FeedWording.Of(feed.Settings.Trust)},{FeedWording.Of(FeedWording.TlpOf(feed))}";
            foreach (var entry in entries)
            {
                text.Append(EscapeCsv.Hostile(entry.Text)).Append(entry.IsName ? ",name," + FeedWording.Of(entry.Scope) : ",network,")
                    .Append(entry.Role == EntryRole.NameServer ? ",name-server," : ",any,").Append(entry.IsException ? "yes," : "no,")
                    .Append(Time(entry.From)).Append(Time(entry.Until)).Append(Time(entry.LastSeen))
                    .Append(entry.Confidence?.ToString(CultureInfo.InvariantCulture)).Append(',')
                    .Append(EscapeCsv.Hostile(entry.Threat)).Append(',').Append(EscapeCsv.Hostile(entry.Reference)).Append(',').Append(source).Append(',')
                    .Append(entry.At == 0 ? "" : entry.At.ToString(CultureInfo.InvariantCulture)).Append("\r\n");
            }
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    static string Time(DateTime? time) => (time is { } some ? Clock.Rfc3339(some) : "") + ",";
}
