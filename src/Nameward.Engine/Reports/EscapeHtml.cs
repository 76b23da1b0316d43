using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Escapes for HTML, text and quoted attributes alike.</summary>
sealed class EscapeHtml(IDefang defang)
{
    // Longer texts are broken anywhere, so that none wraps a layout; on a phone this many characters still fit.
    const int MostOnOneLine = 24;

    /// <summary>Our own words, with nothing that HTML reads as markup.</summary>
    public static string Encode(string text)
    {
        var html = new StringBuilder(text.Length + 16);
        foreach (var c in VisibleText.Ours(text))
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                _ => html.Append(c),
            };
        }
        return html.ToString();
    }

    /// <summary>A hostile text within a sentence or a cell: names in monospace, addresses in the type of the sentence, the rest in monospace on raised.</summary>
    public string Hostile(HostileText text)
    {
        var visible = Visible(text);
        var whole = visible.Length <= MostOnOneLine ? " nb" : "";
        return text.Kind switch
        {
            HostileKind.Name => $"<code class=\"name{whole}\">{visible}</code>",
            HostileKind.Address => $"<span class=\"addr\">{visible}</span>",
            _ => $"<code class=\"host{whole}\">{visible}</code>",
        };
    }

    /// <summary>A hostile text without an element of its own, for a block that is monospace already and for figures.</summary>
    public string Visible(HostileText text)
    {
        var html = new StringBuilder();
        foreach (var piece in VisibleText.Pieces(Defang.Bracketed(text, defang)))
        {
            _ = piece.Kind switch
            {
                PieceKind.Code => html.Append("<b>").Append(Encode(piece.Text)).Append("</b>"),
                PieceKind.Cut => html.Append("<i>… ").Append(piece.Text).Append(" more</i>"),
                _ => html.Append(Encode(piece.Text)),
            };
        }
        return html.ToString();
    }

    /// <summary>A hostile text in words alone, for a place that takes no elements, such as the text of a figure.</summary>
    public string Bare(HostileText text) =>
        string.Concat(VisibleText.Pieces(Defang.Bracketed(text, defang)).Select(piece => piece.Kind == PieceKind.Cut ? $"… {piece.Text} more" : Encode(piece.Text)));

    /// <summary>A hostile text in words alone and in at most <paramref name="most"/> characters, the middle of a longer one left out; for a drawing whose table has it whole.</summary>
    public string Short(HostileText text, int most)
    {
        var visible = string.Concat(VisibleText.Pieces(Defang.Bracketed(text, defang)).Select(piece => piece.Text));
        return Encode(visible.Length <= most ? visible : $"{visible[..(most / 2)]}…{visible[^((most - 1) / 2)..]}");
    }

    /// <summary>A sentence, each hostile text in it as <see cref="Hostile"/> shows it.</summary>
    public string Sentence(Sentence sentence) => sentence.Render(Hostile, Encode);

    /// <summary>
    /// A button that copies the text as it was written; nothing where it is shown as it was written, and where it holds anything but printable
    /// ASCII, for what is pasted into a shell must hold no line end and no code. Such a text is copied from case.json.
    /// </summary>
    public string CopyButton(HostileText text) => Defang.Bracketed(text, defang) == text.Raw && text.Kind != HostileKind.Text ? "" : Button(text.Raw);

    /// <summary>A button that copies a command.</summary>
    public static string CopyButton(Sentence command) => Button(EscapeShell.Command(command));

    /// <summary>A button that copies a text of ours.</summary>
    public static string CopyButton(string text) => Button(text);

    static string Button(string raw) => raw.Length is > 0 and <= 1024 && raw.All(c => c is >= ' ' and <= '~')
        ? $"<button type=\"button\" hidden data-raw=\"{Encode(raw)}\">copy raw</button>" : "";
}
