using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Escapes for a command that a person copies into a POSIX shell: a hostile text is one word there, whatever it holds, and no option.</summary>
static class EscapeShell
{
    /// <summary>A command of ours with hostile texts in it.</summary>
    public static string Command(Sentence command) => command.Render(text => Word(text.Raw), VisibleText.Whole);

    static string Word(string raw)
    {
        if (raw.Length > 0 && raw[0] != '-' && raw.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '/' or '-'))
        {
            return raw;
        }
        var visible = VisibleText.Whole(raw);
        return $"'{(visible.StartsWith('-') ? "\\x2d" + visible[1..] : visible).Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }
}
