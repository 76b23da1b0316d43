using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Runbooks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Html;

/// <summary>A row of the runbook as a table: each thing that it asks for, with what was found, what could not be seen, and what to do next.</summary>
static class RunbookSection
{
    const int MostLines = 8;

    /// <summary>The key indicators.</summary>
    public static void Indicators(HtmlPage page, TriageDocument document) => Write(page, document, "key-indicators", "indicators", row =>
        row.Count(CheckState.Found) is > 0 and var found ? $"{Figures.Headline(found, "key indicator")} of {Figures.Word(row.Checks.Length)} {(found == 1 ? "was" : "were")} found" : "No key indicator was found");

    /// <summary>What level 1 checks, and what it does next.</summary>
    public static void FirstLevel(HtmlPage page, TriageDocument document) => Write(page, document, "level-1", "level-1", row =>
    {
        var (found, open) = (row.Count(CheckState.Found), row.Count(CheckState.CannotTell));
        return $"{(found == 0 ? "No check of level 1" : $"{Figures.Headline(found, "check")} of level 1")} found something{(open > 0 ? $"; {Figures.Word(open)} cannot be told yet" : "")}";
    });

    /// <summary>What level 2 does.</summary>
    public static void SecondLevel(HtmlPage page, TriageDocument document) => Write(page, document, "level-2", "level-2", row => ToDo(row, "for level 2"));

    /// <summary>What there is to contain.</summary>
    public static void Containment(HtmlPage page, TriageDocument document) => Write(page, document, "containment", "containment", row => ToDo(row, "to contain it and to learn from it"), () => Preview(page, document.Decision));

    /// <summary>The technique that the runbook is for.</summary>
    public static void Technique(HtmlPage page, TriageDocument document) => Write(page, document, "technique", "technique", row => row.Checks[0].State switch
    {
        CheckState.Found => "The use of a DNS server that an adversary runs is seen",
        CheckState.CannotTell => "Whether an adversary runs the server is not told by what is seen",
        _ => "No use of the technique is seen",
    });

    static string ToDo(RunbookRow row, string what) => row.Count(CheckState.ToDo) is > 0 and var open ? $"{Figures.Headline(open, "thing")} to do {what}" : $"Nothing to do {what}";

    static void Write(HtmlPage page, TriageDocument document, string id, string section, Func<RunbookRow, string> headline, Action? more = null)
    {
        var row = document.Runbook.First(one => one.Id == id);
        page.Section(section, $"Runbook: {char.ToLowerInvariant(row.Title[0])}{row.Title[1..]}", headline(row));
        page.Table("What the runbook asks for, what was found, what could not be seen, and what comes next.", "Asked for", "Found", "Not seen", "Next");
        foreach (var check in row.Checks)
        {
            Check(page, row, check);
        }
        page.EndTable();
        if (id != "containment")
        {
            Steps(page, document.Decision, row.Level);
        }
        more?.Invoke();
        page.Add($"</section>\n");
    }

    static void Check(HtmlPage page, RunbookRow row, RunbookCheck check)
    {
        var tag = check.State switch { CheckState.Found => "bad", CheckState.CannotTell => "none", CheckState.ToDo => "warn", _ => "ok" };
        page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Asked for\" class=\"lead\"><span>{check.Asks} <span class=\"tag {tag}\">{RunbookWords.Spoken(row, check)}</span></span></td>");
        Cell(page, "Found", check.Found);
        Cell(page, "Not seen", check.NotSeen);
        page.Add($"<td role=\"cell\" data-h=\"Next\"{Empty(check.Next.IsEmpty)}><span>");
        foreach (var step in check.Next)
        {
            Step(page, step, "p");
        }
        page.Add($"</span></td></tr>\n");
    }

    static void Cell(HtmlPage page, string column, ImmutableArray<Sentence> sentences)
    {
        page.Add($"<td role=\"cell\" data-h=\"{column}\"{Empty(sentences.IsEmpty)}><span>");
        foreach (var sentence in sentences.Take(MostLines))
        {
            page.Add($"<p>{sentence}</p>");
        }
        if (sentences.Length > MostLines)
        {
            page.Add($"<p class=\"quiet\">{Figures.Count(sentences.Length - MostLines)} more in case.json</p>");
        }
        page.Add($"</span></td>");
    }

    static Markup Empty(bool isEmpty) => new(isEmpty ? " class=\"e\"" : "");

    /// <summary>The steps of a row's level that the decision asks for.</summary>
    static void Steps(HtmlPage page, TriageDecision decision, int? level)
    {
        var steps = decision.NextSteps.Where(step => step.Level == level).ToList();
        if (steps.Count == 0)
        {
            return;
        }
        page.Add($"<div class=\"steps\"><div><h3>Next for level {level!.Value}</h3><ol>\n");
        foreach (var step in steps)
        {
            Step(page, step, "li");
        }
        page.Add($"</ol></div></div>\n");
    }

    static void Step(HtmlPage page, NextStep step, string element)
    {
        page.Add($"<{new Markup(element)}>{step.Text}");
        if (step.Command is { } command)
        {
            page.Add($" <code class=\"cmd\">{EscapeShell.Command(command)}</code> {new Markup(EscapeHtml.CopyButton(command))}");
        }
        page.Add($"</{new Markup(element)}>\n");
    }

    static void Preview(HtmlPage page, TriageDecision decision)
    {
        if (decision.ContainmentPreview is { } preview)
        {
            page.Add($"<h3>Whom a block would hit</h3><p>A block of {Figures.Count(preview.Names, "name")} would hit {Figures.Count(preview.Clients, "client")}, {(preview.OutsideFindings == 0 ? "none" : Figures.Word(preview.OutsideFindings))} of them outside the findings. Nothing has been changed: the program only writes files.</p>\n");
        }
    }
}
