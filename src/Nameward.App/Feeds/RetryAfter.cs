using System.Net.Http.Headers;

namespace Nameward.App.Feeds;

/// <summary>When a server wants to be asked again (<c>Retry-After</c>, RFC 9110 section 10.2.3): seconds, or a date.</summary>
static class RetryAfter
{
    // Nobody's word keeps a feed from being asked for longer than this.
    static readonly TimeSpan Most = TimeSpan.FromDays(7);

    /// <summary>How long from now; null where the server does not say.</summary>
    public static TimeSpan? Of(RetryConditionHeaderValue? said, DateTimeOffset now)
    {
        var wait = said?.Delta ?? (said?.Date is { } date ? date - now : null);
        return wait is not { } some ? null : some < TimeSpan.Zero ? TimeSpan.Zero : some > Most ? Most : some;
    }
}
