using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>A time in which leases say that an address was one host's, over as many days as it went on.</summary>
sealed record LeaseSpan
{
    /// <summary>How long a lease is taken to hold whose length is not told, unless another follows: the longest that servers give where nothing is set is a day or more.</summary>
    public static readonly TimeSpan Presumed = TimeSpan.FromDays(1);

    /// <summary>The host's name; empty where it gave none.</summary>
    public required HostileText Host { get; init; }
    /// <summary>The hardware address; empty where it is not told.</summary>
    public required HostileText Hardware { get; init; }
    /// <summary>From when, UTC; null where the evidence carries no time.</summary>
    public required DateTime? From { get; init; }
    /// <summary>Until when, as was said.</summary>
    public required DateTime Until { get; init; }
    /// <summary>Until when it is taken to have held: longer than was said only where no length is told.</summary>
    public required DateTime End { get; init; }

    /// <summary>The host as it is called, and where it gave no name its hardware.</summary>
    public HostileText Shown => Host.IsEmpty ? Hardware : Host;

    /// <summary>Whether both are of one host, as far as is told.</summary>
    public bool IsOfSameHost(LeaseSpan other) => Host.IsEmpty || other.Host.IsEmpty ? IsOfSameHardware(other) : Host.IsOfSameHost(other.Host);

    /// <summary>Whether both are of one hardware.</summary>
    public bool IsOfSameHardware(LeaseSpan other) => !Hardware.IsEmpty && Hardware == other.Hardware;

    /// <summary>Whether it lies in a span of time.</summary>
    public bool Meets(DateTime from, DateTime to) => From is not { } begin || (begin <= to && End >= from);

    /// <summary>Whether both hold at one time.</summary>
    public bool Overlaps(LeaseSpan other) => From is not { } mine || other.From is not { } theirs || (mine < other.End && theirs < End);

    /// <summary>The spans of one address, in the order of time.</summary>
    /// <param name="days">Its leases, named as far as that can be.</param>
    public static ImmutableArray<LeaseSpan> All(IReadOnlyList<LeaseDay> days)
    {
        var spans = days.Where(day => !day.Host.IsEmpty || !day.Hardware.IsEmpty).GroupBy(day => (day.Host, day.Hardware))
            .SelectMany(host => Join(host, [.. days.Where(day => day.Over is not null && MayEnd(day, host.Key.Host, host.Key.Hardware)).Select(day => day.Over!.Value)]))
            .OrderBy(span => span.From ?? DateTime.MinValue).ThenBy(span => span.Until).ThenBy(span => span.Shown).ToList();
        for (var i = 0; i < spans.Count; i++)
        {
            spans[i] = WithEnd(spans[i], spans);
        }
        return [.. spans];
    }

    /// <summary>Whether the end that a record tells may be that of a host's lease: servers do not repeat all that they know.</summary>
    static bool MayEnd(LeaseDay end, HostileText host, HostileText hardware) =>
        end.Hardware.IsEmpty || hardware.IsEmpty ? end.Host.IsEmpty || host.IsEmpty || end.Host.IsOfSameHost(host) : end.Hardware == hardware;

    /// <summary>Joins days that follow each other. What was promised holds no longer once it ended, until the server says so again.</summary>
    static List<LeaseSpan> Join(IEnumerable<LeaseDay> days, ImmutableArray<DateTime> ends)
    {
        var spans = new List<LeaseSpan>();
        DateTime? said = null;
        foreach (var day in days.OrderBy(day => day.Day).ThenBy(day => day.From))
        {
            said = day.Said ?? said;
            var until = day.Until;
            foreach (var end in ends.Where(end => end < day.Until && !(said > end)))
            {
                until = end < until ? end : until;
            }
            if (until < day.From)
            {
                continue;
            }
            // A length is told where more was promised than was said, or an end was found.
            var isOpen = day.Over is null && day.Said == day.Until && until == day.Until;
            var span = new LeaseSpan { Host = day.Host, Hardware = day.Hardware, From = day.From, Until = until, End = isOpen ? until + Presumed : until };
            if (spans is [.., var last] && last.From is not null && span.From <= last.End)
            {
                spans[^1] = last with { Until = Later(last.Until, span.Until), End = isOpen ? span.End : Later(last.Until, span.End) };
            }
            else
            {
                spans.Add(span);
            }
        }
        return spans;
    }

    static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    /// <summary>
    /// One whose length is not told holds until another host is said to have the address; and hardware that changes its name has the new one from then on.
    /// </summary>
    static LeaseSpan WithEnd(LeaseSpan span, List<LeaseSpan> all)
    {
        foreach (var next in all.Where(next => next.From > span.From && next.From < span.End && next != span))
        {
            if (next.From >= span.Until || (span.IsOfSameHardware(next) && next.Host != span.Host))
            {
                span = span with { End = next.From!.Value, Until = next.From.Value < span.Until ? next.From.Value : span.Until };
            }
        }
        return span;
    }
}
