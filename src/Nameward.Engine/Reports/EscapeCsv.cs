using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports;

/// <summary>
/// Escapes for CSV (RFC 4180). A field that a spreadsheet would take for a formula gets an apostrophe before it; bytes that are not printable
/// become codes, so that the file may also be looked at in a terminal. Nothing is cut and nothing is bracketed: this is data.
/// </summary>
static class EscapeCsv
{
    /// <summary>A field that an adversary may have written; empty where there is none.</summary>
    public static string Hostile(HostileText? text) => text is { } some ? Field(WithoutFormula(some.Raw)) : "";

    /// <summary>A sentence, as one field; empty where there is none.</summary>
    public static string Sentence(Sentence? sentence) => sentence is null ? "" : Field(WithoutFormula(sentence.Render(text => text.Raw)));

    /// <summary>A field of ours.</summary>
    public static string Ours(string text) => Field(WithoutFormula(text));

    static string WithoutFormula(string raw)
    {
        var visible = VisibleText.Whole(raw);
        return raw.Length > 0 && "=+-@\t\r".Contains(raw[0]) ? "'" + visible : visible;
    }

    // The semicolon divides fields where the comma divides decimals, so it is quoted too.
    static string Field(string text) => text.AsSpan().IndexOfAny(",;\"") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
