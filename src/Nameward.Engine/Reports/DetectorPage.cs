using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Decoders;

namespace Nameward.Engine.Reports;

/// <summary>The page <c>docs/detectors.md</c>: how bits are put together, what is measured, every detector and every tool, as the program itself has it.</summary>
public static class DetectorPage
{
    /// <summary>The page, lines ended by a line feed.</summary>
    public static string Markdown(ImmutableArray<DetectorInfo> detectors, ImmutableArray<DecoderInfo> decoders)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Detectors

            This page is written by the program's own lists (`nameward detectors`); a test holds it to that. {detectors.Length} detectors look at clients and zones, at
            servers and at hosts; {decoders.Length} tools are told by their wire. For analysts: *harmless*, *verify* and *if it is true*. For detection engineers: the tables.


            """);
        page.Append(WeighingText.Markdown);
        Index(page, detectors);
        foreach (var detector in detectors)
        {
            Section(page, detector);
        }
        Tools(page, decoders);
        return page.ToString().ReplaceLineEndings("\n");
    }

    static void Index(StringBuilder page, ImmutableArray<DetectorInfo> detectors)
    {
        page.Append("## All of them\n\n| detector | looks for | techniques |\n|---|---|---|\n");
        foreach (var detector in detectors)
        {
            page.Append(CultureInfo.InvariantCulture, $"| [`{detector.Id}`](#{detector.Id}) | {Ours(detector.Title)} | {string.Join(", ", detector.Techniques.Select(Technique))} |\n");
        }
        page.Append('\n');
    }

    static void Section(StringBuilder page, DetectorInfo detector)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {detector.Id}\n\n{Sentence(detector.Title)}\n\n| signal | family | against browsing | against look-ups | when |\n|---|---|---|---|---|\n");
        foreach (var trigger in detector.Triggers)
        {
            var settles = trigger.Settles ? ", settles" : "";
            page.Append(CultureInfo.InvariantCulture, $"| `{trigger.Signal}` | {Words.Of(trigger.Family)} | {DetectorText.Say(trigger.AsBrowsing)}{settles} | {DetectorText.Say(trigger.AsLookUps)}{settles} | {Ours(trigger.When)} |\n");
        }
        page.Append(CultureInfo.InvariantCulture, $"\n**Harmless**: {Ours(detector.Harmless)}.\n\n**Cannot see**: {Ours(detector.Blind)}.\n\n**Verify**\n\n");
        foreach (var (i, step) in detector.Verify.Index())
        {
            page.Append(CultureInfo.InvariantCulture, $"{i + 1}. {Ours(step)}\n");
        }
        var respond = detector.Respond;
        page.Append(CultureInfo.InvariantCulture, $"\n**If it is true**\n\n- *Preserve*: {Ours(respond.Preserve)}\n- *Contain*: {Ours(respond.Contain)}\n- *Ask*: {Ours(respond.Ask)}\n\n");
        page.Append(CultureInfo.InvariantCulture, $"**Sources**: {Ours(string.Join("; ", detector.Sources))}.\n\n");
    }

    static void Tools(StringBuilder page, ImmutableArray<DecoderInfo> decoders)
    {
        page.Append(CultureInfo.InvariantCulture, $"""
            ## Tools

            The transcript of a pair that is watched or worse is read again, and every decoder reads it at each apex that the tunnel may have. A decoder adds bits for what
            agrees and cannot agree by accident; what is the same in every message counts once. A tool is proved where {ProvedTool.FewestTransactions} transactions or more agree, more than {ProvedTool.FewestBits} bits
            together, and fewer disagree than agree; what the wire of the tool explains (packets lost, sent again, refused) disagrees with nothing. The deepest apex at which
            a tool is proved counts, and there the one with most bits. Without proof no tool is named, and the finding stands on its other signals.

            A tool that changed its wire is not proved. Nor is one where the evidence does not show what the table asks for.

            | id | tool | what is proved | what the evidence must show | wire after |
            |---|---|---|---|---|

            """);
        foreach (var decoder in decoders)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{decoder.Id}` | {Ours(decoder.Title)} | {Ours(decoder.Proves)} | {Ours(decoder.Needs)} | {Ours(decoder.Source)} |\n");
        }
    }

    static string Technique(string id) => $"[{id}](https://attack.mitre.org/techniques/{id.Replace('.', '/')}/)";

    static string Sentence(string words) => Ours(char.ToUpperInvariant(words[0]) + words[1..] + ".");

    static string Ours(string text) => EscapeMarkdown.Ours(text);
}
