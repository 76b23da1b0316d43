using System.Text;
using System.Text.Json;
using Nameward.Engine.Cases.Verifying;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Contain;
using Nameward.Engine.Tests.Containing;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

/// <summary>A verification on a terminal and as JSON.</summary>
public class VerifyReportTests
{
    public static TheoryData<string> Texts => [.. HostileSample.Texts];

    [Fact]
    public void EachOutputIsTheGoldenOne()
    {
        Golden.Check("verify.json", VerifyJson.Line(Sample(HostileText.Name("kq7.example"))));
        Golden.Check("verify-80.txt", Encoding.UTF8.GetBytes(string.Concat(TerminalVerify.Render(Sample(HostileText.Name("kq7.example")), new()).Select(line => line.Text + "\n"))));
    }

    [Fact]
    public void ThePageSaysEachItemAndLoadsNothing()
    {
        var html = Encoding.UTF8.GetString(HtmlVerify.Render(Sample(HostileText.Name("kq7.example")), new LastDotDefang()));
        Assert.All(["It did not stop", "is anything let through to", "Proven", "Not proven", "Contradicted", "and more"], text => Assert.Contains(text, html, StringComparison.Ordinal));
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PP", VerifyOutcome.Proven)]
    [InlineData("PN", VerifyOutcome.NotProven)]
    [InlineData("PNC", VerifyOutcome.Contradicted)]
    [InlineData("", VerifyOutcome.NotProven)]
    public void TheWholeIsAsGoodAsItsWorstItem(string items, VerifyOutcome outcome) => Assert.Equal(outcome, (Sample(default) with
    {
        Items = [.. items.Select(item => Item(item switch { 'P' => VerifyOutcome.Proven, 'C' => VerifyOutcome.Contradicted, _ => VerifyOutcome.NotProven }, default))],
    }).Outcome);

    [Theory, MemberData(nameof(Texts))]
    public void WhatAnAdversaryWroteIsTextInEachOutput(string text)
    {
        var document = Sample(HostileText.Text(text));
        Assert.DoesNotContain(TerminalVerify.Render(document, new()), line => line.Text.Any(Harmless.IsNot));
        Assert.DoesNotContain(HtmlOutline.Of(Encoding.UTF8.GetString(HtmlVerify.Render(document, new LastDotDefang()))).Attributes, attribute => attribute.Name is "style" or "src" or "onerror" or "onmouseover");
        using var json = JsonDocument.Parse(VerifyJson.Line(document));
        Assert.Equal($"is anything let through to {text}?", json.RootElement.GetProperty("items")[0].GetProperty("asks").GetString());
    }

    static VerifyDocument Sample(HostileText what) => new()
    {
        Run = ContainSamples.Of(default).Run,
        Case = "7",
        Since = ContainSamples.Made,
        Evidence = [],
        Items = [Item(VerifyOutcome.Contradicted, what), Item(VerifyOutcome.Proven, what), Item(VerifyOutcome.NotProven, what)],
    };

    static VerifyItem Item(VerifyOutcome outcome, HostileText what) => new("silent", Sentence.Of($"is anything let through to {what}?"), outcome, [Sentence.Of($"nobody asks {what}"), Sentence.Of("and more")]);
}
