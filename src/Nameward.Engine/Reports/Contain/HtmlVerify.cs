using System.Globalization;
using System.Text;
using Nameward.Engine.Cases.Verifying;
using Nameward.Engine.Reports.Html;

namespace Nameward.Engine.Reports.Contain;

/// <summary>The verification of a containment as one page that opens without a network and loads nothing; in the style of <see cref="HtmlReport"/>.</summary>
public static class HtmlVerify
{
    /// <summary>The page, UTF-8.</summary>
    public static byte[] Render(VerifyDocument document, IDefang defang)
    {
        var page = new HtmlPage(defang, new Clock(document.Run.AsOf));
        PageFrame.Open(page, new("Verification. Nameward"), "items", "Skip to what was looked at");
        Header(page, document);
        PageFrame.Contents(page, "verification", [("items", "What was looked at"), ("provenance", "Provenance")]);
        Items(page, document);
        ProvenanceSection.Write(page, document.Evidence, document.Run, VerifyDocument.SchemaName);
        PageFrame.Close(page, document.Run.Version);
        return Encoding.UTF8.GetBytes(page.ToString());
    }

    static void Header(HtmlPage page, VerifyDocument document)
    {
        page.Add($"<div class=\"mast\"><span><b>Nameward</b> verification of case {document.Case}</span><span>All times UTC</span></div>\n<header class=\"verdict profile\">\n");
        page.Add($"<h1>{VerifyWords.Headline(document.Outcome)}</h1>\n<dl class=\"facts\">\n");
        page.Add($"<div><dt>Since</dt><dd><b>{document.Since.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}</b>what is earlier does not count</dd></div>\n");
        foreach (var outcome in Enum.GetValues<VerifyOutcome>())
        {
            page.Add($"<div><dt>{VerifyWords.Title(outcome)}</dt><dd><b>{document.Items.Count(item => item.Outcome == outcome)}</b>of {Figures.Count(document.Items.Length, "item")}</dd></div>\n");
        }
        page.Add($"</dl>\n</header>\n");
    }

    static void Items(HtmlPage page, VerifyDocument document)
    {
        page.Section("items", "Containment: verified by later evidence", "What was looked at");
        page.Table("That nothing is seen proves something only of hosts that are seen.", "Asked", "Outcome", "Because");
        foreach (var item in document.Items)
        {
            page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Asked\" class=\"lead\">{item.Asks}</td><td role=\"cell\" data-h=\"Outcome\">{VerifyWords.Title(item.Outcome)}</td><td role=\"cell\" data-h=\"Because\">");
            foreach (var (at, because) in item.Because.Index())
            {
                page.Add($"{new Markup(at > 0 ? "<br>" : "")}{because}");
            }
            page.Add($"</td></tr>\n");
        }
        page.EndTable();
        page.Add($"</section>\n");
    }
}
