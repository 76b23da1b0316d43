using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases;
using Nameward.Engine.Intelligence;

namespace Nameward.Engine.Reports;

/// <summary>The user's mistakes on a terminal: what, where, what to do, each; and that nothing was read.</summary>
public static class MistakeText
{
    const int Indent = 8, ValueColumn = 16;

    /// <summary>The lines, styled and escaped.</summary>
    public static IReadOnlyList<StyledLine> Render(UserError error, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        foreach (var mistake in error.Mistakes)
        {
            page.Labelled(new("error", Style.Alarm), Indent, page.Escape.Ours(mistake.What));
            Part(page, "here", mistake.Here);
            Part(page, "do", mistake.Do);
            page.Blank();
        }
        page.Line(Run.Plain($"{Figures.Count(error.Mistakes.Length, "mistake")}; nothing was read."));
        return page.Lines;
    }

    /// <summary>The mistake of naming evidence of which nothing could be read: each source with what is wrong with it.</summary>
    public static UserError NothingRead(ImmutableArray<TriageEvidence> evidence) => new([.. evidence.Select(source =>
        new Mistake($"{source.Path.Raw}: {source.Damage ?? "nothing to read"}", null, "nameward formats  lists what can be read; --as ID names a format"))]);

    /// <summary>The mistake of naming a format that none of the evidence has: not one record of it could be read so.</summary>
    public static UserError NotOfFormat(string format, ImmutableArray<TriageEvidence> evidence) => new([.. evidence.Select(source =>
        new Mistake($"--as {format}: no record of {source.Path.Raw} reads so", source.MalformedReasons is [var first, ..] ? first.Reason : source.Damage, "leave --as out: formats are told apart by content"))]);

    /// <summary>The mistake of bringing other evidence than a case was made from; null where all of it is what it was, or the case was made without hashes.</summary>
    /// <param name="document">What was read.</param>
    /// <param name="recorded">The SHA-256 sums that the case names.</param>
    public static UserError? Changed(CarveDocument document, IReadOnlySet<string> recorded)
    {
        var changed = document.Sources.Where(source => recorded.Count > 0 && source.Source.Sha256 is { } sum && !recorded.Contains(sum)).ToList();
        return changed.Count == 0 ? null : new([.. changed.Select(source => new Mistake($"{source.Source.Path.Raw}: it is not what the case was made from",
            $"its SHA-256 is {source.Source.Sha256}, which the case does not name", "bring the file as it was, or triage this one"))]);
    }

    /// <summary>A statement of a list that is not understood.</summary>
    /// <param name="list">How the user named the list.</param>
    /// <param name="statement">The statement.</param>
    public static Mistake NotUnderstood(string list, RejectedStatement statement) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{list}: line {statement.At}: {statement.Because}"), statement.Text.IsEmpty ? null : statement.Text.Raw, null);

    static void Part(TerminalPage page, string label, string? text)
    {
        if (text is not null)
        {
            page.Labelled(Run.Plain($"        {label}"), ValueColumn, page.Escape.Ours(text));
        }
    }
}
