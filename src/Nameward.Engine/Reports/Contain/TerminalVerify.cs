using Nameward.Engine.Cases.Verifying;

namespace Nameward.Engine.Reports.Contain;

/// <summary>The verification of a containment on a terminal: each item with its outcome and why.</summary>
public static class TerminalVerify
{
    const int Indent = 14;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(VerifyDocument document, TerminalOptions options)
    {
        var page = new TerminalPage(options, document.Run.AsOf);
        page.Labelled(Run.Plain(""), 0, [new(VerifyWords.Headline(document.Outcome), StyleOf(document.Outcome)), Run.Plain($"; looked at from {document.Since:yyyy-MM-dd HH:mm:ss} UTC on")]);
        TerminalEvidence.Damage(page, document.Evidence);
        foreach (var item in document.Items)
        {
            page.Blank();
            page.Labelled(new(VerifyWords.Of(item.Outcome), StyleOf(item.Outcome)), Indent, [new(page.Phrase(item.Asks), Style.Bold)], 2);
            foreach (var because in item.Because)
            {
                page.Labelled(Run.Plain(""), Indent, page.Phrase(because), 4);
            }
        }
        page.Blank();
        TerminalEvidence.Read(page, document.Evidence, [], document.Run.ElapsedSeconds);
        return page.Lines;
    }

    static Style StyleOf(VerifyOutcome outcome) => outcome switch { VerifyOutcome.Proven => Style.Calm, VerifyOutcome.Contradicted => Style.Alarm, _ => Style.Caution };
}
