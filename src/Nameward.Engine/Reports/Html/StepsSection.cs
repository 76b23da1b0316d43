using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Html;

/// <summary>What comes next, for each level, and whom a block would hit.</summary>
static class StepsSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlPage page, TriageDocument document)
    {
        var decision = document.Decision;
        page.Section("steps", "Runbook: additional steps for level 1; level 2 actions", decision.Decision switch
        {
            "escalate" => "Level 1 hands over now; level 2 looks inside",
            "watch" => "Level 1 keeps it and looks again",
            _ => "Nothing to do",
        });
        if (decision.NextSteps.Length == 0)
        {
            page.Add($"<p>No step is proposed.</p>\n");
        }
        else
        {
            page.Add($"<div class=\"steps\">");
            Level(page, decision, 1);
            Level(page, decision, 2);
            page.Add($"</div>\n");
        }
        if (decision.DoNot.Length > 0)
        {
            page.Add($"<div class=\"dont\"><p><b>Do not</b></p>");
            foreach (var sentence in decision.DoNot)
            {
                page.Add($"<p>{sentence}</p>");
            }
            page.Add($"</div>\n");
        }
        if (decision.ContainmentPreview is { } preview)
        {
            page.Add($"<h3>Whom a block would hit</h3><p>A block of {Figures.Count(preview.Names, "name")} would hit {Figures.Count(preview.Clients, "client")}, {(preview.OutsideFindings == 0 ? "none" : Figures.Word(preview.OutsideFindings))} of them outside the findings. Nothing has been changed: the program only writes files.</p>\n");
        }
        page.Add($"</section>\n");
    }

    static void Level(HtmlPage page, TriageDecision decision, int level)
    {
        var steps = decision.NextSteps.Where(step => step.Level == level).ToList();
        if (steps.Count == 0)
        {
            return;
        }
        page.Add($"<div><h3>Level {level}</h3><ol>\n");
        foreach (var step in steps)
        {
            page.Add($"<li>{step.Text}");
            if (step.Command is { } command)
            {
                page.Add($" <code class=\"cmd\">{command}</code> {new Markup(EscapeHtml.CopyButton(command))}");
            }
            page.Add($"</li>\n");
        }
        page.Add($"</ol></div>\n");
    }
}
