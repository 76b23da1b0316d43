namespace Nameward.Engine.Tests.Sources;

/// <summary>
/// Blanks out comments and the insides of string and character literals of C# source, line for line, so that a rule sees code alone. What
/// stands in the holes of interpolated strings is code and stays.
/// </summary>
static class CodeMask
{
    public static string Of(string source)
    {
        var code = source.ToCharArray();
        Code(code, 0, isHole: false);
        return new string(code);
    }

    /// <summary>Walks code up to the end or, inside a hole, up to its format or the brace that closes it; returns where it stopped.</summary>
    static int Code(char[] code, int at, bool isHole)
    {
        var depth = 0;
        while (at < code.Length)
        {
            if (isHole && depth == 0 && code[at] is '}' or ':')
            {
                return at;
            }
            depth += code[at] switch { '{' or '(' or '[' => 1, '}' or ')' or ']' => -1, _ => 0 };
            at = Token(code, at);
        }
        return at;
    }

    static int Token(char[] code, int at)
    {
        if (Starts(code, at, "//"))
        {
            return Blank(code, at, Find(code, at, "\n"));
        }
        if (Starts(code, at, "/*"))
        {
            return Blank(code, at, Find(code, at + 2, "*/") + 2);
        }
        if (code[at] == '\'')
        {
            return Quoted(code, at + 1, '\'', escapes: true, hasHoles: false);
        }
        return IsStringStart(code, at, out var quote, out var dollars, out var verbatim) ? Text(code, quote, dollars, verbatim) : at + 1;
    }

    static bool IsStringStart(char[] code, int at, out int quote, out int dollars, out bool verbatim)
    {
        (quote, dollars, verbatim) = (at, 0, false);
        for (; quote < code.Length && code[quote] is '$' or '@'; quote++)
        {
            dollars += code[quote] == '$' ? 1 : 0;
            verbatim |= code[quote] == '@';
        }
        return quote < code.Length && code[quote] == '"';
    }

    static int Text(char[] code, int quote, int dollars, bool verbatim)
    {
        var quotes = 0;
        while (quote + quotes < code.Length && code[quote + quotes] == '"')
        {
            quotes++;
        }
        return quotes >= 3
            ? Raw(code, quote + quotes, new string('"', quotes), dollars)
            : Quoted(code, quote + 1, '"', escapes: !verbatim, hasHoles: dollars > 0);
    }

    static int Quoted(char[] code, int at, char end, bool escapes, bool hasHoles)
    {
        while (at < code.Length && code[at] != '\n' | !escapes)
        {
            var doubled = at + 1 < code.Length && code[at + 1] == code[at];
            if (code[at] == end && (escapes || !doubled))
            {
                return at + 1;
            }
            if (hasHoles && code[at] == '{' && !doubled)
            {
                at = Hole(code, at, braces: 1);
                continue;
            }
            at = Blank(code, at, at + (escapes && code[at] == '\\' || doubled && code[at] is '{' or '"' ? 2 : 1));
        }
        return at;
    }

    static int Raw(char[] code, int at, string end, int dollars)
    {
        var open = new string('{', Math.Max(dollars, 1));
        while (at < code.Length && !Starts(code, at, end))
        {
            at = dollars > 0 && Starts(code, at, open) ? Hole(code, at, dollars) : Blank(code, at, at + 1);
        }
        return Math.Min(at + end.Length, code.Length);
    }

    /// <summary>Keeps the code of a hole and blanks the format behind its colon; returns the place behind its closing braces.</summary>
    static int Hole(char[] code, int at, int braces)
    {
        var end = Code(code, at + braces, isHole: true);
        return Math.Min(Blank(code, end, Find(code, end, "}")) + braces, code.Length);
    }

    static bool Starts(char[] code, int at, string text) => code.AsSpan(at).StartsWith(text);

    static int Find(char[] code, int at, string text)
    {
        var found = at < code.Length ? code.AsSpan(at).IndexOf(text) : -1;
        return found < 0 ? code.Length : at + found;
    }

    static int Blank(char[] code, int from, int to)
    {
        to = Math.Min(to, code.Length);
        for (var i = from; i < to; i++)
        {
            code[i] = code[i] == '\n' ? '\n' : ' ';
        }
        return to;
    }
}
