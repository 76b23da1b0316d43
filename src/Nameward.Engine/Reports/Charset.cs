namespace Nameward.Engine.Reports;

/// <summary>What a terminal can show.</summary>
public enum Charset
{
    /// <summary>ASCII alone: bars are # and -.</summary>
    Ascii,
    /// <summary>UTF-8: bars are block elements.</summary>
    Utf8,
}
