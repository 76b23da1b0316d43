using System.Globalization;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>
/// A response policy zone (draft-vixie-dnsop-dns-rpz-00, as BIND 9 and others read it) that answers NXDOMAIN, and lets exceptions pass. Owners are relative to the
/// zone: only letters, digits, dots, dashes and underscores come in, so that nothing in a name ends a line or begins another.
/// </summary>
sealed class FeedExportRpz : IFeedExport
{
    // Of the 253 characters of a name, the policy zone's own name takes some.
    const int MostOwner = 200;

    /// <inheritdoc/>
    public string Id => "rpz";

    /// <inheritdoc/>
    public byte[] Render(IEnumerable<ExportedFeed> feeds, DateTime now)
    {
        var (text, heads) = (new FeedExportText(";"), new List<FeedRecord>());
        foreach (var (feed, entries) in feeds)
        {
            heads.Add(feed);
            foreach (var entry in entries)
            {
                Write(text, entry);
            }
        }
        var serial = new DateTimeOffset(now, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return text.Render(heads, now, $"$TTL 300\n@ SOA localhost. root.localhost. {serial} 3600 600 86400 300\n@ NS localhost.\n");
    }

    static void Write(FeedExportText text, ListedEntry entry)
    {
        var action = entry.IsException ? " CNAME rpz-passthru." : " CNAME .";
        foreach (var owner in Owners(text, entry))
        {
            if (owner.Length > MostOwner || owner.Contains(':'))
            {
                text.LeaveOut("names too long for a policy zone");
            }
            else
            {
                text.Line(owner + action);
            }
        }
    }

    static IEnumerable<string> Owners(FeedExportText text, ListedEntry entry)
    {
        if (text.Value(entry) is not { } value)
        {
            return [];
        }
        var isServer = entry.Role == EntryRole.NameServer;
        if (!entry.IsName)
        {
            return Network.TryParse(value, out var network, out _) ? [$"{PolicyAddress.Of(network)}.{(isServer ? "rpz-nsip" : "rpz-ip")}"] : [];
        }
        var name = isServer ? value + ".rpz-nsdname" : value;
        return entry.Scope switch { NameScope.Exact => [name], NameScope.Below => ["*." + name], _ => [name, "*." + name] };
    }
}
