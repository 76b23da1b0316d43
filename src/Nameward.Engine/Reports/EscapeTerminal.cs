using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Escapes for a terminal: nothing that moves the cursor, changes colours, reorders or hides text comes through.</summary>
sealed class EscapeTerminal(IDefang defang, Charset charset)
{
    /// <summary>A hostile text, bracketed, in printable ASCII, at most 256 characters of it.</summary>
    public string Hostile(HostileText text) =>
        string.Concat(VisibleText.Pieces(Defang.Bracketed(text, defang)).Select(piece => piece.Kind == PieceKind.Cut ? $"{Ellipsis} {piece.Text} more" : piece.Text));

    /// <summary>A hostile text, or <paramref name="absent"/> where there is none.</summary>
    public string Hostile(HostileText? text, string absent) => text is { } some ? Hostile(some) : absent;

    /// <summary>Our own words.</summary>
    public string Ours(string text) => charset == Charset.Utf8 ? VisibleText.Ours(text) : VisibleText.Whole(text.Replace("…", "...", StringComparison.Ordinal).Replace('−', '-').Replace('–', '-'));

    /// <summary>A sentence.</summary>
    public string Sentence(Sentence sentence) => sentence.Render(Hostile, Ours);

    /// <summary>What stands for words that were cut.</summary>
    public string Ellipsis => charset == Charset.Utf8 ? "…" : "...";
}
