using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Runbooks;

namespace Nameward.Engine.Reports.Html;

/// <summary>The four answers, and the rules that decided.</summary>
static class AnswersSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlPage page, TriageDocument document)
    {
        page.Section("answers", "Runbook: questions for analysis", Headline(document));
        page.Add($"<div class=\"cards\">\n");
        for (var at = 0; at < document.Questions.Length; at++)
        {
            Card(page, at + 1, document.Questions[at]);
        }
        page.Add($"</div>\n");
        Rules(page, document.Decision);
        page.Add($"</section>\n");
    }

    static string Headline(TriageDocument document)
    {
        int Count(string answer) => document.Questions.Count(question => question.Answer == answer);
        var parts = new List<string>();
        foreach (var (answer, one, many) in new[] { ("yes", "is yes", "are yes"), ("no", "is no", "are no"), ("cannot-tell", "cannot be told yet", "cannot be told yet") })
        {
            if (Count(answer) is > 0 and var count)
            {
                parts.Add($"{Figures.Word(count)}{(parts.Count == 0 ? count == 1 ? " answer" : " answers" : "")} {(count == 1 ? one : many)}");
            }
        }
        return Figures.Capital(string.Join(", ", parts));
    }

    static void Card(HtmlPage page, int number, TriageQuestion question)
    {
        var (kind, mark, word) = question.Answer switch
        {
            "yes" => ("yes", "!", "Yes"),
            "no" => ("no", "–", "No"),
            _ => ("maybe", "?", "Cannot tell"),
        };
        page.Add($"<article class=\"card {kind}\" aria-labelledby=\"q{number}\"><h3 id=\"q{number}\">{number}. {QuestionsRow.Asked(question.Id)}</h3>\n");
        page.Add($"<p class=\"ans\"><i aria-hidden=\"true\">{mark}</i>{word}</p>");
        if (question.Reasons.Length > 0)
        {
            page.Add($"<ul>");
            foreach (var reason in question.Reasons)
            {
                page.Add($"<li>{reason}</li>");
            }
            page.Add($"</ul>\n");
        }
        if (question.Missing.Length > 0)
        {
            page.Add($"<p class=\"missing\"><b>Missing:</b> {string.Join("; ", question.Missing)}</p>\n");
        }
        if (question.Findings.Length > 0)
        {
            page.Add($"<p class=\"to\"><a href=\"#why\">{(question.Findings.Length == 1 ? "Finding" : "Findings")} {string.Join(", ", question.Findings)}</a></p>");
        }
        page.Add($"</article>\n");
    }

    static void Rules(HtmlPage page, TriageDecision decision)
    {
        if (decision.Clauses.Length > 0)
        {
            page.Add($"<h3>Which rules decided</h3>\n<ul>");
            foreach (var clause in decision.Clauses)
            {
                page.Add($"<li>{clause.Text} <code class=\"quiet\">{clause.Id}</code>");
                if (clause.Findings.Length > 0)
                {
                    page.Add($" <span class=\"quiet\">{string.Join(", ", clause.Findings)}</span>");
                }
                page.Add($"</li>\n");
            }
            page.Add($"</ul>\n");
        }
        if (decision.WouldChange.Length > 0)
        {
            page.Add($"<h3>What would change it</h3>\n<ul>");
            foreach (var sentence in decision.WouldChange)
            {
                page.Add($"<li>{sentence}</li>\n");
            }
            page.Add($"</ul>\n");
        }
    }
}
