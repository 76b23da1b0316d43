using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Html;

/// <summary>
/// The page while it is written. Elements are the literal parts of interpolated strings; whatever stands in a hole is escaped by its type, so a
/// value cannot become markup: <c>page.Add($"&lt;td&gt;{name}&lt;/td&gt;")</c>.
/// </summary>
sealed class HtmlPage(IDefang defang, Clock clock)
{
    readonly StringBuilder _html = new(64 * 1024);
    int _figures;

    /// <summary>Escapes for HTML.</summary>
    public EscapeHtml Escape { get; } = new(defang);

    /// <summary>Writes times.</summary>
    public Clock Clock { get; } = clock;

    /// <summary>Adds elements and escaped values.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Performance", "CA1822", Justification = "The handler writes into this page.")]
    public void Add([InterpolatedStringHandlerArgument("")] ref Handler html) => _ = html;

    /// <summary>An id that no other figure of the page has.</summary>
    public string NextFigure() => "f" + (++_figures).ToString(CultureInfo.InvariantCulture);

    /// <summary>A button that copies the text raw, or nothing.</summary>
    public Markup Copy(HostileText text) => new(Escape.CopyButton(text));

    /// <summary>A text, or that it is not known.</summary>
    public Markup Known(HostileText? text) => new(text is { } some ? Escape.Hostile(some) : "<span class=\"quiet\">not known</span>");

    /// <summary>A sentence without the full stop at its end.</summary>
    public Markup Headline(Sentence sentence) => new(Escape.Sentence(sentence).TrimEnd('.'));

    /// <summary>Bits with a sign, the minus as a minus.</summary>
    public static string Bits(double bits) => Figures.Bits(bits, "−");

    /// <summary>A section's small line, its headline and its opening tag; the caller closes it.</summary>
    public void Section(string id, string row, string headline) =>
        Add($"\n<section id=\"{id}\"><p class=\"row\">{row}</p><h2>{headline}</h2>\n");

    /// <summary>The begin of a table that becomes cards on a phone; columns whose name begins with # hold numbers.</summary>
    public void Table(string caption, params ReadOnlySpan<string> columns)
    {
        Add($"<table class=\"stack\" role=\"table\"><caption>{caption}</caption><thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (var column in columns)
        {
            Add($"<th role=\"columnheader\" scope=\"col\"{new Markup(column[0] == '#' ? " class=\"num\"" : "")}>{column.TrimStart('#')}</th>");
        }
        Add($"</tr></thead><tbody role=\"rowgroup\">\n");
    }

    /// <summary>The end of a table.</summary>
    public void EndTable() => Add($"</tbody></table>\n");

    /// <inheritdoc/>
    public override string ToString() => _html.ToString();

    /// <summary>Writes an interpolated string into its page, each hole escaped by its type.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Handler
    {
        readonly HtmlPage _page;

        /// <summary>Called by the compiler.</summary>
        public Handler(int literalLength, int formattedCount, HtmlPage page)
        {
            _page = page;
            page._html.EnsureCapacity(page._html.Length + literalLength + formattedCount * 16);
        }

        /// <summary>Elements of the page.</summary>
        public void AppendLiteral(string html) => _page._html.Append(html);

        /// <summary>Words of ours, or a value of ours.</summary>
        public void AppendFormatted(string? text) => _page._html.Append(EscapeHtml.Encode(text ?? ""));

        /// <summary>A number.</summary>
        public void AppendFormatted(int number) => _page._html.Append(number.ToString(CultureInfo.InvariantCulture));

        /// <summary>A coordinate of a drawing, to a tenth.</summary>
        public void AppendFormatted(double number) => _page._html.Append(number.ToString("0.#", CultureInfo.InvariantCulture));

        /// <summary>A hostile text.</summary>
        public void AppendFormatted(HostileText text) => _page._html.Append(_page.Escape.Hostile(text));

        /// <summary>A sentence.</summary>
        public void AppendFormatted(Sentence sentence) => _page._html.Append(_page.Escape.Sentence(sentence));

        /// <summary>What is HTML already.</summary>
        public void AppendFormatted(Markup markup) => _page._html.Append(markup.Html);
    }
}
