using System.Collections.Immutable;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>Every form of feed that can be read.</summary>
public static class FeedFormatList
{
    /// <summary>Bytes from which a form is told.</summary>
    public const int HeadBytes = 1 << 16;

    /// <summary>All forms, sorted by id.</summary>
    public static ImmutableArray<IFeedFormat> All { get; } =
    [
        new AdblockList(), new DnsStamps(), new HostsList(), new IocCsv(), new IocJson(), new MispEvent(), new MispWarninglist(), new OpenIoc(), new PlainList(),
        new RdapDomain(), new RpzZone(), new StixBundle(),
    ];

    /// <summary>The form of a content; null where it is of none. Of several that are as likely, the first by id.</summary>
    public static IFeedFormat? Identify(ReadOnlySpan<byte> head)
    {
        IFeedFormat? best = null;
        var most = FeedLikeness.No;
        foreach (var format in All)
        {
            if (format.Sniff(head) is var likeness && likeness > most)
            {
                (best, most) = (format, likeness);
            }
        }
        return best;
    }
}
