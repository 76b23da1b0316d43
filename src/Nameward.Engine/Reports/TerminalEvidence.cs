using System.Collections.Immutable;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>What was read, what of it is damaged, and what would help, on a terminal.</summary>
static class TerminalEvidence
{
    const int Indent = 10, MostDamaged = 4, MostReasons = 4, MostGaps = 2, MostRemarks = 4, MostChanges = 3;

    /// <summary>A block for each source that is damaged as a whole or in more than one record of a hundred.</summary>
    public static void Damage(TerminalPage page, ImmutableArray<TriageEvidence> evidence)
    {
        var damaged = evidence.Where(source => Wording.Damage(source) is not null).ToList();
        foreach (var source in damaged.Take(MostDamaged))
        {
            Source(page, source);
        }
        if (damaged.Count > MostDamaged)
        {
            page.Labelled(Run.Plain(""), Indent, $"{damaged.Count - MostDamaged} more damaged sources are in the report");
        }
        page.Blank();
    }

    /// <summary>Changes of configuration, counted by outcome, and the first few that nobody approved.</summary>
    public static void Changes(TerminalPage page, TriageDocument document)
    {
        var changes = ChangeOrder.Counted(document);
        if (changes.Length == 0)
        {
            return;
        }
        var outcomes = changes.CountBy(change => change.Outcome).OrderBy(pair => ChangeOrder.Urgency(pair.Key));
        var given = document.Tickets is null ? "; no tickets were given" : "";
        page.Labelled(new("Changes", Style.Bold), Indent, string.Join(", ", outcomes.Select(pair => $"{Figures.Count(pair.Value)} {Figures.Spoken(pair.Key)}")) + given);
        var unapproved = changes.Where(ChangeOrder.IsUnapproved).ToList();
        foreach (var change in unapproved.Take(MostChanges))
        {
            page.Labelled(Run.Plain(""), Indent, Change(page, change), 2);
        }
        if (unapproved.Count > MostChanges)
        {
            page.Labelled(Run.Plain(""), Indent, $"{unapproved.Count - MostChanges} more are in the report");
        }
        page.Blank();
    }

    static string Change(TerminalPage page, TriageChange change)
    {
        var of = page.Escape.Hostile(change.Object) is { Length: > 0 } name ? " " + name : "";
        var on = change.Server is { } server ? $" on {page.Escape.Hostile(server)}" : "";
        var values = (change.Old, change.New) switch
        {
            ({ } old, { } now) => $": {page.Escape.Hostile(old)} -> {page.Escape.Hostile(now)}",
            (null, { } now) => $": {page.Escape.Hostile(now)}",
            ({ } old, null) => $": {page.Escape.Hostile(old)} before",
            _ => "",
        };
        return $"{ChangeOrder.Time(change, page.Clock)} {page.Escape.Ours(change.What)}{of}{on}{values}; {Figures.Spoken(change.Outcome)}{(change.Ticket is { } ticket ? " " + page.Escape.Hostile(ticket) : "")}";
    }

    /// <summary>What evidence would make the answers surer.</summary>
    public static void ToBeSurer(TerminalPage page, TriageDocument document)
    {
        var wanted = document.Coverage.ToBeSurer;
        if (wanted.Length > 0)
        {
            page.Line(new Run("To be surer, bring", Style.Bold));
            for (var at = 0; at < wanted.Length; at++)
            {
                page.Labelled(Run.Plain($"{at + 1,3}"), 4, page.Escape.Ours(wanted[at]), 2);
            }
            page.Blank();
        }
    }

    /// <summary>Files and records, gaps, the time it took, and what is to be known of how a source was read.</summary>
    public static void Read(TerminalPage page, ImmutableArray<TriageEvidence> evidence, ImmutableArray<CoverageGap> gaps, double elapsedSeconds)
    {
        var malformed = evidence.Sum(source => source.Malformed);
        var text = new List<Run> { Run.Plain($"{Figures.Count(evidence.Length, "file")}, {Figures.Count(evidence.Sum(source => source.Records), "record")}: ") };
        if (evidence.Sum(source => source.Observed) is > 0 and var observed && observed == evidence.Sum(source => source.Records))
        {
            text.Add(Run.Plain("all observed"));
        }
        else
        {
            text.Add(Run.Plain($"{Figures.Count(evidence.Sum(source => source.Observed))} observed, {Figures.Count(evidence.Sum(source => source.Ignored))} ignored, "));
            text.Add(new($"{Figures.Count(malformed)} malformed", malformed > 0 ? Style.Caution : Style.Plain));
        }
        if (evidence.Sum(source => source.Flows) is > 0 and var flows)
        {
            text.Add(Run.Plain($"; {Figures.Count(flows, "flow")}"));
        }
        text.Add(Run.Plain($"; {Gaps(page, gaps)}; {Figures.Elapsed(elapsedSeconds)}"));
        page.Labelled(new("Read", Style.Bold), Indent, text);
        Remarks(page, evidence);
    }

    static void Remarks(TerminalPage page, ImmutableArray<TriageEvidence> evidence)
    {
        var remarked = evidence.Where(source => source.Remarks.Length > 0).ToList();
        foreach (var source in remarked.Take(MostRemarks))
        {
            page.Labelled(new("Note", Style.Bold), Indent, $"{page.Escape.Hostile(source.Path)}: {page.Escape.Ours(string.Join("; ", source.Remarks))}", 3);
        }
        if (remarked.Count > MostRemarks)
        {
            page.Labelled(Run.Plain(""), Indent, $"{remarked.Count - MostRemarks} more sources with a note are in the report");
        }
    }

    static void Source(TerminalPage page, TriageEvidence source)
    {
        page.Labelled(new("damaged", Style.Caution), Indent, $"{page.Escape.Hostile(source.Path)}: {page.Escape.Ours(Wording.Damage(source) ?? "")}", 3);
        page.Labelled(Run.Plain(""), Indent, $"{Figures.Count(source.Records, "record")}: {Figures.Count(source.Observed)} observed, "
            + $"{Figures.Count(source.Ignored)} ignored, {Figures.Count(source.Malformed)} malformed");
        foreach (var reason in source.MalformedReasons.Take(MostReasons))
        {
            page.Labelled(Run.Plain($"          {Figures.Count(reason.Count),6}"), 18, page.Escape.Ours(reason.Reason), 2);
        }
        if (source.MalformedReasons.Length > MostReasons)
        {
            var rest = source.MalformedReasons.Skip(MostReasons).Sum(reason => reason.Count);
            page.Labelled(Run.Plain($"          {Figures.Count(rest),6}"), 18, $"for {Figures.Count(source.MalformedReasons.Length - MostReasons, "other reason")}");
        }
    }

    static string Gaps(TerminalPage page, ImmutableArray<CoverageGap> gaps)
    {
        if (gaps.Length == 0)
        {
            return "no gap";
        }
        var named = string.Join(", ", gaps.Take(MostGaps).Select(gap => page.Clock.Span(gap.From, gap.To)));
        return $"no records {named}{(gaps.Length > MostGaps ? $" and in {gaps.Length - MostGaps} more gaps" : "")}";
    }
}
