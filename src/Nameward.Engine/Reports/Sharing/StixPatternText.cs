namespace Nameward.Engine.Reports.Sharing;

/// <summary>Writes patterns of STIX 2.1 (section 9).</summary>
static class StixPatternText
{
    /// <summary>The pattern that a value meets.</summary>
    public static string Of(SharedValue value) => $"[{value.Type}:value = '{Escaped(value.Text)}']";

    /// <summary>A text within quotes: a backslash stands before a quote and before a backslash (section 9.2).</summary>
    public static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}
