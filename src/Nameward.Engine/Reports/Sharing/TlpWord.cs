using Nameward.Engine.Intelligence.Feeds;

namespace Nameward.Engine.Reports.Sharing;

/// <summary>The words of the traffic light protocol, as people and MISP write them (FIRST, TLP 2.0, 2022).</summary>
public static class TlpWord
{
    /// <summary>Every word, laxest first, with commas between.</summary>
    public const string All = "clear, green, amber, amber+strict, red";

    /// <summary>The word of a mark; null where nothing was said.</summary>
    public static string? Of(Tlp tlp) => tlp switch
    {
        Tlp.Clear => "clear",
        Tlp.Green => "green",
        Tlp.Amber => "amber",
        Tlp.AmberStrict => "amber+strict",
        Tlp.Red => "red",
        _ => null,
    };

    /// <summary>The mark of a word, in any case; none where it is no mark.</summary>
    public static Tlp Parse(string word) => TlpMarks.Of(word);
}
