using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Escapes for Markdown (CommonMark with tables): hostile text stands in code spans, where neither links nor HTML are read.</summary>
sealed class EscapeMarkdown(IDefang defang)
{
    /// <summary>Our own words, with nothing that Markdown reads as markup.</summary>
    public static string Ours(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var c in VisibleText.Ours(text))
        {
            _ = @"\`*_[]<>|#~&!".Contains(c) ? escaped.Append('\\').Append(c) : escaped.Append(c);
        }
        return escaped.ToString();
    }

    /// <summary>A hostile text as a code span; an address, which is digits alone, as words.</summary>
    public string Hostile(HostileText text)
    {
        var shown = Visible(text);
        return Defang.TryAddress(text, out _) ? Ours(shown) : CodeSpan(shown);
    }

    /// <summary>A hostile text, or <paramref name="absent"/>.</summary>
    public string Hostile(HostileText? text, string absent) => text is { } some ? Hostile(some) : absent;

    /// <summary>A sentence. Two code spans that touched would be read as one that neither begins nor ends where they do: a space stands between them.</summary>
    public string Sentence(Sentence sentence)
    {
        var isBehindCode = false;
        return sentence.Render(text =>
        {
            var shown = Hostile(text);
            var apart = isBehindCode && shown.StartsWith('`') ? " " : "";
            isBehindCode = shown.EndsWith('`');
            return apart + shown;
        }, words =>
        {
            isBehindCode &= words.Length == 0;
            return Ours(words);
        });
    }

    /// <summary>A command, raw, for it is copied; as one code span.</summary>
    public static string Command(Sentence command) => CodeSpan(EscapeShell.Command(command));

    /// <summary>A hostile text as a block of its own, indented by four spaces: no fence that it could close.</summary>
    public string Block(HostileText text) => "    " + Visible(text);

    string Visible(HostileText text) =>
        string.Concat(VisibleText.Pieces(Defang.Bracketed(text, defang)).Select(piece => piece.Kind == PieceKind.Cut ? $"… {piece.Text} more" : piece.Text));

    // A code span ends at a run of backticks as long as its first (CommonMark 6.1); a bar would end a cell even within it (GFM 4.10).
    static string CodeSpan(string text)
    {
        var fence = new string('`', LongestRun(text) + 1);
        var cell = text.Replace("|", "\\|", StringComparison.Ordinal);
        var space = text.Length > 0 && (text[0] is '`' or ' ' || text[^1] is '`' or ' ') ? " " : "";
        return text.Length == 0 ? "(empty)" : $"{fence}{space}{cell}{space}{fence}";
    }

    static int LongestRun(string text)
    {
        int longest = 0, run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}
