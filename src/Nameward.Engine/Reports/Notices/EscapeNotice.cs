using System.Buffers;
using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Notices;

/// <summary>
/// Escapes for a mail or a chat: one line of printable ASCII, names and outside addresses in brackets. What a mail program or a chat makes a link, a
/// mention or markup of is written as a code where it stands in a hostile text, so that nobody is called and nothing opens by what an adversary wrote.
/// </summary>
public sealed class EscapeNotice(IDefang defang)
{
    // Slack reads < > &, Teams and Discord read Markdown; all of them know mentions by @.
    static readonly SearchValues<char> Markup = SearchValues.Create("<>&@`|*~");

    readonly EscapeTerminal _plain = new(defang, Charset.Ascii);

    /// <summary>A sentence.</summary>
    internal string Sentence(Sentence sentence) => sentence.Render(Hostile, _plain.Ours);

    string Hostile(HostileText text)
    {
        var shown = _plain.Hostile(text).Replace("://", "[:]//", StringComparison.Ordinal).Replace("](", "]\\x28", StringComparison.Ordinal);
        return !shown.AsSpan().ContainsAny(Markup) ? shown : string.Concat(shown.Select(Coded));
    }

    static string Coded(char c) => Markup.Contains(c) ? string.Create(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}") : c.ToString();

    /// <summary>The text within a JSON string.</summary>
    internal static string InJson(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c is '"' or '\\' ? escaped.Append('\\').Append(c) : c is >= ' ' and <= '~' ? escaped.Append(c) : escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        return escaped.ToString();
    }
}
