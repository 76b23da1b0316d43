using System.Globalization;
using System.Text;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>Writes text that an adversary may have chosen as one value of YAML (YAML 1.2.2 section 7.3.1): nothing in it ends the value, its line, or begins anything.</summary>
static class EscapeYaml
{
    /// <summary>Words that mean something else to programs of one version of YAML or another.</summary>
    static readonly string[] Meaningful = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

    /// <summary>The value: plain where it is a word, else in double quotes.</summary>
    public static string Value(HostileText text) => IsPlain(text.Raw) ? text.Raw : Quoted(text.Raw);

    static bool IsPlain(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-') && !Meaningful.Contains(text.ToLowerInvariant());

    static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\t' => "\\t",
                '\n' => "\\n",
                >= ' ' and <= '~' => rune.ToString(),
                _ when Rune.IsLetterOrDigit(rune) => rune.ToString(),
                <= char.MaxValue => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
                _ => string.Create(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
            });
        }
        return quoted.Append('"').ToString();
    }
}
