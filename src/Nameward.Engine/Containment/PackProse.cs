using System.Globalization;
using System.Text;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment;

/// <summary>
/// The text of a file for people: Markdown that reads as it stands (CommonMark without tables), a line for each thing that is said. What somebody else wrote stands in code spans, where nothing is
/// markup; letters of all languages stay, bytes that cannot be seen do not. Names of zones are written so that no mail program makes links of them.
/// </summary>
sealed class PackProse
{
    const int LongestText = 200;

    readonly StringBuilder _text = new();

    /// <summary>A heading with an empty line on each side.</summary>
    /// <param name="level">From 1.</param>
    /// <param name="sentence">What it says.</param>
    public PackProse Heading(int level, Sentence sentence)
    {
        var isApart = _text.Length == 0 || (_text.Length > 1 && _text[^1] == '\n' && _text[^2] == '\n');
        _text.Append(isApart ? "" : "\n").Append('#', level).Append(' ').Append(Told(sentence)).Append("\n\n");
        return this;
    }

    /// <summary>A paragraph of its own.</summary>
    public PackProse Paragraph(Sentence sentence)
    {
        _text.Append(Told(sentence)).Append("\n\n");
        return this;
    }

    /// <summary>An item of a list.</summary>
    public PackProse Item(Sentence sentence)
    {
        _text.Append("- ").Append(Told(sentence)).Append('\n');
        return this;
    }

    /// <summary>Something to do, to be ticked off.</summary>
    public PackProse Task(Sentence sentence)
    {
        _text.Append("- [ ] ").Append(Told(sentence)).Append('\n');
        return this;
    }

    /// <summary>A command of our own words, to be copied, below an item.</summary>
    public PackProse Command(string command)
    {
        _text.Append(CultureInfo.InvariantCulture, $"\n      {command}\n\n");
        return this;
    }

    /// <summary>The file.</summary>
    public PackFile As(string name) => new(name, Encoding.UTF8.GetBytes(_text.ToString()));

    /// <summary>A text that somebody else wrote, as far as it can be seen: what cannot is a question mark.</summary>
    public static string Visible(HostileText text)
    {
        var visible = new StringBuilder();
        foreach (var rune in text.Raw.EnumerateRunes())
        {
            visible.Append(IsSeen(rune) ? rune.ToString() : "?");
            if (visible.Length >= LongestText)
            {
                return visible.Append("...").ToString();
            }
        }
        return visible.ToString();
    }

    static string Told(Sentence sentence) => sentence.Render(Span, Ours);

    static string Span(HostileText text)
    {
        var visible = Visible(text).Replace('`', '?');
        var dot = text.Kind == HostileKind.Name ? visible.LastIndexOf('.') : -1;
        return text.IsEmpty ? "(empty)" : $"`{(dot < 0 ? visible : $"{visible[..dot]}[.]{visible[(dot + 1)..]}")}`";
    }

    /// <summary>Our own words: a record that somebody changed may hold others.</summary>
    static string Ours(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || " .,;:-_()%/'+=?\"[]".Contains(c, StringComparison.Ordinal) ? c : '?'));

    static bool IsSeen(Rune rune) => rune.Value == ' ' || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
