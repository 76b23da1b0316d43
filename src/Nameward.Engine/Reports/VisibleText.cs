using System.Globalization;

namespace Nameward.Engine.Reports;

/// <summary>
/// Hostile text made visible: printable ASCII stays, a tab becomes two spaces, and every other byte or character becomes a code, <c>\x1b</c> or
/// <c>\u{202e}</c>. A backslash that would look like the begin of such a code becomes one itself, so that what is shown has one meaning.
/// </summary>
static class VisibleText
{
    /// <summary>Characters of one text that are shown to a person; the rest is counted (mock-ups, DESIGN-NOTES).</summary>
    public const int MostShown = 256;

    /// <summary>The pieces of <paramref name="raw"/>, the last of which says how much was cut.</summary>
    public static IEnumerable<VisiblePiece> Pieces(string raw, int most = MostShown)
    {
        var shown = Math.Min(raw.Length, most);
        var plainFrom = 0;
        for (var at = 0; at < shown; at++)
        {
            if (IsPlain(raw, at))
            {
                continue;
            }
            if (at > plainFrom)
            {
                yield return new(raw[plainFrom..at], PieceKind.Plain);
            }
            plainFrom = at + 1;
            yield return raw[at] == '\t' ? new("  ", PieceKind.Plain) : new(Code(raw[at]), PieceKind.Code);
        }
        if (shown > plainFrom)
        {
            yield return new(raw[plainFrom..shown], PieceKind.Plain);
        }
        if (raw.Length > shown)
        {
            yield return new((raw.Length - shown).ToString("N0", CultureInfo.InvariantCulture), PieceKind.Cut);
        }
    }

    /// <summary>The whole text in codes, not cut: for data files, where a tab is a code too.</summary>
    public static string Whole(string raw) =>
        string.Concat(raw.Select((c, at) => IsPlain(raw, at) ? c.ToString() : Code(c)));

    /// <summary>Our own words with nothing in them that a terminal or a browser acts on.</summary>
    public static string Ours(string text) => text.All(IsHarmless) ? text : string.Concat(text.Select(c => IsHarmless(c) ? c.ToString() : Code(c)));

    // Letters, marks and signs of our own sentences; neither controls (C0, C1) nor formats (bidirectional, zero width) nor halves of a pair.
    static bool IsHarmless(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);

    static bool IsPlain(string raw, int at) => raw[at] switch
    {
        '\\' => at + 1 >= raw.Length || raw[at + 1] is not ('x' or 'u'),
        var c => c is >= ' ' and <= '~',
    };

    static string Code(char c) => c <= 0xff
        ? string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}")
        : string.Create(CultureInfo.InvariantCulture, $"\\u{{{(int)c:x}}}");
}

/// <summary>What a piece of a visible text is.</summary>
enum PieceKind
{
    /// <summary>Printable ASCII as it was written.</summary>
    Plain,
    /// <summary>The code of one byte or character.</summary>
    Code,
    /// <summary>The number of characters that are not shown.</summary>
    Cut,
}

/// <summary>A piece of a visible text.</summary>
readonly record struct VisiblePiece(string Text, PieceKind Kind);
