using System.Globalization;
using System.Net;
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
            return Network.TryParse(value, out var network, out _) ? [$"{Reversed(network)}.{(isServer ? "rpz-nsip" : "rpz-ip")}"] : [];
        }
        var name = isServer ? value + ".rpz-nsdname" : value;
        return entry.Scope switch { NameScope.Exact => [name], NameScope.Below => ["*." + name], _ => [name, "*." + name] };
    }

    // Prefix length, then the address from behind: 32.66.113.0.203; of IPv6 groups in hexadecimal digits, zz for the longest run of zeros.
    static string Reversed(Network network)
    {
        var address = network.First.ToString();
        if (network.First.IsV4)
        {
            return $"{network.Length}.{string.Join('.', address.Split('.').Reverse())}";
        }
        var bytes = IPAddress.Parse(address).GetAddressBytes();
        var groups = Enumerable.Range(0, 8).Select(at => (bytes[2 * at] << 8 | bytes[2 * at + 1]).ToString("x", CultureInfo.InvariantCulture)).ToList();
        var (start, length) = LongestZeros(groups);
        if (length > 1)
        {
            groups.RemoveRange(start, length);
            groups.Insert(start, "zz");
        }
        groups.Reverse();
        return $"{network.Length}.{string.Join('.', groups)}";
    }

    static (int Start, int Length) LongestZeros(List<string> groups)
    {
        var (best, start) = ((Start: 0, Length: 0), 0);
        for (var at = 0; at <= groups.Count; at++)
        {
            if (at < groups.Count && groups[at] == "0")
            {
                continue;
            }
            best = at - start > best.Length ? (start, at - start) : best;
            start = at + 1;
        }
        return best;
    }
}
