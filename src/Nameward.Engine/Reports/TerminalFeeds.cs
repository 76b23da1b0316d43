using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Feeds on a terminal: all of them, one of them, how tries went, and what was looked up.</summary>
public static class TerminalFeeds
{
    const int Indent = 12, MostSamples = 5, MostText = 60, NameColumns = 22, UseColumns = 18, TrustColumns = 8, NumberColumns = 11, AgeColumns = 10;

    /// <summary>Every feed: what it is, how many entries, how old, when it is due, and its fault with its age.</summary>
    public static IReadOnlyList<StyledLine> List(ImmutableArray<FeedRow> rows, DateTime now, TerminalOptions options)
    {
        var page = new TerminalPage(options, now);
        if (rows.IsEmpty)
        {
            page.Line(new Run("There is no feed.", Style.Bold));
            page.Line(Run.Plain("nameward intel import FILE|URL --name NAME  takes one"));
            return page.Lines;
        }
        page.Line(new Run("Feed".PadRight(NameColumns) + "Use".PadRight(UseColumns) + "Trust".PadRight(TrustColumns) + "Entries".PadLeft(NumberColumns - 2) + "  " + "Made".PadRight(AgeColumns) + "Next", Style.Bold));
        foreach (var row in rows)
        {
            var feed = row.Feed;
            page.Line(Run.Plain(page.Escape.Ours(Fit(feed.Name, NameColumns, page) + FeedWording.Of(feed.Settings.Use).PadRight(UseColumns) + FeedWording.Of(feed.Settings.Trust).PadRight(TrustColumns)
                + Figures.Count(feed.InForce?.Counts.Entries ?? 0).PadLeft(NumberColumns - 2) + "  " + Age(row.Made, now).PadRight(AgeColumns) + Next(row.Next, now))));
            Fault(page, feed, now);
            if (feed.InForce is { Counts.AllRejected: > 0 and var rejected })
            {
                page.Labelled(Run.Plain("  rejected"), Indent, Figures.Count(rejected, "statement") + $" not understood; nameward intel show {feed.Name}");
            }
        }
        return page.Lines;
    }

    /// <summary>One feed in full.</summary>
    public static IReadOnlyList<StyledLine> Full(FeedRow row, DateTime now, TerminalOptions options)
    {
        var (page, feed) = (new TerminalPage(options, now), row.Feed);
        page.Line(new Run(page.Escape.Ours(feed.Name), Style.Bold), Run.Plain($": {FeedWording.Of(feed.Settings.Use)}, trust {FeedWording.Of(feed.Settings.Trust)}"));
        page.Labelled(Run.Plain("  from"), Indent, page.Escape.Ours(feed.Origin + (feed.Settings.Collection is { } id ? $" (TAXII collection {id})" : "")));
        page.Labelled(Run.Plain("  schedule"), Indent, feed.Settings.Every is { } every ? $"every {Figures.Duration(every)}; next {Next(row.Next, now)}" : "only when asked for");
        page.Labelled(Run.Plain("  expires"), Indent, feed.Settings.Expires is { } age ? $"an entry counts for {Figures.Duration(age)}" : "as is usual of its kind");
        page.Labelled(Run.Plain("  tlp"), Indent, FeedWording.Of(FeedWording.TlpOf(feed)));
        Fault(page, feed, now);
        if (feed.InForce is { } reading)
        {
            Reading(page, reading, row.Made, now);
        }
        return page.Lines;
    }

    /// <summary>How tries went, each with what to do; a table where there are several.</summary>
    public static IReadOnlyList<StyledLine> Outcomes(ImmutableArray<FeedOutcome> outcomes, DateTime now, TerminalOptions options)
    {
        var page = new TerminalPage(options, now);
        foreach (var outcome in outcomes)
        {
            var (word, style) = outcome.Kind switch { OutcomeKind.Taken => ("taken", Style.Calm), OutcomeKind.Unchanged => ("unchanged", Style.Plain), _ => ("fault", Style.Alarm) };
            page.Labelled(new(word, style), Indent, page.Escape.Ours($"{outcome.Feed.Name}: {Words(outcome, now)}"));
            Samples(page, outcome.Samples);
        }
        if (outcomes.Length > 1)
        {
            page.Blank();
            page.Line(Run.Plain($"{Figures.Count(outcomes.Length, "feed")}: {Count(outcomes, OutcomeKind.Taken)} taken, {Count(outcomes, OutcomeKind.Unchanged)} unchanged, {Count(outcomes, OutcomeKind.Fault)} with a fault."));
        }
        return page.Lines;
    }

    /// <summary>What was looked up: every entry that covers it.</summary>
    public static IReadOnlyList<StyledLine> Lookup(ImmutableArray<LookupAnswer> answers, DateTime now, TerminalOptions options)
    {
        var page = new TerminalPage(options, now);
        foreach (var answer in answers)
        {
            page.Blank();
            page.Line(new Run(page.Escape.Hostile(answer.What.Text), Style.Bold), Run.Plain(answer.Hits.IsEmpty ? ": in no feed" : $": {Figures.Count(answer.Hits.Length, "entry", "entries")}"));
            foreach (var hit in answer.Hits)
            {
                page.Labelled(Run.Plain("  " + page.Escape.Ours(hit.Feed.Name)), Math.Max(Indent, hit.Feed.Name.Length + 4), Hit(page, hit, now));
            }
        }
        return page.Lines;
    }

    static string Hit(TerminalPage page, LookupHit hit, DateTime now)
    {
        var entry = hit.Entry;
        string?[] said =
        [
            page.Escape.Hostile(entry.Text) + (entry is { IsName: true, Scope: not Intelligence.Feeds.NameScope.Whole } ? $" ({FeedWording.Of(entry.Scope)})" : ""),
            entry.IsException ? "excepted by the feed" : null,
            $"{FeedWording.Of(hit.Feed.Settings.Use)}, trust {FeedWording.Of(hit.Feed.Settings.Trust)}",
            entry.Role == Intelligence.Feeds.EntryRole.NameServer ? "as a name server alone" : null,
            entry.Threat.IsEmpty ? null : page.Escape.Hostile(entry.Threat),
            entry.Confidence is { } sure ? $"confidence {sure}" : null,
            entry.At > 0 ? $"line {Figures.Count(entry.At)}" : null,
            entry.Reference.IsEmpty ? null : page.Escape.Hostile(entry.Reference),
            entry.From is { } from ? $"valid from {Clock.Date(from)}" : null,
            hit.Confirmed is { } seen ? $"confirmed {Clock.Date(seen)}" : entry.LastSeen is { } last ? $"last seen {Clock.Date(last)}" : null,
            hit.Expires is not { } ends ? null : ends <= now ? $"expired {Clock.Date(ends)}" : $"expires {Clock.Date(ends)}",
        ];
        return string.Join("; ", said.Where(part => part is not null));
    }

    static void Reading(TerminalPage page, FeedReading reading, DateTime? made, DateTime now)
    {
        page.Labelled(Run.Plain("  in force"), Indent, $"{Figures.Count(reading.Counts.Entries, "entry", "entries")} ({Figures.Count(reading.Counts.Names, "name")}, {Figures.Count(reading.Counts.Networks, "network")}; {Figures.Count(reading.Counts.Exceptions, "exception")}), {Figures.Count(reading.Counts.Repeated)} repeated");
        page.Labelled(Run.Plain("  read"), Indent, $"{page.Clock.Minute(reading.At)} as {reading.Format}, {Figures.Size(reading.Bytes)}, SHA-256 {reading.Sha256}; made {Age(made, now)} ago");
        if (reading.About.Title.Length + reading.About.Publisher.Length > 0)
        {
            page.Labelled(Run.Plain("  says"), Indent, page.Escape.Hostile(HostileText.Text(string.Join(", by ", ((string[])[reading.About.Title, reading.About.Publisher]).Where(text => text.Length > 0)))));
        }
        Reasons(page, "passed", reading.Counts.Passed);
        Reasons(page, "rejected", reading.Counts.Rejected);
    }

    static void Reasons(TerminalPage page, string label, ImmutableSortedDictionary<string, long> reasons)
    {
        foreach (var (at, (reason, count)) in reasons.OrderByDescending(reason => reason.Value).Index())
        {
            page.Labelled(Run.Plain(at == 0 ? "  " + label : ""), Indent, page.Escape.Ours($"{Figures.Count(count)}: {reason}"));
        }
    }

    static void Samples(TerminalPage page, ImmutableArray<RejectedStatement> samples)
    {
        foreach (var sample in samples.Take(MostSamples))
        {
            var text = page.Escape.Hostile(sample.Text);
            page.Labelled(Run.Plain(""), Indent, $"line {Figures.Count(sample.At)}: {page.Escape.Ours(sample.Because)}: {(text.Length > MostText ? text[..MostText] + page.Escape.Ellipsis : text)}", 2);
        }
    }

    static string Words(FeedOutcome outcome, DateTime now) => outcome switch
    {
        { Kind: OutcomeKind.Taken, Counts: { } counts } => $"{Figures.Count(counts.Entries, "entry", "entries")} in force{Rest(counts)}",
        { Kind: OutcomeKind.Fault, Feed.InForce: { } old } => $"{outcome.Fault}. {Figures.Count(old.Counts.Entries, "entry", "entries")} of {Clock.Date(old.At)} {(old.Counts.Entries == 1 ? "stays" : "stay")} in force{Since(outcome.Feed, now)}{Force(outcome)}",
        { Kind: OutcomeKind.Fault } => $"{outcome.Fault}. Nothing was kept{Force(outcome)}",
        _ => "nothing new",
    };

    static string Rest(FeedCounts counts) => (counts.Passed.Count > 0 ? $", {Figures.Count(counts.Passed.Values.Sum())} passed over" : "") + (counts.AllRejected > 0 ? $", {Figures.Count(counts.AllRejected)} not understood" : "");

    static string Since(FeedRecord feed, DateTime now) => feed.FailingSince is { } since && since < now ? $"; failing for {Figures.Duration(now - since)}" : "";

    static string Force(FeedOutcome outcome) => outcome.CanForce ? "; --force takes it over" : "";

    static void Fault(TerminalPage page, FeedRecord feed, DateTime now)
    {
        if (feed.Fault is { } fault)
        {
            page.Labelled(new("  fault", Style.Alarm), Indent, page.Escape.Ours($"for {Figures.Duration(now - (feed.FailingSince ?? now))}, since {page.Clock.Minute(feed.FailingSince ?? now)}: {fault}"));
        }
    }

    static int Count(ImmutableArray<FeedOutcome> outcomes, OutcomeKind kind) => outcomes.Count(outcome => outcome.Kind == kind);

    static string Age(DateTime? time, DateTime now) => time is { } some ? Figures.Duration(some < now ? now - some : TimeSpan.Zero) : "never";

    static string Next(DateTime? next, DateTime now) => next is not { } some ? "-" : some <= now ? "due" : "in " + Figures.Duration(some - now);

    static string Fit(string name, int columns, TerminalPage page) => name.Length < columns ? name.PadRight(columns) : name[..(columns - 1 - page.Escape.Ellipsis.Length)] + page.Escape.Ellipsis + " ";
}
