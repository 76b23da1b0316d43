using Nameward.Engine.Evaluation;

namespace Nameward.Engine.Reports;

/// <summary>The labelled sessions of an evaluation on a terminal: those that were missed, or all of them.</summary>
static class TerminalSessions
{
    const int Indent = 10;

    /// <summary>The sessions, file by file; nothing where there is none to show.</summary>
    public static void Write(TerminalPage page, EvaluationDocument document)
    {
        var shown = document.Sessions.Where(session => page.Options.ListsAll || !session.IsFound).ToList();
        if (shown.Count == 0)
        {
            return;
        }
        page.Line(new(page.Options.ListsAll ? "Sessions" : "Not found", Style.Bold), Run.Plain(page.Options.ListsAll ? "" : "; --all lists those that were, too"));
        foreach (var file in shown.GroupBy(session => session.File))
        {
            page.Labelled(Run.Plain("  "), 2, page.Escape.Hostile(file.Key));
            foreach (var session in file)
            {
                page.Labelled(Mark(session), Indent + 2, Text(page, session));
            }
        }
        page.Blank();
    }

    static Run Mark(EvaluatedSession session) => session switch
    {
        { IsFound: true } => new("    found", Style.Plain),
        { Truth.Expectation: not Expectation.Required } => new("    apart", Style.Plain),
        { Outcome: Outcome.Watched } => new("    WATCHED", Style.Caution),
        _ => new("    MISSED", Style.Alarm),
    };

    static string Text(TerminalPage page, EvaluatedSession session)
    {
        var truth = session.Truth;
        string?[] parts =
        [
            $"{(truth.Clients.IsEmpty ? "any client" : string.Join(" or ", truth.Clients.Select(page.Escape.Hostile)))} {(truth.Subject.IsAny ? "no name" : page.Escape.Hostile(truth.Subject.Text))}",
            page.Escape.Ours(truth.Label) + (truth.Tool is { } tool ? page.Escape.Ours($" by {tool}") : ""),
            truth.PayloadBytes is { } bytes ? Figures.Size(bytes) : null,
            session.Finding is { } finding ? $"{finding.Level} {Figures.Bits(finding.Bits)}" : "no finding",
            session.Tool is { } named ? page.Escape.Ours($"named {named}") : null,
            session.First is { } first ? $"at query {Figures.Count(first.Query)}{(session.Seconds is { } seconds ? $", {Figures.Elapsed(seconds)}" : "")}, {Figures.Size(first.PayloadBytes)}" : null,
        ];
        return string.Join("; ", parts.OfType<string>());
    }
}
