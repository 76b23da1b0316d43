using System.Globalization;
using System.Text;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Containment;

/// <summary>
/// The text of a file of a pack: what it is for stands in comments at its head, each line of which is plain ASCII without anything that ends a comment. Lines of syntax are our own words and
/// values that a target has checked.
/// </summary>
/// <param name="document">What is contained.</param>
/// <param name="comment">What begins a comment: "#", ";" or "--".</param>
sealed class PackText(ContainDocument document, string comment)
{
    const int LongestComment = 250, LongestText = 400;

    readonly StringBuilder _text = new();

    /// <summary>The head: what this is, for which case, from and until when.</summary>
    /// <param name="what">What this is.</param>
    /// <param name="ends">Whether it is meant to end: what puts things back is not.</param>
    public PackText Head(string what, bool ends = true)
    {
        Comment(Sentence.Of(what));
        Comment(Sentence.Of($"case {HostileText.Text(document.Request.Case.Name)}; made {document.Run.Started:yyyy-MM-dd HH:mm} UTC by nameward {document.Run.Version}, serial {document.Serial}"));
        return ends ? Comment(Sentence.Of($"meant to end {document.Expires:yyyy-MM-dd HH:mm} UTC; to end it sooner, see the steps of the rollback in index.html")) : this;
    }

    /// <summary>A comment of its own line.</summary>
    public PackText Comment(Sentence sentence)
    {
        _text.Append(comment).Append(' ').Append(Visible(sentence)).Append('\n');
        return this;
    }

    /// <summary>Why something is blocked, as a comment.</summary>
    public PackText Because(Block block) => Comment(Told(block));

    /// <summary>A line of syntax.</summary>
    public PackText Line(string line)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{line}\n");
        return this;
    }

    /// <summary>Lines of syntax of our own.</summary>
    public PackText Lines(params ReadOnlySpan<string> lines)
    {
        foreach (var line in lines)
        {
            Line(line);
        }
        return this;
    }

    /// <summary>The file.</summary>
    public PackFile As(string name) => new(name, Encoding.ASCII.GetBytes(_text.ToString()));

    /// <summary>Why something is blocked, and against which advice.</summary>
    public static Sentence Told(Block block)
    {
        var told = Sentence.Of($"{block.Value}: {block.Reason}");
        told = block.Radius is { } radius ? told.Then("; ", Sentence.Of($"would have hit {Quantity.Of(radius.Clients, "client")}, {radius.ClientsOutside} outside the findings")) : told;
        told = block.Remembered is { Clients: > 0 } remembered ? told.Then("; ", Sentence.Of($"in the store {Quantity.Of(remembered.Clients, "client")}, {remembered.ClientsOutside} outside")) : told;
        return block is { Refusal: { } refusal, Justification: { } why } ? told.Then("; ", Sentence.Of($"forced although it is {refusal}, because: {why}")) : told;
    }

    /// <summary>A sentence as text that no language of rules takes for syntax, within quotes of any kind: letters, digits, spaces and a few marks. A name that is not plain is a question mark.</summary>
    public static string Plain(Sentence sentence)
    {
        var text = string.Concat(sentence.Render(hostile => hostile.Kind == HostileKind.Address ? hostile.Raw : PlainName.Of(hostile) ?? "?").Select(c => char.IsAsciiLetterOrDigit(c) || " .,:_()/+=?-".Contains(c, StringComparison.Ordinal) ? c : '?'));
        return text.Length <= LongestText ? text : text[..LongestText] + "...";
    }

    static string Visible(Sentence sentence)
    {
        var text = string.Concat(sentence.Render(hostile => hostile.Raw).Select(c => char.IsAsciiLetterOrDigit(c) || " .,;:-_()%/'+=".Contains(c, StringComparison.Ordinal) ? c : '?'));
        // A continuation or an end of a comment of any of the languages.
        text = text.Replace("--", "- -", StringComparison.Ordinal).Replace("*/", "* /", StringComparison.Ordinal);
        return text.Length <= LongestComment ? text : text[..LongestComment] + "...";
    }
}
