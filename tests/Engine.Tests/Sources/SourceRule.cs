using System.Text.RegularExpressions;

namespace Nameward.Engine.Tests.Sources;

/// <summary>
/// A rule of style that no compiler holds. Each carries a text that breaks it and one that looks alike and does not, so that it is known to be able
/// to fail.
/// </summary>
/// <param name="Id">Kebab-case.</param>
/// <param name="Says">The rule, for whoever broke it.</param>
/// <param name="Offences">The lines that break it, among all files.</param>
sealed record SourceRule(string Id, string Says, Func<IReadOnlyList<SourceFile>, IEnumerable<Offence>> Offences)
{
    /// <summary>Files with exactly one offence each.</summary>
    public required SourceFile[] Broken { get; init; }

    /// <summary>Files that together have none.</summary>
    public required SourceFile[] Kept { get; init; }

    public override string ToString() => Id;

    /// <summary>A rule on single files.</summary>
    public static SourceRule OnFile(string id, string says, Func<SourceFile, bool> concerns, Func<SourceFile, IEnumerable<Offence>> offences, SourceFile[] broken,
        SourceFile[] kept) =>
        new(id, says, files => files.Where(concerns).SelectMany(offences)) { Broken = broken, Kept = kept };

    /// <summary>A rule that a pattern may stand on no line of code.</summary>
    public static SourceRule OnCode(string id, string says, string pattern, Func<SourceFile, bool> concerns, SourceFile[] broken, SourceFile[] kept) =>
        OnFile(id, says, file => concerns(file) && file.Path.EndsWith(".cs", StringComparison.Ordinal), file => Matches(file, file.Code, pattern), broken, kept);

    /// <summary>A rule that a pattern may stand on no line of text, comments and literals included.</summary>
    public static SourceRule OnText(string id, string says, string pattern, Func<SourceFile, bool> concerns, SourceFile[] broken, SourceFile[] kept) =>
        OnFile(id, says, concerns, file => Matches(file, file.Lines, pattern), broken, kept);

    /// <summary>Each line on which a pattern matches.</summary>
    public static IEnumerable<Offence> Matches(SourceFile file, string[] lines, string pattern)
    {
        for (var i = 0; i < lines.Length; i++)
        {
            if (Regex.IsMatch(lines[i], pattern, RegexOptions.CultureInvariant))
            {
                yield return new(file.Path, i + 1, file.Lines[i].Trim());
            }
        }
    }
}
