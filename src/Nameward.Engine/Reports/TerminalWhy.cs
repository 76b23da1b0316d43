using System.Collections.Immutable;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>Why: the gravest finding in full, as bars of bits, and the others in a line each, on a terminal.</summary>
static class TerminalWhy
{
    const int Indent = 6, BarColumn = 8, MostOthers = 8, MostPlaces = 3;
    const double FullBits = 20;
    const string Eighths = "▏▎▍▌▋▊▉";

    /// <summary>The block; a close names its nearest finding and what could not be seen instead.</summary>
    public static void Write(TerminalPage page, TriageDocument document)
    {
        if (document.Decision.Decision == "close")
        {
            Nearest(page, document);
        }
        else if (document.Findings.Length > 0)
        {
            var first = document.Findings[0];
            // An escalation's line speaks of its first finding; the others' need not.
            var subject = document.Decision.Decision == "escalate" ? "" : ": " + page.Phrase(first.Title);
            page.Labelled(new("Why", Style.Bold), Indent, Heading(page, first) + subject, 2);
            Bars(page, first);
            Detectors(page, first);
            foreach (var sighting in first.AlsoSeen)
            {
                page.Labelled(Run.Plain(""), Indent, page.Phrase(sighting.Text), 2);
            }
            Places(page, first);
            Others(page, document);
            WouldChange(page, document);
            page.Blank();
        }
    }

    static void Nearest(TerminalPage page, TriageDocument document)
    {
        if (document.Findings.Length > 0)
        {
            var nearest = document.Findings[0];
            page.Labelled(Run.Plain("nearest"), 10, $"{Short(nearest)}: {page.Phrase(nearest.Title)}; watch from {Ranking.WatchFrom:0}", 2);
            if (document.Findings.Length > 1)
            {
                page.Labelled(Run.Plain(""), 10, $"{Figures.Count(document.Findings.Length - 1)} more below it");
            }
        }
        if (document.Coverage.Limits.Length > 0)
        {
            page.Labelled(Run.Plain("not seen"), 10, string.Join("; ", document.Coverage.Limits.Select(page.Escape.Sentence)), 4);
        }
        page.Blank();
    }

    static string Identity(TriageFinding finding) => $"{finding.Id} {finding.Level}{(finding.Conclusive ? ", proved" : "")}";

    static string Short(TriageFinding finding) => $"{Identity(finding)}; {Figures.Bits(finding.Bits)} bits";

    static string Heading(TerminalPage page, TriageFinding finding)
    {
        var line = finding.Bits >= 0 ? "bits over the line" : "bits, under the line";
        if (!page.IsWide)
        {
            return $"{Identity(finding)}; {Figures.Bits(finding.Bits)} {line}";
        }
        var (below, above) = (finding.Families.Where(f => f.Bits < 0).Sum(f => f.Bits), finding.Families.Where(f => f.Bits > 0).Sum(f => f.Bits));
        return $"{Identity(finding)}; {Figures.Bits(finding.Prior.Bits)} start {Figures.Bits(above)} for "
            + $"{(below < 0 ? Figures.Bits(below) : "-0.0")} against = {Figures.Bits(finding.Bits)} {line}";
    }

    static void Bars(TerminalPage page, TriageFinding finding)
    {
        var rows = Rows(page, finding).ToList();
        var strongest = Math.Max(FullBits, rows.Max(row => Math.Abs(row.Bits)));
        var cells = (page.IsWide ? 40 : 20) / strongest;
        var longest = rows.Max(row => row.HasBar ? Bar(row.Bits, cells, page.Options.Charset).Length : 0);
        var label = page.IsWide ? rows.Max(row => row.Label.Length) + 2 : 0;
        foreach (var row in rows)
        {
            var bar = row.HasBar ? Bar(row.Bits, cells, page.Options.Charset) : "";
            var text = page.IsWide ? row.Label.PadRight(label) : row.Label.Length > 0 ? row.Label + ": " : "";
            var column = BarColumn + longest + 2 + label;
            var words = page.IsWide ? row.Text : text + row.Text;
            var lines = Wrapping.Lines([Run.Plain(FirstClauses(words, page.Width - column))], page.Width - column, 2, page.Escape.Ellipsis);
            page.Line([Run.Plain($"{Figures.Bits(row.Bits),6}  "), new(bar, row.Bits < 0 ? Style.BarAgainst : Style.BarFor),
                Run.Plain(new string(' ', longest - bar.Length + 2)), Run.Plain(page.IsWide ? text : ""), .. lines.FirstOrDefault([])]);
            foreach (var line in lines.Skip(1))
            {
                page.Line([Run.Plain(new string(' ', column)), .. line]);
            }
        }
    }

    static IEnumerable<Row> Rows(TerminalPage page, TriageFinding finding)
    {
        var families = Ranking.Families(finding);
        var above = families.Where(family => family.Bits > 0).ToList();
        var shown = above.Count <= (page.IsWide ? 9 : 6) ? above.Count : page.IsWide ? 8 : 5;
        foreach (var family in above.Take(shown))
        {
            yield return new(family.Bits, Figures.Spoken(family.Family), Loudest(page, finding, family), true);
        }
        if (above.Count > shown)
        {
            yield return new(above.Skip(shown).Sum(family => family.Bits), "", $"{above.Count - shown} more", true);
        }
        var below = families.Where(family => family.Bits < 0).ToList();
        if (below.Count > 0)
        {
            var more = below.Sum(family => Ranking.Speaking(finding, family.Family).Count(signal => signal.Bits < 0)) - 1;
            yield return new(below.Sum(family => family.Bits), "against", Loudest(page, finding, below[0]) + (more > 0 ? $"; {more} more" : ""), true);
        }
        yield return new(finding.Prior.Bits, "start", page.Phrase(finding.Prior.Text), false);
    }

    // A family in the words of its strongest signal on the side of its sum.
    static string Loudest(TerminalPage page, TriageFinding finding, TriageFamily family) =>
        Ranking.Speaking(finding, family.Family).FirstOrDefault(signal => signal.Bits > 0 == family.Bits > 0) is { } signal
            ? page.Phrase(signal.Text) : Figures.Spoken(family.Family);

    // As many whole clauses as one line holds; all of them where not even the first fits. The report has the rest.
    static string FirstClauses(string text, int width)
    {
        for (var end = text.Length; end > 0; end = Math.Max(text.LastIndexOf("; ", end - 1, StringComparison.Ordinal), text.LastIndexOf(". ", end - 1, StringComparison.Ordinal)))
        {
            if (end <= width)
            {
                return text[..end];
            }
        }
        return text;
    }

    static void Detectors(TerminalPage page, TriageFinding finding)
    {
        var silent = Ranking.Silent(finding).Length;
        var words = new List<string>();
        if (silent > 0)
        {
            words.Add($"{Figures.Count(silent, "signal")} of 0 bits");
        }
        if (finding.DidNotRun.Length > 0)
        {
            words.Add($"{finding.DidNotRun.Length} did not run: {string.Join(", ", finding.DidNotRun.Select(run => $"{run.Detector} ({page.Escape.Ours(run.Because)})"))}");
        }
        page.Labelled(Run.Plain(""), Indent, string.Join("; ", words), 2);
    }

    /// <summary>Where the servers outside stand that the finding is about, and the name servers of its zones.</summary>
    static void Places(TerminalPage page, TriageFinding finding)
    {
        var servers = (finding.Server is { } server ? [server] : Array.Empty<PlacedAddress>()).Concat(finding.Infrastructure.SelectMany(zone => zone.Addresses)).Where(address => address.Place is not null).DistinctBy(address => address.Address).ToList();
        foreach (var address in servers.Take(MostPlaces))
        {
            page.Labelled(Run.Plain(""), Indent, $"{page.Escape.Hostile(address.Address)} stands in {page.Phrase(address.Place!.Words)}", 1);
        }
    }

    static void Others(TerminalPage page, TriageDocument document)
    {
        var others = document.Findings.Skip(1).Where(Ranking.IsWatched).ToImmutableArray();
        foreach (var finding in others.Take(MostOthers))
        {
            page.Labelled(Run.Plain(""), Indent, $"{Short(finding)}: {page.Phrase(finding.Title)}", 1);
        }
        var below = document.Findings.Skip(1).Count(finding => !Ranking.IsWatched(finding));
        var rest = Math.Max(0, others.Length - MostOthers);
        string[] words = [.. rest > 0 ? [$"{rest} more at watch or above"] : Array.Empty<string>(), .. below > 0 ? [$"{Figures.Count(below)} more below watch"] : Array.Empty<string>()];
        page.Labelled(Run.Plain(""), Indent, string.Join("; ", words));
    }

    static void WouldChange(TerminalPage page, TriageDocument document)
    {
        if (document.Decision.Decision == "watch")
        {
            foreach (var sentence in document.Decision.WouldChange)
            {
                page.Labelled(Run.Plain("would change it:"), 17, page.Phrase(sentence), 2);
            }
        }
    }

    /// <summary>Bits as a bar, those against it in another shade.</summary>
    internal static string Bar(double bits, double cellsPerBit, Charset charset)
    {
        var cells = Math.Abs(bits) * cellsPerBit;
        var whole = (int)cells;
        if (charset == Charset.Ascii)
        {
            return new string(bits < 0 ? '-' : '#', Math.Max(1, (int)Math.Round(cells)));
        }
        if (bits < 0)
        {
            return whole == 0 ? "▒" : new string('▒', whole) + (cells - whole >= 0.5 ? "▌" : "");
        }
        var eighths = (int)Math.Round((cells - whole) * 8);
        return eighths == 8 ? new string('█', whole + 1) : new string('█', whole) + (eighths > 0 || whole == 0 ? Eighths[Math.Max(0, eighths - 1)] : "");
    }

    readonly record struct Row(double Bits, string Label, string Text, bool HasBar);
}
