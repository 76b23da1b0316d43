using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;

namespace Nameward.Engine.Reports;

/// <summary>The detectors on a terminal: a block for each, or one in full.</summary>
public static class DetectorText
{
    const int Indent = 13;

    /// <summary>A block for each: what triggers it, what is harmless, what it cannot see.</summary>
    public static IReadOnlyList<StyledLine> List(ImmutableArray<DetectorInfo> detectors, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        foreach (var detector in detectors)
        {
            Brief(page, detector);
        }
        page.Blank();
        page.Labelled(Run.Plain(""), 0, "nameward detectors ID  shows one in full, with the steps that verify it and the response; docs/detectors.md says how bits are put together");
        return page.Lines;
    }

    /// <summary>One in full: with the steps by which it is verified, the response and the sources.</summary>
    public static IReadOnlyList<StyledLine> Full(DetectorInfo detector, TerminalOptions options)
    {
        var page = new TerminalPage(options, asOf: null);
        Brief(page, detector);
        page.Blank();
        for (var i = 0; i < detector.Verify.Length; i++)
        {
            Part(page, i == 0 ? "verify" : "", string.Create(CultureInfo.InvariantCulture, $"{i + 1}. {detector.Verify[i]}"));
        }
        page.Blank();
        Part(page, "preserve", detector.Respond.Preserve);
        Part(page, "contain", detector.Respond.Contain);
        Part(page, "ask", detector.Respond.Ask);
        page.Blank();
        Part(page, "techniques", string.Join(", ", detector.Techniques));
        Part(page, "sources", string.Join("; ", detector.Sources));
        return page.Lines;
    }

    /// <summary>Bits of a signal in words: "0 to 12 bits", "20 bits", "-8 to 0 bits", "0 bits and more".</summary>
    internal static string Say(BitRange bits) => bits.Most is not { } most ? $"{Figure(bits.Least)} bits and more"
        : most == bits.Least ? $"{Figure(most)} bits" : $"{Figure(bits.Least)} to {Figure(most)} bits";

    /// <summary>The same under both innocent explanations; once where they agree.</summary>
    internal static string Say(Trigger trigger) => trigger.AsBrowsing == trigger.AsLookUps
        ? Say(trigger.AsBrowsing) : $"{Say(trigger.AsBrowsing)} against browsing, {Say(trigger.AsLookUps)} against look-ups";

    static void Brief(TerminalPage page, DetectorInfo detector)
    {
        page.Labelled(Run.Plain(""), 0, [new(detector.Id, Style.Bold), Run.Plain($": {detector.Title}")]);
        foreach (var trigger in detector.Triggers)
        {
            Part(page, "triggers", $"{trigger.Signal} ({Words.Of(trigger.Family)}, {Say(trigger)}): {trigger.When}");
        }
        Part(page, "harmless", detector.Harmless);
        Part(page, "cannot see", detector.Blind);
    }

    static string Figure(double bits) => bits.ToString(CultureInfo.InvariantCulture);

    static void Part(TerminalPage page, string label, string text) => page.Labelled(new("  " + label, Style.Quiet), Indent + 2, page.Escape.Ours(text));
}
