using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Html;

/// <summary>The affected hosts.</summary>
static class HostsSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlPage page, TriageDocument document)
    {
        var hosts = Ranking.Hosts(document);
        page.Section("hosts", "Runbook: containment and further analysis", hosts.Length switch
        {
            0 => "No affected host is known",
            1 => "One host is affected",
            _ => Figures.Headline(hosts.Length, "host") + " are affected",
        });
        if (hosts.Length == 0)
        {
            page.Add($"<p>No finding at watch or above names a host.</p></section>\n");
            return;
        }
        page.Table("Hosts of the findings at watch or above.", "Host", "Findings", "User", "Process", "Owner", "Role", "Criticality", "First seen", "Last seen", "#Queries");
        foreach (var host in hosts)
        {
            page.Add($"<tr role=\"row\"><td role=\"cell\" data-h=\"Host\" class=\"lead\">{host.Client}<span class=\"sub\">{page.Known(host.Host)}</span>");
            if (host.Note is { } note)
            {
                page.Add($"<span class=\"sub\">{note}</span>");
            }
            page.Add($"</td><td role=\"cell\" data-h=\"Findings\"><span>{string.Join(", ", host.Findings)}</span></td>");
            page.Add($"<td role=\"cell\" data-h=\"User\"><span>{page.Known(host.User)}</span></td><td role=\"cell\" data-h=\"Process\"><span>{page.Known(host.Process)}</span></td><td role=\"cell\" data-h=\"Owner\"><span>{page.Known(host.Owner)}</span></td><td role=\"cell\" data-h=\"Role\"><span>{page.Known(host.Role)}</span></td><td role=\"cell\" data-h=\"Criticality\"><span>{page.Known(host.Criticality)}</span></td>");
            page.Add($"<td role=\"cell\" data-h=\"First seen\"><span>{page.Clock.Second(host.FirstSeen, "not known")}</span></td><td role=\"cell\" data-h=\"Last seen\"><span>{page.Clock.Second(host.LastSeen, "not known")}</span></td><td role=\"cell\" data-h=\"Queries\" class=\"num\"><span>{Figures.Count(host.Queries)}</span></td></tr>\n");
        }
        page.EndTable();
        page.Add($"</section>\n");
    }
}
