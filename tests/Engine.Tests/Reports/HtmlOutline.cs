using System.Text;

namespace Nameward.Engine.Tests.Reports;

/// <summary>
/// A strict reader of the HTML that the report writes: every element closes, every attribute is quoted, and no bare angle bracket stands in a text.
/// It knows nothing of the writer.
/// </summary>
sealed class HtmlOutline
{
    static readonly HashSet<string> Void = ["meta", "br"];

    /// <summary>Names of all elements.</summary>
    public HashSet<string> Elements { get; } = [];
    /// <summary>Every attribute: element, name, value.</summary>
    public List<(string Element, string Name, string Value)> Attributes { get; } = [];
    /// <summary>Elements and attributes in order, without texts and values: the shape of the page.</summary>
    public StringBuilder Shape { get; } = new();
    /// <summary>Content of the style element.</summary>
    public string Style { get; private set; } = "";
    /// <summary>Content of the script element.</summary>
    public string Script { get; private set; } = "";

    public static HtmlOutline Of(string html)
    {
        var outline = new HtmlOutline();
        var open = new Stack<string>();
        for (var at = html.IndexOf('\n') + 1; at < html.Length;)
        {
            var next = html.IndexOf('<', at);
            Text(html[at..(next < 0 ? html.Length : next)]);
            if (next < 0)
            {
                break;
            }
            at = outline.Tag(html, next, open);
        }
        return open.Count == 0 ? outline : throw new FormatException($"<{open.Peek()}> is not closed");
    }

    static void Text(string text)
    {
        if (text.Contains('>'))
        {
            throw new FormatException($"a bare > in: {text}");
        }
    }

    int Tag(string html, int at, Stack<string> open)
    {
        var end = at + 1;
        if (html[end] == '/')
        {
            end = html.IndexOf('>', at);
            var closed = html[(at + 2)..end];
            return open.Pop() == closed ? end + 1 : throw new FormatException($"</{closed}> closes nothing at {at}");
        }
        var name = Word(html, ref end);
        Elements.Add(name);
        Shape.Append('<').Append(name);
        while (html[end] is not ('>' or '/'))
        {
            end++;
            ReadAttribute(html, name, ref end);
        }
        var isClosed = html[end] == '/' || Void.Contains(name);
        end = html.IndexOf('>', end) + 1;
        if (name is "style" or "script")
        {
            var close = html.IndexOf($"</{name}>", end, StringComparison.Ordinal);
            (Style, Script) = name == "style" ? (html[end..close], Script) : (Style, html[end..close]);
            end = close;
        }
        if (!isClosed)
        {
            open.Push(name);
        }
        return end;
    }

    void ReadAttribute(string html, string element, ref int at)
    {
        var name = Word(html, ref at);
        var value = "";
        if (html[at] == '=')
        {
            if (html[at + 1] != '"')
            {
                throw new FormatException($"{name} is not quoted at {at}");
            }
            var end = html.IndexOf('"', at + 2);
            value = html[(at + 2)..end];
            at = end + 1;
        }
        Attributes.Add((element, name, value));
        Shape.Append(' ').Append(name);
    }

    static string Word(string html, ref int at)
    {
        var from = at;
        while (char.IsAsciiLetterOrDigit(html[at]) || html[at] == '-')
        {
            at++;
        }
        return at > from ? html[from..at] : throw new FormatException($"a bare < or a strange attribute at {from}: {html[from..Math.Min(html.Length, from + 40)]}");
    }
}
