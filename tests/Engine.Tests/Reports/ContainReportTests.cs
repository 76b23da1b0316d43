using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases.Alerting;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Containment;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Contain;
using Nameward.Engine.Tests.Containing;
using Nameward.Engine.Tests.Restoring;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

/// <summary>Containment on a terminal, as JSON and as a page.</summary>
public class ContainReportTests
{
    static readonly LastDotDefang Brackets = new();

    static readonly ContainDocument Document = Sample(HostileText.Text("the holder agreed"));

    public static TheoryData<string> Texts => [.. HostileSample.Texts];

    [Fact]
    public void EachOutputIsTheGoldenOne()
    {
        Golden.Check("contain.json", ContainJson.Indented(Document));
        Golden.Check("contain-80.txt", Encoding.UTF8.GetBytes(string.Concat(TerminalContain.Render(Document, new() { WrittenTo = "pack" }).Select(line => line.Text + "\n"))));
    }

    [Fact]
    public void TheIndexNamesEveryFileAndLoadsNothing()
    {
        var html = Page(Document);
        Assert.DoesNotContain(HtmlOutline.Of(html).Attributes, attribute => attribute.Name is "style" or "src" or "srcset" or "action");
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var target in Document.Targets)
        {
            Assert.Contains($"<section id=\"{target.Id}\">", html, StringComparison.Ordinal);
            Assert.All(target.Files, file => Assert.Contains(file.Name, html, StringComparison.Ordinal));
        }
        Assert.Equal(["contain.json", "index.html", .. Document.Targets.SelectMany(target => target.Files.Select(file => $"{target.Id}/{file.Name}"))], ContainFiles.Of(Document, Brackets).Select(file => file.Name));
    }

    [Theory, MemberData(nameof(Texts))]
    public void WhatAnAdversaryWroteIsTextInEachOutput(string text)
    {
        var document = Sample(HostileText.Text(text));
        Assert.DoesNotContain(HtmlOutline.Of(Page(document)).Attributes, attribute => attribute.Name is "style" or "src" or "onerror" or "onmouseover");
        Assert.DoesNotContain(TerminalContain.Render(document, new()), line => line.Text.Any(Harmless.IsNot));
        using var json = JsonDocument.Parse(ContainJson.Line(document));
        Assert.Equal(text, json.RootElement.GetProperty("blocks")[1].GetProperty("justification").GetString());
    }

    static ContainDocument Sample(HostileText why)
    {
        var radius = new BlastRadius(414, 260, 2, [ContainSamples.Address("10.0.0.9")], 1, 2, ContainSamples.Made.AddDays(-1), ContainSamples.Made, false);
        var document = ContainSamples.Of(BlockAction.NxDomain,
            ContainSamples.Zone("kq7.example") with { Radius = radius },
            ContainSamples.Zone("shared.example") with { Radius = radius with { Queries = 0 }, Refusal = Sentence.Of("dynamic DNS (x) as a whole, with all its customers"), Justification = why },
            ContainSamples.At(BlockKind.NameServerAddress, "203.0.113.66"),
            ContainSamples.At(BlockKind.Server, "8.8.8.8") with { Refusal = Sentence.Of($"a public resolver") });
        var alerts = AlertJudge.Untested(document.Request.Case, document.Blocks);
        document = document with { Restore = RestoreSamples.Plan(why), Alerts = [alerts[0] with { Count = new(414, 2, ContainSamples.Made, 0, 0) }, alerts[1] with { Because = Sentence.Of($"it fires on {why}") }, .. alerts[2..]] };
        return TargetList.Packed(document, TargetList.All.Select(target => target.Id).ToImmutableHashSet());
    }

    static string Page(ContainDocument document) => Encoding.UTF8.GetString(HtmlContain.Render(document, Brackets));
}
