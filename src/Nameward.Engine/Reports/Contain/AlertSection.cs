using System.Text.Json;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Html;

namespace Nameward.Engine.Reports.Contain;

/// <summary>The rules that alert, on a terminal, as JSON and on the page: what each finds, how it did on the evidence, and whether it is written.</summary>
static class AlertSection
{
    const int Indent = 10;

    public static void Json(Utf8JsonWriter json, AlertRule rule)
    {
        json.WriteString("id", rule.Id);
        json.WriteString("name", rule.Name);
        EscapeJson.Write(json, "title", rule.Title);
        json.WriteString("kind", rule.Kind);
        json.WriteString("level", rule.Level);
        TriageJson.Texts(json, "techniques", rule.Techniques);
        EscapeJson.Write(json, "why", rule.Why);
        TriageJson.Texts(json, "falsePositives", rule.FalsePositives);
        Number(json, "fires", rule.Count?.Fires);
        Number(json, "clients", rule.Count?.Clients);
        TriageJson.Time(json, "first", rule.Count?.First);
        Number(json, "others", rule.Count?.Others);
        Number(json, "benign", rule.Count?.Benign);
        json.WriteBoolean("written", rule.IsWritten);
        EscapeJson.Write(json, "because", rule.Because);
    }

    public static void Terminal(TerminalPage page, ContainDocument document)
    {
        foreach (var (at, rule) in document.Alerts.Index())
        {
            page.Labelled(new(at == 0 ? "Alert" : "", Style.Bold), Indent, [new(page.Phrase(rule.Title), rule.IsWritten ? Style.Bold : Style.Quiet)], 3);
            page.Labelled(Run.Plain(""), Indent + 2, rule.Because is { } why ? $"not written: {page.Phrase(why)}" : Told(rule), 4);
        }
    }

    public static void Html(HtmlPage page, ContainDocument document)
    {
        page.Section("alerts", "Alerting: each rule tried before it is written", "Alert rules");
        if (document.Alerts.IsEmpty)
        {
            page.Add($"<p>Nothing of the case can be alerted on.</p>\n</section>\n");
            return;
        }
        if (!document.Benign.IsEmpty)
        {
            page.Add($"<p>Tried on what is known to be good too: {HostileText.Joined(document.Benign.Select(source => source.Path))}.</p>\n");
        }
        page.Table("Each rule was run over the evidence. It is written where it fires on the case and stays quiet on everything else.", "Rule", "Why", "Fires", "Beside the case", "Decision");
        foreach (var rule in document.Alerts)
        {
            page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Rule\" class=\"lead\">{rule.Title}<br>{rule.Name}, {rule.Kind}, {rule.Level}</td><td role=\"cell\" data-h=\"Why\">{rule.Why}</td>");
            page.Add($"<td role=\"cell\" data-h=\"Fires\">{Fires(rule)}</td><td role=\"cell\" data-h=\"Beside the case\">{Beside(rule)}</td>");
            page.Add($"<td role=\"cell\" data-h=\"Decision\">{(rule.Because is { } why ? Sentence.Of($"not written: {why}") : Sentence.Of("written"))}</td></tr>\n");
        }
        page.EndTable();
        page.Add($"</section>\n");
    }

    static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    static string Told(AlertRule rule) => rule.Count is null ? "untested: nobody looked whether it fires" : $"fires {Fires(rule)}; beside the case: {Beside(rule)}";

    static string Fires(AlertRule rule) => rule.Count switch
    {
        null => "untested",
        { Fires: 0 } => "never",
        { } count => $"{(rule.Condition is ManyNames ? $"in {Figures.Count(count.Fires, "hour")}" : Figures.Count(count.Fires, "time"))}, {Figures.Count(count.Clients, "client")}",
    };

    static string Beside(AlertRule rule) => rule.Count switch
    {
        null => "untested",
        { Benign: { } benign } count => $"{Figures.Count(count.Others)} in the evidence, {Figures.Count(benign)} in what is known to be good",
        { } count => $"{Figures.Count(count.Others)} in the evidence",
    };
}
