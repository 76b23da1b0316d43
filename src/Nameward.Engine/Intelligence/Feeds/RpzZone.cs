using System.Buffers;
using System.Text;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// A response policy zone as a master file. <c>name</c> is that name alone, <c>*.name</c> all below it; <c>rpz-passthru</c>, and a CNAME to itself, except it.
/// </summary>
sealed class RpzZone : IFeedFormat
{
    static readonly SearchValues<byte> OfTimes = SearchValues.Create("0123456789smhdwSMHDW"u8);

    /// <inheritdoc/>
    public FeedFormatInfo Info { get; } = new()
    {
        Id = "rpz-zone",
        Title = "response policy zone",
        Source = "draft-vixie-dnsop-dns-rpz-00; RFC 1035 section 5, RFC 2308 section 4 ($TTL); BIND 9.18 reference manual ($GENERATE)",
        Lacks = ["how old an entry is", "how sure it is"],
    };

    /// <inheritdoc/>
    public FeedLikeness Sniff(ReadOnlySpan<byte> head)
    {
        if (FeedHead.IsMarkup(head) || FeedHead.IsJson(head))
        {
            return FeedLikeness.No;
        }
        var records = new MasterRecords(head);
        var (all, policies) = (0, 0);
        for (; all < 200 && records.Next(); all++)
        {
            if (all == 0 && (Is(records[0], "$TTL") || Is(records[0], "$ORIGIN")))
            {
                return FeedLikeness.Certain;
            }
            var type = TypeAt(records);
            if (all < 4 && Is(records[type], "SOA"))
            {
                return FeedLikeness.Certain;
            }
            policies += Is(records[type], "CNAME") ? 1 : 0;
        }
        return policies > 0 && policies * 2 >= all ? FeedLikeness.Likely : FeedLikeness.No;
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> content, FeedReadingOptions how, IFeedWriter to)
    {
        var values = new ValueWriter(to);
        if (FeedHead.IsPage(content.Span))
        {
            values.Rejected(1, Because.WebPage, content.Span);
            return;
        }
        var records = new MasterRecords(content.Span);
        var reading = new RpzReading(to, values);
        while (records.Next())
        {
            reading.Take(records);
        }
    }

    /// <summary>Where the type of a record stands: behind the owner, where there is one, the time to live and the class, which come in any order.</summary>
    public static int TypeAt(in MasterRecords records)
    {
        var at = records.IsContinued ? 0 : 1;
        while (at < records.Count && (IsTime(records[at]) || Is(records[at], "IN") || Is(records[at], "CH") || Is(records[at], "HS")))
        {
            at++;
        }
        return at;
    }

    /// <summary>Whether a token is a word, in any case.</summary>
    public static bool Is(ReadOnlySpan<byte> token, string word) => Ascii.EqualsIgnoreCase(token, word);

    /// <summary>A time to live: digits, or digits with units as in <c>1h30m</c>.</summary>
    static bool IsTime(ReadOnlySpan<byte> token) => token is [>= (byte)'0' and <= (byte)'9', ..] && token.IndexOfAnyExcept(OfTimes) < 0;
}
