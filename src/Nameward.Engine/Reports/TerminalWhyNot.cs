using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports;

/// <summary>What was measured of a name or an address on a terminal: whether it occurs, what was weighed of it, and what is missing until it is watched.</summary>
public static class TerminalWhyNot
{
    const int Indent = 10;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(WhyNotDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, document.Run.AsOf);
        Headline(page, document);
        TerminalEvidence.Damage(page, document.Evidence);
        Seen(page, document);
        TerminalReputation.Write(page, document.Seen.IsEmpty ? null : document.Reputation, Indent, lines: 3);
        foreach (var kind in document.Weighed)
        {
            Kind(page, kind);
        }
        TerminalWeighing.NotRun(page, document.DidNotRun, "Nothing for", Indent + 3);
        page.Blank();
        page.Labelled(new("Limits", Style.Bold), Indent, string.Join("; ", document.Coverage.Limits.Select(page.Phrase)));
        TerminalEvidence.Read(page, document.Evidence, document.Coverage.Gaps, document.Run.ElapsedSeconds);
        return page.Lines;
    }

    /// <summary>One finding of a case: the lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(WhyNotWeighing finding, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        TerminalWeighing.Write(page, finding);
        page.Labelled(new("Record", Style.Quiet), Indent, "bits are those under the innocent explanation that counted; the record of a case holds no others");
        return page.Lines;
    }

    static void Headline(TerminalPage page, WhyNotDocument document)
    {
        var name = page.Escape.Hostile(document.Asked);
        page.Labelled(Run.Plain(""), 0, [new(document.Seen.IsEmpty ? $"{name} does not occur in this evidence" : $"{name}: {Verdict(document)}", Style.Bold), Run.Plain("; all times UTC")]);
        if (document.Zone is { } zone && zone != document.Asked)
        {
            page.Labelled(Run.Plain(""), 0, $"a name is judged in its zone, {page.Escape.Hostile(zone)}, with all other names of it");
        }
        page.Blank();
    }

    static string Verdict(WhyNotDocument document)
    {
        var all = document.Weighed.SelectMany(kind => kind.Weighings).ToList();
        if (all.Count == 0)
        {
            return "nothing of it could be weighed";
        }
        if (all.Find(weighing => weighing.Escalates.IsReached) is { } grave)
        {
            return $"it escalates{Named(grave)}, {Figures.Bits(grave.Bits)} bits";
        }
        if (all.Find(weighing => weighing.Watched.IsReached) is { } watched)
        {
            return $"it is watched{Named(watched)}, {Figures.Bits(watched.Bits)} bits";
        }
        var nearest = all.MinBy(weighing => weighing.Watched.Missing)!;
        return nearest.Watched.Missing > 0 ? $"not watched; nearest {Figures.Bits(nearest.Bits)} bits, {Missing(nearest.Watched)} missing until watched"
            : $"not watched; nearest {Figures.Bits(nearest.Bits)} bits";
    }

    static string Named(WhyNotWeighing weighing) => weighing.Finding is { } id ? $" ({id})" : "";

    static string Missing(WhyNotLine line) => line.Missing.ToString("0.0", CultureInfo.InvariantCulture);

    static void Seen(TerminalPage page, WhyNotDocument document)
    {
        var label = new Run("Seen", Style.Bold);
        foreach (var use in document.Seen)
        {
            page.Labelled(label, Indent, Use(page, use));
            label = Run.Plain("");
        }
        page.Blank();
    }

    static string Use(TerminalPage page, WhyNotUse use)
    {
        var when = use.FirstSeen is { } first && use.LastSeen is { } last ? $"; {page.Clock.Second(first)} to {page.Clock.Second(last)}" : "; no times";
        var days = use.Days > 1 ? $", {Figures.Count(use.Days)} days" : "";
        var port = use.Port is { } some ? string.Create(CultureInfo.InvariantCulture, $", port {some}") : "";
        var servers = use.As is "zone" or "client" && use.Servers.Length > 0 ? "; asked " + string.Join(", ", use.Servers.Select(page.Escape.Hostile)) : "";
        var what = use.As switch
        {
            "zone" => $"asked by {Figures.Count(use.Clients, "client")}, {Figures.Count(use.Queries, "query", "queries")}",
            "client" => $"a client: {Figures.Count(use.Zones, "zone")}, {Figures.Count(use.Queries, "query", "queries")}",
            "server" => $"a DNS server{port}: {Figures.Count(use.Clients, "client")}, {Figures.Count(use.Queries, "query", "queries")}",
            _ => $"an end of {Figures.Count(use.Queries, "flow")} on a port of DNS",
        };
        return what + days + when + servers;
    }

    static void Kind(TerminalPage page, WhyNotKind kind)
    {
        var heading = Headings.GetValueOrDefault(kind.Kind, kind.Kind);
        page.Line(new Run(Figures.Capital(heading), Style.Bold));
        foreach (var weighing in kind.Weighings)
        {
            TerminalWeighing.Write(page, weighing);
        }
        if (kind.Others.Length > 0)
        {
            page.Labelled(Run.Plain(""), TerminalWeighing.Indent, $"and {string.Join(", ", kind.Others.Select(others => $"{Figures.Count(others.Count)} more {others.Level}"))}");
            page.Blank();
        }
    }

    static readonly ImmutableDictionary<string, string> Headings = new Dictionary<string, string>
    {
        ["channel"] = "channels: clients in zones",
        ["channel-without-zone"] = "channels whose names share no zone",
        ["server"] = "as a DNS server",
        ["beacon"] = "zones asked by the clock",
        ["missing-zones"] = "zones that do not exist",
        ["hidden-names"] = "names that are not shown",
        ["around-resolver"] = "around the resolver",
        ["listed"] = "on a list",
    }.ToImmutableDictionary();
}
