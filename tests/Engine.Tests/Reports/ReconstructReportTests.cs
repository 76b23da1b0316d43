using System.Text;
using System.Text.Json;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

public class ReconstructReportTests
{
    static readonly LastDotDefang Brackets = new();

    public static TheoryData<string> Texts => [.. HostileSample.Texts];

    [Fact]
    public void EachOutputIsTheGoldenOne()
    {
        Golden.Check("reconstruct.json", ReconstructJson.Indented(ReconstructSample.Document));
        Golden.Check("reconstruct-80.txt", Terminal(new()));
        Golden.Check("reconstruct-120.txt", Terminal(new() { Columns = 120, ListsAll = true }));
    }

    [Fact]
    public void ThePageIsWellFormedAndShowsNothingThatTheRecordHasNot()
    {
        var html = Page(ReconstructSample.Document);
        var outline = HtmlOutline.Of(html);
        Assert.DoesNotContain(outline.Attributes, attribute => attribute.Name is "style" or "src" or "srcset" or "action");
        Assert.DoesNotContain("http", html.Replace("http-equiv", "", StringComparison.Ordinal), StringComparison.Ordinal);
        foreach (var session in ReconstructSample.Document.Sessions)
        {
            Assert.Contains($"<section id=\"{session.Id}\">", html, StringComparison.Ordinal);
            Assert.All(session.Session.Files, file => Assert.Contains(file.Sha256, html, StringComparison.Ordinal));
        }
        Assert.Contains("4,118 bytes recovered; 4,118 to 4,236 bytes went; 2 gaps", html, StringComparison.Ordinal);
        Assert.Contains("nothing can be read; how much went is not known", html, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Texts))]
    public void WhatAnAdversaryWroteIsTextInEachOutput(string text)
    {
        foreach (var hostile in new[] { HostileText.Text(text), HostileText.Name(text) })
        {
            var document = HostileSample.SessionsWith(hostile);
            var outline = HtmlOutline.Of(Page(document));
            if (text.Length > 0)
            {
                Assert.Equal(HtmlOutline.Of(Page(HostileSample.SessionsWith(HostileText.Text("plain")))).Attributes.Count(attribute => attribute.Name is "href" or "id"), outline.Attributes.Count(attribute => attribute.Name is "href" or "id"));
            }
            Assert.DoesNotContain(outline.Attributes, attribute => attribute.Name is "style" or "src" or "onerror" or "onmouseover");
            Assert.DoesNotContain(TerminalReconstruct.Render(document, new()), line => line.Text.Any(Harmless.IsNot));
            using var json = JsonDocument.Parse(ReconstructJson.Line(document));
            Assert.Equal($"before {text} after.", json.RootElement.GetProperty("sessions")[0].GetProperty("events")[0].GetProperty("what").GetString());
        }
    }

    [Fact]
    public void TheFilesAreTheRecordThePageAndTheContent()
    {
        var files = SessionFiles.Of(ReconstructSample.Document, Brackets).ToDictionary(file => file.Name, file => file.Render().Length);
        Assert.Equal(["reconstruct.json", "transcript.html", "S1/packets.pcap", "S1/tcp-1-up.bin"], files.Keys);
        Assert.Equal(23, files["S1/tcp-1-up.bin"]);
    }

    static byte[] Terminal(TerminalOptions options) => Encoding.UTF8.GetBytes(string.Concat(TerminalReconstruct.Render(ReconstructSample.Document, options).Select(line => line.Text + "\n")));

    static string Page(Cases.ReconstructDocument document) => Encoding.UTF8.GetString(HtmlReconstruct.Render(document, Brackets));
}
