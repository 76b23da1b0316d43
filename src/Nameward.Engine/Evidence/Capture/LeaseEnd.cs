namespace Nameward.Engine.Evidence.Capture;

/// <summary>When a lease ends that a packet tells of.</summary>
static class LeaseEnd
{
    /// <summary>Until when a lease of so many seconds lasts: all bits set mean for ever (RFC 2131 section 3.3, RFC 8415 section 7.7), and without a length no end is known but its beginning.</summary>
    public static DateTime Of(DateTime from, uint? seconds) => seconds is not { } length || from == DateTime.MinValue ? from
        : length == uint.MaxValue || from > DateTime.MaxValue.AddSeconds(-length) ? DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc) : from.AddSeconds(length);
}
