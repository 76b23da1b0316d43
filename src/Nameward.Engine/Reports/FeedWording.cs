using Nameward.Engine.Intelligence;
using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Reports.Sharing;

namespace Nameward.Engine.Reports;

/// <summary>The words of what feeds are and say, as they are written on the command line and in JSON.</summary>
public static class FeedWording
{
    /// <summary>"newly-registered".</summary>
    public static string Of(FeedUse use) => FeedUseWords.Of(use);

    /// <summary>"low".</summary>
    public static string Of(Trust trust) => trust switch { Trust.Low => "low", Trust.Medium => "medium", _ => "high" };

    /// <summary>"TLP:AMBER+STRICT" without its head: "amber+strict"; "none" where nothing was said.</summary>
    public static string Of(Tlp tlp) => TlpWord.Of(tlp) ?? "none";

    /// <summary>"whole".</summary>
    public static string Of(NameScope scope) => scope switch { NameScope.Exact => "exact", NameScope.Below => "below", _ => "whole" };

    /// <summary>The stricter of what the feed says and what the user says.</summary>
    public static Tlp TlpOf(FeedRecord feed) => feed.InForce is { } reading && reading.About.Tlp > feed.Settings.Tlp ? reading.About.Tlp : feed.Settings.Tlp;
}
