using System.Globalization;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>What a hunt found, on a terminal: a line for each row, with the feeds that name it below.</summary>
public static class TerminalHunt
{
    const int Indent = 10, TimeColumn = 18, MostLines = 3;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(HuntDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        TerminalEvidence.Damage(page, document.Evidence);
        var span = (document.From, document.To) is ({ } from, { } to) ? $"; remembered from {TerminalIngest.Day(from)} to {TerminalIngest.Day(to)}, all times UTC" : "";
        page.Labelled(Run.Plain(""), 0, [new($"{Figures.Count(document.Rows.Length, "row")}{(document.More > 0 ? $" of {Figures.Count(document.Rows.Length + document.More)}" : "")}", Style.Bold), Run.Plain(span)]);
        foreach (var row in document.Rows)
        {
            page.Labelled(Run.Plain(row.FirstSeen is { } first ? first.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "no time"), TimeColumn, Text(page, row), MostLines);
            foreach (var match in row.Intel)
            {
                page.Labelled(Run.Plain(""), TimeColumn, [new("on ", match.StandsAlone ? Style.Alarm : Style.Caution), Run.Plain(Listed(page, match))]);
            }
        }
        page.Blank();
        foreach (var (at, limit) in document.Limits.Index())
        {
            page.Labelled(new(at == 0 ? "Not seen" : "", Style.Bold), Indent, page.Phrase(limit), MostLines);
        }
        return page.Lines;
    }

    static string Text(TerminalPage page, HuntRow row)
    {
        var last = row.LastSeen is { } time && row.LastSeen != row.FirstSeen ? $" until {time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}" : "";
        var count = $"{Figures.Count(row.Count, row.Kind == "record" ? "time" : "query", row.Kind == "record" ? "times" : "queries")}{last}";
        return row switch
        {
            { Kind: "record" } => $"{page.Escape.Hostile(row.Name!.Value)} {RecordTypes.Name(row.Type!.Value)} {(row.Answer is { } answer ? page.Escape.Hostile(answer) : "(asked for)")}: {count}",
            { Server: { } server } => $"{page.Escape.Hostile(HostileText.Address(row.Client!.Value))} at the server {page.Escape.Hostile(HostileText.Address(server.Address))}: {count}",
            _ => $"{page.Escape.Hostile(HostileText.Address(row.Client!.Value))} in {page.Escape.Hostile(row.Zone!.Value)}: {count}{(row.IsCertain ? "" : "; whether for this name is not remembered, a sample of its names is kept")}",
        };
    }

    static string Listed(TerminalPage page, HuntMatch match)
    {
        var threat = match.Threat.IsEmpty ? "" : $" as {page.Escape.Hostile(match.Threat)}";
        var marks = match.Marks.IsEmpty ? "" : $"; {string.Join("; ", match.Marks.Select(page.Phrase))}";
        return $"{page.Escape.Hostile(match.Feed)}, line {match.Line}: {page.Escape.Hostile(match.Entry)}{threat}, worth {match.Worth.ToString("0.##", CultureInfo.InvariantCulture)} of 1{marks}";
    }
}
