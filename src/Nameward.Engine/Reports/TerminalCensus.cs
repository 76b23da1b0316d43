using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>The census on a terminal: every DNS server with its role and users, why it has that role, and what the evidence cannot show.</summary>
public static class TerminalCensus
{
    const int Indent = 10, MostItems = 6, MostUsers = 6, MostNamed = 3, MostLines = 3;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(CensusDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, document.Run.AsOf);
        var fold = options.ListsAll ? CensusFold.None(document.Census) : CensusFold.Of(document.Census);
        Headline(page, document);
        TerminalEvidence.Damage(page, document.Evidence);
        CensusRows.Write(page, fold);
        Folded(page, fold);
        ImmutableArray<TriageServer> told = options.ListsAll ? fold.Listed : [.. fold.Listed.Where(server => server.Role != CensusFold.Link)];
        Why(page, told);
        WhoAsks(page, told);
        Limits(page, document);
        TerminalEvidence.Read(page, document.Evidence, document.Coverage.Gaps, document.Run.ElapsedSeconds);
        Next(page, document);
        return page.Lines;
    }

    static void Headline(TerminalPage page, CensusDocument document)
    {
        if (document.Census.Length == 0)
        {
            page.Line(new Run("No DNS server was seen", Style.Bold));
            page.Blank();
            return;
        }
        var isAlarm = document.Census.Any(Wording.NeedsExplanation);
        page.Labelled(Run.Plain(""), 0, [new($"{Figures.Count(Wording.Servers(document.Census), "DNS server")}, {Figures.Count(document.Clients, "client")}; ", Style.Bold),
            new(Wording.Approval(document.Census), isAlarm ? Style.Alarm : Style.Bold), Run.Plain("; all times UTC")]);
        page.Blank();
    }

    static void Folded(TerminalPage page, CensusFold fold)
    {
        foreach (var many in fold.Folded)
        {
            var role = many.Role == "unknown" ? "servers of unknown role" : $"{Figures.Spoken(many.Role)} servers";
            page.Labelled(Run.Plain(""), 0, $"{Figures.Count(many.Count)} {role} asked by {Named(page, many.Askers)}: {Figures.Count(many.Queries, "query", "queries")} (--all lists them)", 2);
        }
        if (fold.Beyond > 0)
        {
            page.Line(Run.Plain($"and {Figures.Count(fold.Beyond, "more row")} (--all lists them)"));
        }
        page.Blank();
    }

    // Servers of one and the same reasons share a line.
    static void Why(TerminalPage page, ImmutableArray<TriageServer> listed)
    {
        var groups = listed.Where(server => server.Reasons.Length > 0).GroupBy(server => string.Join("; ", server.Reasons.Select(page.Phrase))).ToList();
        Lines(page, "Why", groups, group => $"{Named(page, [.. group.Select(server => server.Server).Distinct()])}: {group.Key}");
    }

    static void WhoAsks(TerminalPage page, ImmutableArray<TriageServer> listed) =>
        Lines(page, "Who asks", [.. listed.Where(server => server.Users.Length > 0)], server => $"{page.Escape.Hostile(server.Server)}{Way(server)}: {Users(page, server)}");

    static void Lines<T>(TerminalPage page, string label, List<T> items, Func<T, string> text)
    {
        var most = page.Options.ListsAll ? items.Count : MostItems;
        foreach (var (at, item) in items.Take(most).Index())
        {
            page.Labelled(new(at == 0 ? label : "", Style.Bold), Indent, text(item), MostLines);
        }
        if (items.Count > most)
        {
            page.Labelled(Run.Plain(""), Indent, $"and {Figures.Count(items.Count - most)} more (--all lists them)");
        }
        page.Blank();
    }

    static string Way(TriageServer server) => server is { Port: 53 or null, Transport: "udp" or "unknown" } ? "" : $" {Wording.Port(server)}{server.Transport}";

    static string Users(TerminalPage page, TriageServer server)
    {
        var shown = server.Users.Take(page.IsWide ? MostUsers + 2 : MostUsers).Select(user => $"{page.Escape.Hostile(user.Client)} ({Figures.Count(user.Queries)})").ToList();
        return string.Join(", ", shown) + (server.Clients > shown.Count ? $", {Figures.Count(server.Clients - shown.Count)} more" : "");
    }

    static string Named(TerminalPage page, ImmutableArray<HostileText> hosts)
    {
        var shown = hosts.Take(hosts.Length > MostNamed ? MostNamed - 1 : MostNamed).Select(page.Escape.Hostile).ToList();
        return hosts.Length > shown.Count ? $"{string.Join(", ", shown)} and {Figures.Count(hosts.Length - shown.Count)} more" : string.Join(", ", shown);
    }

    static void Limits(TerminalPage page, CensusDocument document) =>
        page.Labelled(new("Limits", Style.Bold), Indent, string.Join("; ", document.Coverage.Limits.Select(page.Phrase)));

    static void Next(TerminalPage page, CensusDocument document)
    {
        if (page.Options.WrittenTo is { } file)
        {
            var (networks, approved) = (document.SiteProposal.Networks.Length, document.SiteProposal.Servers.Count(server => server.Approve));
            page.Labelled(new("Written", Style.Bold), Indent, page.Escape.Ours(
                $"{file}: {Figures.Count(networks, "network")}; {Figures.Count(approved, "server")} proposed as approved, {Figures.Count(document.SiteProposal.Servers.Length - approved)} left to you. Correct it before you use it: what it does not list is not approved"));
            page.Line(new("Next".PadRight(Indent), Style.Bold), Run.Plain(page.Escape.Ours($"nameward check --site {file}")));
            page.Line(Run.Plain(page.Escape.Ours($"{"",Indent}nameward triage PATH --site {file}")));
        }
        else if (document.SiteProposal.Servers.Length > 0 && document.Census.All(server => server.Authorised is null))
        {
            page.Labelled(new("Next", Style.Bold), Indent, "nameward census PATH --write-site  proposes a site file to correct");
        }
    }
}
