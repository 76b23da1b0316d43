using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

public partial class ReportFilesTests
{
    static readonly LastDotDefang Brackets = new();

    public static TheoryData<string, string> Files
    {
        get
        {
            var files = new TheoryData<string, string>();
            foreach (var (name, _) in TriageSamples.All)
            {
                foreach (var file in new[] { "affected.csv", "indicators.txt", "misp.json", "report.md", "stix.json" })
                {
                    files.Add(name, file);
                }
            }
            return files;
        }
    }

    [Theory, MemberData(nameof(Files))]
    public void TheFileIsTheGoldenOne(string sample, string file)
    {
        var document = TriageSamples.All.Single(other => other.Name == sample).Document;
        Golden.Check($"{sample}-{file}", ReportList.All.Single(report => report.Name == file).Render(document, Brackets));
    }

    [Fact]
    public void TheListHoldsTheRecordFirstThenTheOthersByName()
    {
        Assert.Equal("case.json", ReportList.All[0].Name);
        Assert.Equal(ReportList.All.Skip(1).OrderBy(file => file.Name, StringComparer.Ordinal), ReportList.All.Skip(1));
    }

    [Fact]
    public void ThePolicyOfThePageHoldsTheHashesOfItsOwnStyleAndScript()
    {
        var outline = HtmlOutline.Of(Encoding.UTF8.GetString(HtmlReport.Render(EscalateSample.Document, Brackets)));
        var policy = outline.Attributes.Single(attribute => attribute.Value.StartsWith("default-src", StringComparison.Ordinal)).Value;
        Assert.Equal($"default-src 'none'; style-src 'sha256-{Hash(outline.Style)}'; script-src 'sha256-{Hash(outline.Script)}'; base-uri 'none'; form-action 'none'", policy);
    }

    [Fact]
    public void EveryPageIsWellFormedAndLoadsNothing()
    {
        foreach (var (name, document) in TriageSamples.All)
        {
            var html = Encoding.UTF8.GetString(HtmlReport.Render(document, Brackets));
            var outline = HtmlOutline.Of(html);
            Assert.DoesNotContain(outline.Attributes, attribute => attribute.Name is "style" or "src" or "srcset" or "action");
            Assert.DoesNotContain("data:", html, StringComparison.Ordinal);
            Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
            var ids = outline.Attributes.Where(attribute => attribute.Name == "id").Select(attribute => attribute.Value).ToList();
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(outline.Attributes.Where(attribute => attribute.Name == "href"), link => Assert.Contains(link.Value[1..], ids));
            Assert.All(outline.Attributes.Where(attribute => attribute.Name == "aria-labelledby").SelectMany(label => label.Value.Split(' ')), id => Assert.True(ids.Contains(id), $"{name}: {id}"));
        }
    }

    [Fact]
    public void ThePageShowsEveryFindingSignalServerAndSource()
    {
        var document = EscalateSample.Document;
        var html = Encoding.UTF8.GetString(HtmlReport.Render(document, Brackets));
        var escape = new EscapeHtml(Brackets);
        Assert.All(document.Findings.SelectMany(finding => finding.Signals), signal => Assert.Contains(escape.Sentence(signal.Text), html, StringComparison.Ordinal));
        Assert.All(document.Findings.SelectMany(finding => finding.Evidence), record => Assert.Contains(escape.Visible(record.Excerpt), html, StringComparison.Ordinal));
        Assert.All(document.Census, server => Assert.Contains(escape.Hostile(server.Server), html, StringComparison.Ordinal));
        Assert.All(document.Evidence, source => Assert.Contains(escape.Hostile(source.Path), html, StringComparison.Ordinal));
        Assert.All(document.Coverage.ToBeSurer, wanted => Assert.Contains(EscapeHtml.Encode(wanted), html, StringComparison.Ordinal));
        Assert.All(document.Findings.SelectMany(finding => finding.DidNotRun), run => Assert.Contains(run.Detector, html, StringComparison.Ordinal));
    }

    [Fact]
    public void NoNameOrOutsideAddressIsShownWithoutBracketsButInCopiesQuotesAndTheRawList()
    {
        var document = EscalateSample.Document with { Findings = [.. EscalateSample.Document.Findings.Select(finding => finding with { Evidence = [] })] };
        var html = Encoding.UTF8.GetString(HtmlReport.Render(document, Brackets));
        var shown = Copied().Replace(html, "").Replace("<pre class=\"box\">t.example.net\n203.0.113.66\n", "", StringComparison.Ordinal);
        Assert.DoesNotContain("t.example.net", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("203.0.113.66", shown, StringComparison.Ordinal);
        Assert.Contains("t.example[.]net", shown, StringComparison.Ordinal);
        Assert.Contains("203.0.113[.]66", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void InternalAndApprovedServersAreNoIndicators()
    {
        var finding = EscalateSample.Document.Findings[0];
        var approved = TriageSamples.Server("192.0.2.53", "recursive", true, 10, 10);
        var document = EscalateSample.Document with
        {
            Census = [approved],
            Findings = [finding with { Subject = finding.Subject with { Server = approved.Server } }, finding with { Subject = finding.Subject with { Server = TriageSamples.Host("10.0.3.40") } }],
        };
        Assert.Equal(["t.example.net"], IndicatorList.Values(document));
    }

    /// <summary>What is there to be copied: buttons, and commands as they are typed.</summary>
    [GeneratedRegex("data-raw=\"[^\"]*\"|<code class=\"cmd\">[^<]*</code>")]
    private static partial Regex Copied();

    static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
