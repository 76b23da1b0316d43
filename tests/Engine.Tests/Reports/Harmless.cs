using System.Text;

namespace Nameward.Engine.Tests.Reports;

/// <summary>What makes a text harmless in each kind of output, read without the code that writes it.</summary>
static class Harmless
{
    /// <summary>Controls, and what hides or reorders: none may be in any output.</summary>
    public static bool IsNot(char c) =>
        c is < ' ' or (>= '\x7f' and < '\xa0') or (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2060' and <= '\u206f') or '\ufeff' or (>= '\ud800' and <= '\udfff');

    /// <summary>Whether a spreadsheet would run a field.</summary>
    public static bool IsFormula(string field) => field.Length > 0 && "=+-@\t\r".Contains(field[0]);

    /// <summary>A line of Markdown without its code spans and without what a backslash escapes.</summary>
    public static string MarkdownOutsideCode(string line)
    {
        var outside = new StringBuilder();
        for (var at = 0; at < line.Length;)
        {
            var run = line[at..].TakeWhile(c => c == '`').Count();
            if (run == 0)
            {
                outside.Append(line[at] == '\\' ? "" : line[at]);
                at += line[at] == '\\' ? 2 : 1;
                continue;
            }
            var close = at + run;
            while (line[close..].TakeWhile(c => c == '`').Count() is var closing && closing != run)
            {
                close += Math.Max(1, closing);
            }
            at = close + run;
        }
        return outside.ToString();
    }

    /// <summary>The fields of each row (RFC 4180), quotes taken off.</summary>
    public static List<List<string>> CsvRows(string csv)
    {
        var rows = new List<List<string>> { new() };
        var field = new StringBuilder();
        var isQuoted = false;
        for (var at = 0; at < csv.Length; at++)
        {
            switch (csv[at])
            {
                case '"' when isQuoted && at + 1 < csv.Length && csv[at + 1] == '"':
                    field.Append('"');
                    at++;
                    break;
                case '"':
                    isQuoted = !isQuoted;
                    break;
                case ',' or '\r' when !isQuoted:
                    rows[^1].Add(field.ToString());
                    field.Clear();
                    break;
                case '\n' when !isQuoted:
                    rows.Add([]);
                    break;
                default:
                    field.Append(csv[at]);
                    break;
            }
        }
        rows.RemoveAt(rows.Count - 1);
        return rows;
    }
}
