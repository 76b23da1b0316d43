using Nameward.Engine.Cases.Restoring;
using Nameward.Engine.Reports.Html;

namespace Nameward.Engine.Reports.Contain;

/// <summary>The section of the index of a containment pack that says what of the configuration is put back, and what to harden.</summary>
static class HtmlRestore
{
    /// <summary>Id of the section.</summary>
    public const string Id = "restore";

    /// <summary>Writes it.</summary>
    public static void Write(HtmlPage page, RestorePlan plan, Clock clock)
    {
        page.Section(Id, "Restore: the configuration that nobody approved", "What is put back, and what to harden");
        foreach (var note in plan.Notes)
        {
            page.Add($"<p>{note}.</p>\n");
        }
        if (!plan.Items.IsEmpty)
        {
            Items(page, plan, clock);
        }
        foreach (var server in plan.Advice)
        {
            Advice(page, server);
        }
        page.Add($"</section>\n");
    }

    static void Items(HtmlPage page, RestorePlan plan, Clock clock)
    {
        page.Table("Settings that no ticket approves, or that name servers which the site does not approve.", "Server", "Setting", "Today", "Good", "Changed", "Put back");
        foreach (var item in plan.Items)
        {
            page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Server\" class=\"lead\">{item.Server}</td><td role=\"cell\" data-h=\"Setting\">{RestoreWords.Setting(item)}</td>");
            page.Add($"<td role=\"cell\" data-h=\"Today\">{RestoreWords.Value(item.Today)}</td><td role=\"cell\" data-h=\"Good\">{RestoreWords.Value(item.Good)}<br>{item.Because}</td>");
            page.Add($"<td role=\"cell\" data-h=\"Changed\">{RestoreWords.Changed(item, clock)}</td><td role=\"cell\" data-h=\"Put back\">{RestoreWords.By(item)}</td></tr>\n");
        }
        page.EndTable();
    }

    static void Advice(HtmlPage page, AdvisedServer server)
    {
        page.Add($"<h3>Harden {server.Server}</h3>\n");
        foreach (var same in server.Items.GroupBy(item => item.Id))
        {
            var first = same.First();
            page.Add($"<p><b>{Figures.Capital(first.Words)}</b>. {first.Advice}</p>\n<ul>\n");
            foreach (var item in same.Where(item => !item.Value.IsEmpty || !item.Object.IsEmpty))
            {
                page.Add($"<li>Today: {item.Object} {item.Value}</li>\n");
            }
            foreach (var setting in first.Settings)
            {
                page.Add($"<li>{RestoreProducts.Words(setting.Product)}: <code>{setting.Setting}</code> ({setting.Source})</li>\n");
            }
            page.Add($"</ul>\n");
        }
    }
}
