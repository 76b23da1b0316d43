namespace Nameward.Engine.Reports;

/// <summary>Text of one style within a line; escaped for a terminal already.</summary>
public readonly record struct Run(string Text, Style Style)
{
    /// <summary>Text without a style.</summary>
    public static Run Plain(string text) => new(text, Style.Plain);
}
