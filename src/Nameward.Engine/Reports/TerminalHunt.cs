using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>What a hunt found, on a terminal: a line for each row, with the feeds that name it below; of a zone with many records the first few.</summary>
public static class TerminalHunt
{
    const int Indent = 10, TimeColumn = 18, SecondColumn = 21, CountColumn = 12, MostLines = 3, MostOfZone = 3, MostAnswers = 4;

    /// <summary>The page of what was put together, or what is said below messages that were written as they came; styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(HuntDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        TerminalEvidence.Damage(page, document.Evidence);
        page.Labelled(Run.Plain(""), 0, Headline(document));
        foreach (var row in document.Rows.Where(row => row.Kind != "record"))
        {
            Row(page, row);
        }
        foreach (var zone in document.Rows.Where(row => row.Kind == "record").GroupBy(row => row.Zone))
        {
            var rows = options.ListsAll ? [.. zone] : zone.Take(MostOfZone).ToList();
            rows.ForEach(row => Row(page, row));
            if (zone.Count() > rows.Count)
            {
                page.Labelled(Run.Plain(""), TimeColumn, $"and {Figures.Count(zone.Count() - rows.Count, "more record")} in {page.Escape.Hostile(zone.Key!.Value)} (--all lists them)");
            }
        }
        page.Blank();
        foreach (var (at, limit) in document.Limits.Index())
        {
            page.Labelled(new(at == 0 ? "Not seen" : "", Style.Bold), Indent, page.Phrase(limit), MostLines);
        }
        return page.Lines;
    }

    /// <summary>Messages, as they come.</summary>
    public static IReadOnlyList<StyledLine> Messages(ImmutableArray<HuntMessage> messages, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        foreach (var message in messages)
        {
            page.Labelled(Run.Plain(Second(message.Time)), SecondColumn, Text(page, message), MostLines);
            Feeds(page, message.Intel, SecondColumn);
        }
        return page.Lines;
    }

    static ImmutableArray<Run> Headline(HuntDocument document)
    {
        var told = document.Rows.Length + document.Messages.Length;
        var (one, many) = document.Grouping is not null ? ("group", "groups") : document.TellsMessages ? ("look-up", "look-ups") : ("row", "rows");
        var records = document.Evidence.Sum(source => source.Records);
        var read = records > 0 ? $" in {Figures.Count(records, "record")}" : "";
        if (told == 0 && !document.IsPartial)
        {
            return [new($"nothing found{read}", Style.Bold)];
        }
        var more = document.More is > 0 and var left ? $" of {Figures.Count(told + left)}" : "";
        var span = (document.From, document.To) is ({ } from, { } to) ? $"; {(document.Store is null ? "" : "remembered ")}from {TerminalIngest.Day(from)} to {TerminalIngest.Day(to)}, all times UTC" : "";
        return [new($"{Figures.Count(told, one, many)}{more}", Style.Bold), Run.Plain(read + span)];
    }

    static void Row(TerminalPage page, HuntRow row)
    {
        if (row.Kind == "group")
        {
            page.Labelled(new(Figures.Count(row.Count).PadLeft(CountColumn - 2), Style.Bold), CountColumn, Group(page, row), MostLines);
            return;
        }
        page.Labelled(Run.Plain(row.FirstSeen is { } first ? Minute(first) : "no time"), TimeColumn, Text(page, row), MostLines);
        Feeds(page, row.Intel, TimeColumn);
    }

    static void Feeds(TerminalPage page, ImmutableArray<HuntMatch> matches, int column)
    {
        foreach (var match in matches)
        {
            page.Labelled(Run.Plain(""), column, [new("on ", match.StandsAlone ? Style.Alarm : Style.Caution), Run.Plain(Listed(page, match))]);
        }
    }

    static string Text(TerminalPage page, HuntMessage message)
    {
        var name = message.Name is { } known ? page.Escape.Hostile(known) : "a name that is not shown";
        var answers = message.Answers.Take(MostAnswers).Select(answer => page.Escape.Hostile(answer.Data)).ToList();
        if (message.Answers.Length > answers.Count)
        {
            answers.Add($"{Figures.Count(message.Answers.Length - answers.Count)} more");
        }
        var response = (message.Sides & Sides.Response) == 0 ? "" : $": {(message.Rcode is { } rcode ? HuntQuery.RcodeWord(rcode) : "answered")}{(answers.Count > 0 ? " " + string.Join(", ", answers) : "")}";
        var leg = message.Leg is Leg.Upstream or Leg.Internal ? $" ({HuntWords.Of(message.Leg)})" : "";
        var verb = message.Sides == Sides.Response ? "was told by" : "asked";
        return $"{page.Escape.Hostile(HostileText.Address(message.Client.Address))} {verb} {page.Escape.Hostile(HostileText.Address(message.Server.Address))}{leg} {name} {HuntWords.TypeOf(message.Type)}".TrimEnd()
            + $"{response} [{page.Escape.Hostile(message.Path)} {(message.CountsPackets ? "packet" : "byte")} {Figures.Count(message.At.Offset)}]";
    }

    static string Group(TerminalPage page, HuntRow row)
    {
        var about = row.IsEstimated ? "about " : "";
        string?[] counted =
        [
            row.CountAtMost > row.Count ? $"at most {Figures.Count(row.CountAtMost)}" : null,
            row.Clients is { } clients ? about + Figures.Count(clients, "client") : null,
            row.Names is { } names ? about + Figures.Count(names, "name") : null,
            row.FirstSeen is { } first && row.LastSeen is { } last ? $"{Minute(first)} to {Minute(last)}" : null,
            row.IsCertain ? null : "of some a sample of the names alone is kept",
        ];
        return $"{Common(page, row)}: {string.Join("; ", counted.OfType<string>())}";
    }

    /// <summary>What the look-ups of a group have in common.</summary>
    static string Common(TerminalPage page, HuntRow row)
    {
        string?[] parts =
        [
            row.Client is { } client ? page.Escape.Hostile(HostileText.Address(client)) : null,
            row.Server is { } server ? $"at {page.Escape.Hostile(HostileText.Address(server.Address))}" : null,
            row.Zone is { } zone ? page.Escape.Hostile(zone) : null,
            row.Name is { } name ? page.Escape.Hostile(name) : null,
            row.Type is { } type ? HuntWords.TypeOf(type) ?? "no type" : null,
            row.Answer is { } answer ? "-> " + page.Escape.Hostile(answer) : null,
            row.Rcode is { } rcode ? HuntQuery.RcodeWord(rcode) : null,
            row.Day is { } day ? TerminalIngest.Day(day) : null,
            row.Hour is { } hour ? Minute(hour) : null,
        ];
        return string.Join(' ', parts.OfType<string>()) is { Length: > 0 } common ? common : "not known";
    }

    static string Text(TerminalPage page, HuntRow row)
    {
        var last = row.LastSeen is { } time && row.LastSeen != row.FirstSeen ? $" until {Minute(time)}" : "";
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

    static string Minute(DateTime time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    static string Second(DateTime? time) => time is { } known ? known.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "no time";
}
