using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Html;

/// <summary>The DNS servers seen, those that are not approved first.</summary>
static class CensusSection
{
    // Two times of one day stay together; with their dates they may wrap.
    const int MostRows = 200, MostOnOneLine = 14;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlPage page, TriageDocument document)
    {
        var census = document.Census;
        page.Section("census", "Runbook: key indicators, unauthorised DNS servers", Headline(document));
        if (census.Length == 0)
        {
            page.Add($"<p>No source names the server that was asked.</p></section>\n");
            return;
        }
        CensusFigure.Write(page, census, document.Findings);
        var hidden = census.Length > MostRows ? $" The first {MostRows} are listed, {Figures.Count(census.Length - MostRows)} more are in case.json." : "";
        page.Table("Approved means on the list in the site file. The role is inferred from what each server answers." + hidden, "Server", "Role", "Approved", "#Clients", "#Queries", "#Answers", "Seen", "Why");
        foreach (var server in census.OrderBy(Urgency).ThenByDescending(server => server.Queries).ThenBy(server => server.Server).ThenBy(server => server.Port).Take(MostRows))
        {
            Row(page, server);
        }
        page.EndTable();
        page.Add($"</section>\n");
    }

    static string Headline(TriageDocument document)
    {
        if (document.Census.Length == 0)
        {
            return "No DNS server was seen";
        }
        var servers = Wording.Servers(document.Census);
        return $"{Figures.Headline(servers, "DNS server")} {(servers == 1 ? "was" : "were")} seen; {Wording.Approval(document.Census)}";
    }

    static int Urgency(TriageServer server) => Wording.NeedsExplanation(server) ? 0 : server.Authorised is null ? 1 : 2;

    static void Row(HtmlPage page, TriageServer server)
    {
        var isFlagged = Wording.NeedsExplanation(server);
        var tag = isFlagged ? "bad" : server.Authorised == true ? "ok" : "none";
        page.Add($"<tr role=\"row\"{new Markup(isFlagged ? " class=\"flag\"" : "")}><td role=\"cell\" data-h=\"Server\" class=\"lead\">{server.Server}<span class=\"sub\">{Wording.Port(server)}{server.Transport}</span>{page.Copy(server.Server)}</td>");
        page.Add($"<td role=\"cell\" data-h=\"Role\"><span>{Figures.Spoken(server.Role)}</span></td><td role=\"cell\" data-h=\"Approved\"><span><span class=\"tag {tag}\">{Wording.Approved(server)}</span></span></td>");
        page.Add($"<td role=\"cell\" data-h=\"Clients\" class=\"num\"><span>{Figures.Count(server.Clients)}</span></td><td role=\"cell\" data-h=\"Queries\" class=\"num\"><span>{Figures.Count(server.Queries)}</span></td><td role=\"cell\" data-h=\"Answers\" class=\"num\"><span>{Figures.Count(server.Answers)}</span></td>");
        var seen = server is { FirstSeen: { } first, LastSeen: { } last } ? page.Clock.Span(first, last) : "";
        page.Add($"<td role=\"cell\" data-h=\"Seen\"{new Markup(seen.Length == 0 ? " class=\"e\"" : "")}><span{new Markup(seen.Length <= MostOnOneLine ? " class=\"nb\"" : "")}>{seen}</span></td><td role=\"cell\" data-h=\"Why\"{new Markup(server.Reasons.Length == 0 ? " class=\"e\"" : "")}><span>");
        for (var at = 0; at < server.Reasons.Length; at++)
        {
            page.Add($"{(at > 0 ? "; " : "")}{server.Reasons[at]}");
        }
        page.Add($"</span></td></tr>\n");
    }
}
