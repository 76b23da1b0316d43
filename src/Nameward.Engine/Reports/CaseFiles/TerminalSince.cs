using System.Collections.Immutable;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.CaseFiles;

/// <summary>On a terminal: in which case a triage was kept, and what is new against an earlier record.</summary>
static class TerminalSince
{
    const int Indent = 9, MostOfAKind = 4;

    /// <summary>The block; nothing where a triage was neither kept nor held against another.</summary>
    public static void Write(TerminalPage page, TriageDocument document)
    {
        if (document.Case is { } kept)
        {
            page.Labelled(new($"case {kept.Number}", Style.Bold), Indent, $"{kept.State}; {Figures.Count(kept.Runs, "triage")}; nameward case show {kept.Number}");
        }
        if (document.Since is { } since)
        {
            page.Labelled(new("Since", Style.Bold), Indent, $"{page.Escape.Hostile(since.Record)} ({since.Decision}{(since.AsOf is { } time ? $", {page.Clock.Minute(time)}" : "")}): {Figures.Word(since.New.Length)} new, {Figures.Word(since.Gone.Length)} gone, "
                + $"{Figures.Word(since.Grown.Length)} grown, {Figures.Word(since.Shrunk.Length)} shrunk, {Figures.Word(since.Same.Length)} the same");
            Some(page, "new", since.New);
            Some(page, "gone", since.Gone);
            Some(page, "grown", since.Grown);
            Some(page, "shrunk", since.Shrunk);
        }
        if (document.Case is not null || document.Since is not null)
        {
            page.Blank();
        }
    }

    static void Some(TerminalPage page, string label, ImmutableArray<SinceFinding> findings)
    {
        foreach (var (at, finding) in findings.Take(MostOfAKind).Index())
        {
            page.Labelled(Run.Plain(at == 0 ? "  " + label : ""), Indent, $"{Figured(finding)}: {page.Phrase(finding.Title)}", 1);
        }
        if (findings.Length > MostOfAKind)
        {
            page.Labelled(Run.Plain(""), Indent, $"{Figures.Count(findings.Length - MostOfAKind)} more");
        }
    }

    static string Figured(SinceFinding finding) => finding switch
    {
        { Now: { } now, Then: { } then } => $"{now.Id} {(now.Level == then.Level ? now.Level : $"{then.Level} to {now.Level}")}, {Figures.Count(then.Queries)} to {Figures.Count(now.Queries, "query", "queries")}",
        { Now: { } now } => $"{now.Id} {now.Level}, {Figures.Count(now.Queries, "query", "queries")}",
        { Then: { } then } => $"{then.Level}, {Figures.Count(then.Queries, "query", "queries")} then",
        _ => "",
    };
}
