using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Runbooks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>The triage record as Markdown (CommonMark with tables), for a ticket or a chat: the rows of the runbook in the same order as on the page, without its drawings.</summary>
public static class MarkdownReport
{
    /// <summary>The file, UTF-8.</summary>
    public static byte[] Render(TriageDocument document, IDefang defang)
    {
        var sheet = new Sheet(new EscapeMarkdown(defang), new Clock(document.Run.AsOf));
        Verdict(sheet, document);
        Questions(sheet, document);
        Row(sheet, document, "level-1");
        Changes(sheet, document);
        Row(sheet, document, "key-indicators");
        foreach (var finding in document.Findings)
        {
            Finding(sheet, document, finding);
        }
        Census(sheet, document);
        Coverage(sheet, document);
        Row(sheet, document, "level-2");
        Related(sheet, document);
        Hosts(sheet, document);
        Row(sheet, document, "containment");
        Row(sheet, document, "technique");
        Read(sheet, document);
        return Encoding.UTF8.GetBytes(sheet.Text.ToString());
    }

    static void Verdict(Sheet sheet, TriageDocument document)
    {
        var decision = document.Decision;
        sheet.Line($"# {decision.Decision.ToUpperInvariant()}: {sheet.Escape.Sentence(decision.Line).TrimEnd('.')}");
        sheet.Line(document.Run.AsOf is { } asOf ? $"Evidence to {Clock.Prose(asOf)}, {sheet.Clock.Second(asOf)}. All times UTC." : "All times UTC.");
        sheet.Line(document.Case is { } kept ? $"Case {kept.Number}, {EscapeMarkdown.Ours(kept.State)}." : "");
        sheet.List("Suppressed", Hidden.In(document).Select(sheet.Escape.Sentence));
        sheet.List("**Do now**", decision.DoNow.Select(sheet.Escape.Sentence));
        sheet.List("**Do not**", decision.DoNot.Select(sheet.Escape.Sentence));
    }

    static void Questions(Sheet sheet, TriageDocument document)
    {
        sheet.Line("## Runbook: questions for analysis");
        sheet.Table(["Question", "Answer", "Why", "Missing"], document.Questions.Select(question => new[]
        {
            EscapeMarkdown.Ours(Wording.Short(question.Id)), $"**{Figures.Spoken(question.Answer)}**",
            string.Join(" ", question.Reasons.Select(sheet.Escape.Sentence)), EscapeMarkdown.Ours(string.Join("; ", question.Missing)),
        }));
        sheet.Line("## Runbook: decision for escalation");
        sheet.List("Which rules decided", document.Decision.Clauses.Select(clause => $"{EscapeMarkdown.Ours(clause.Text)} ({EscapeMarkdown.Ours(clause.Id)}{(clause.Findings.Length > 0 ? ": " + string.Join(", ", clause.Findings) : "")})"));
        sheet.List("What would change it", document.Decision.WouldChange.Select(sheet.Escape.Sentence));
    }

    static void Finding(Sheet sheet, TriageDocument document, TriageFinding finding)
    {
        sheet.Line($"## {finding.Id}: {sheet.Escape.Sentence(finding.Title).TrimEnd('.')}");
        sheet.Line($"{Figures.Capital(finding.Level)}{(finding.Conclusive ? ", conclusive" : "")}, {Figures.Bits(finding.Bits)} bits. "
            + $"Seen {sheet.Clock.Second(finding.FirstSeen, "not known")} to {sheet.Clock.Second(finding.LastSeen, "not known")}, {Figures.Count(finding.Queries, "query", "queries")}."
            + (finding.Payload is { } payload ? $" Out {Figures.Bounds(payload.UpBytes.Low, payload.UpBytes.High)}, in {Figures.Bounds(payload.DownBytes.Low, payload.DownBytes.High)}." : "")
            + (finding.Techniques.Length > 0 ? $" {string.Join(", ", finding.Techniques)}." : ""));
        sheet.List("Also seen", finding.AlsoSeen.Select(sighting => sheet.Escape.Sentence(sighting.Text)));
        var rows = new List<string[]> { new[] { Figures.Bits(finding.Prior.Bits), "start", sheet.Escape.Sentence(finding.Prior.Text) } };
        foreach (var family in Ranking.Families(finding))
        {
            rows.AddRange(Ranking.Speaking(finding, family.Family).Select(signal => new[] { Figures.Bits(signal.Bits), EscapeMarkdown.Ours(signal.Id), sheet.Escape.Sentence(signal.Text) }));
        }
        rows.Add([$"**{Figures.Bits(finding.Bits)}**", "sum", ""]);
        sheet.Table(["#Bits", "Signal", "Why"], rows);
        var silent = Ranking.Silent(finding);
        sheet.Line(silent.Length == 0 ? "" : $"Gave nothing: {EscapeMarkdown.Ours(string.Join(", ", silent.Select(signal => signal.Id)))}.");
        sheet.Line(finding.DidNotRun.Length == 0 ? "" : $"Did not run: {EscapeMarkdown.Ours(string.Join(", ", finding.DidNotRun.Select(run => $"{run.Detector} ({run.Because})")))}.");
        foreach (var record in finding.Evidence)
        {
            sheet.Line($"{sheet.Escape.Hostile(record.Path)}, {Wording.Position(document, record)}:");
            sheet.Line(sheet.Escape.Block(record.Excerpt));
        }
    }

    static void Hosts(Sheet sheet, TriageDocument document)
    {
        var hosts = Ranking.Hosts(document);
        sheet.Line("## Affected hosts");
        sheet.Line(hosts.Length == 0 ? "No finding at watch or above names a host." : "");
        sheet.Table(["Address", "Host", "User", "Process", "Owner", "Role", "Criticality", "Findings", "First seen", "Last seen", "#Queries"], hosts.Select(host => new[]
        {
            sheet.Escape.Hostile(host.Client), Known(sheet, host.Host), Known(sheet, host.User), Known(sheet, host.Process), Known(sheet, host.Owner), Known(sheet, host.Role), Known(sheet, host.Criticality), string.Join(", ", host.Findings),
            sheet.Clock.Second(host.FirstSeen, "not known"), sheet.Clock.Second(host.LastSeen, "not known"), Figures.Count(host.Queries),
        }));
        sheet.List("Not sure", hosts.Where(host => host.Note is not null).Select(host => $"{sheet.Escape.Hostile(host.Client)}: {sheet.Escape.Sentence(host.Note!)}"));
    }

    static void Census(Sheet sheet, TriageDocument document)
    {
        const int MostRows = 50;
        var odd = document.Census.Where(server => server.Authorised != true).OrderBy(server => Wording.NeedsExplanation(server) ? 0 : 1).ThenByDescending(server => server.Queries).ThenBy(server => server.Server).ToList();
        sheet.Line("## DNS servers");
        sheet.Line($"{Figures.Headline(document.Census.Length, "server")} seen, {Figures.Count(document.Census.Length - odd.Count)} of them approved.{(odd.Count > MostRows ? $" The first {MostRows} of the others:" : "")}");
        sheet.Table(["Server", "Role", "Approved", "#Clients", "#Queries", "Why"], odd.Take(MostRows).Select(server => new[]
        {
            $"{sheet.Escape.Hostile(server.Server)} {server.Port}/{server.Transport}", Figures.Spoken(server.Role), Wording.NeedsExplanation(server) ? "**no**" : Wording.Approved(server),
            Figures.Count(server.Clients), Figures.Count(server.Queries), string.Join("; ", server.Reasons.Select(sheet.Escape.Sentence)),
        }));
    }

    static void Changes(Sheet sheet, TriageDocument document)
    {
        const int MostRows = 200;
        var changes = ChangeOrder.Of(document);
        sheet.Line("## Changes");
        sheet.Line(changes.Length == 0 ? "No changes: no configuration source was given, or it held none." : sheet.Escape.Sentence(ChangeOrder.Against(document)));
        sheet.Table(["Time", "Outcome", "What", "Object", "Server", "Old", "New", "By", "Ticket", "Why"], changes.Take(MostRows).Select(change => new[]
        {
            ChangeOrder.Time(change, sheet.Clock), ChangeOrder.Word(change), EscapeMarkdown.Ours(change.What), sheet.Escape.Hostile(change.Object), Known(sheet, change.Server), Known(sheet, change.Old), Known(sheet, change.New),
            Known(sheet, change.Actor), sheet.Escape.Hostile(change.Ticket, "none"), string.Join("; ", ((Sentence?[])[change.Why, change.How]).OfType<Sentence>().Select(sheet.Escape.Sentence)),
        }));
        sheet.Line(changes.Length > MostRows ? $"{changes.Length - MostRows} more are in case.json." : "");
        sheet.List("Of the tickets", ChangeOrder.Notes(document).Select(sheet.Escape.Sentence));
    }

    static void Coverage(Sheet sheet, TriageDocument document)
    {
        sheet.Line("## Runbook: log sources to investigate");
        sheet.Table(["Source", "State", "What it means"], document.Coverage.Sources.OrderBy(source => source.Present).Select(source => new[]
        {
            EscapeMarkdown.Ours(source.Source), source.Present ? "present" : "**missing**", EscapeMarkdown.Ours(source.Note),
        }));
        sheet.List("Gaps", document.Coverage.Gaps.Select(gap => $"{sheet.Escape.Hostile(gap.Source)} has no records {sheet.Clock.Span(gap.From, gap.To)}"));
        sheet.List("What cannot be seen", document.Coverage.Limits.Select(sheet.Escape.Sentence));
        sheet.List("To be surer, bring", document.Coverage.ToBeSurer.Select(EscapeMarkdown.Ours));
    }

    static void Related(Sheet sheet, TriageDocument document)
    {
        sheet.List("Kept cases that share something", document.Related.Select(related => $"case {related.Case}, {EscapeMarkdown.Ours(related.State)}, {Clock.Date(related.Opened)}: {Joined(sheet, related.Reasons)}"));
        sheet.List("Findings that share something", document.Links.Select(link => $"{string.Join(" and ", link.Findings)}: {Joined(sheet, link.Reasons)}"));
    }

    static void Row(Sheet sheet, TriageDocument document, string id)
    {
        var row = document.Runbook.First(one => one.Id == id);
        sheet.Line($"## Runbook: {EscapeMarkdown.Ours(row.Title)}");
        sheet.Table(["Asked for", "State", "Found", "Not seen", "Next"], row.Checks.Select(check => new[]
        {
            EscapeMarkdown.Ours(check.Asks), check.State is CheckState.Nothing ? RunbookWords.Spoken(row, check) : $"**{RunbookWords.Spoken(row, check)}**",
            Joined(sheet, check.Found), Joined(sheet, check.NotSeen), string.Join("; ", check.Next.Select(step => Step(sheet, step))),
        }));
        sheet.List($"Next, level {row.Level}", document.Decision.NextSteps.Where(step => step.Level == row.Level && id != "containment").Select(step => Step(sheet, step)));
    }

    static string Joined(Sheet sheet, ImmutableArray<Sentence> sentences) => string.Join("; ", sentences.Select(sentence => sheet.Escape.Sentence(sentence).TrimEnd('.')));

    static string Step(Sheet sheet, NextStep step) => sheet.Escape.Sentence(step.Text) + (step.Command is { } command ? " " + EscapeMarkdown.Command(command) : "");

    static void Read(Sheet sheet, TriageDocument document)
    {
        sheet.Line("## What was read");
        sheet.Table(["File", "Format", "#Records", "#Observed", "#Ignored", "#Malformed", "Damage"], document.Evidence.Select(source => new[]
        {
            sheet.Escape.Hostile(source.Path), Wording.Format(source) ?? "not recognised", Figures.Count(source.Records), Figures.Count(source.Observed), Figures.Count(source.Ignored),
            Figures.Count(source.Malformed), EscapeMarkdown.Ours(Wording.Damage(source) ?? ""),
        }));
        sheet.List("Notes", document.Evidence.SelectMany(source => source.Remarks.Select(remark => $"{sheet.Escape.Hostile(source.Path)}: {EscapeMarkdown.Ours(remark)}")));
        sheet.Line($"nameward {document.Run.Version}, {EscapeMarkdown.Ours(document.Schema)}, started {Clock.Rfc3339(document.Run.Started)}, {Figures.Elapsed(document.Run.ElapsedSeconds)}.");
    }

    static string Known(Sheet sheet, HostileText? text) => sheet.Escape.Hostile(text, "not known");

    // Paragraphs, lists and tables, each with an empty line after it; what is empty leaves nothing.
    sealed record Sheet(EscapeMarkdown Escape, Clock Clock)
    {
        internal StringBuilder Text { get; } = new();

        internal void Line(string line) => Text.Append(line.Length == 0 ? "" : line + "\n\n");

        internal void List(string headline, IEnumerable<string> items)
        {
            var list = items.ToList();
            if (list.Count > 0)
            {
                Text.Append(headline).Append("\n\n").AppendJoin("", list.Select(item => $"- {item}\n")).Append('\n');
            }
        }

        internal void Table(string[] columns, IEnumerable<string[]> rows)
        {
            var cells = rows.ToList();
            if (cells.Count > 0)
            {
                Text.Append($"| {string.Join(" | ", columns.Select(column => column.TrimStart('#')))} |\n|{string.Concat(columns.Select(column => column[0] == '#' ? " ---: |" : " --- |"))}\n");
                Text.AppendJoin("", cells.Select(row => $"| {string.Join(" | ", row)} |\n")).Append('\n');
            }
        }
    }
}
