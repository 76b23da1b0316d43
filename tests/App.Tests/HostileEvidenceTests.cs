using System.Text;
using System.Text.Json;
using Nameward.Engine.Tests;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>Hostile names, answers and file names through the whole program, into every output: text, and nothing else.</summary>
[Trait("tier", "ci")]
public sealed class HostileEvidenceTests : IDisposable
{
    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task AHostileCaptureIsHarmlessInEveryOutput()
    {
        using var json = await AssertHarmless(HostileEvidence.Capture());
        Assert.Equal(HostileEvidence.Texts.Select(HostileEvidence.ZoneOf).Order(StringComparer.Ordinal), Zones(json).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AHostileLogIsHarmlessInEveryOutput()
    {
        using var json = await AssertHarmless(HostileEvidence.ZeekLog());
        // The bytes of its lines that stand raw come through as they are.
        Assert.Contains(json.RootElement.GetProperty("findings").EnumerateArray(), finding =>
            finding.GetProperty("evidence")[0].GetProperty("excerpt").GetString()!.Contains("\x1b[2J\x1b[31mescalate\x1b[0m\x07", StringComparison.Ordinal));
    }

    async Task<JsonDocument> AssertHarmless(byte[] evidence)
    {
        var file = OperatingSystem.IsWindows() ? "plain.log" : HostileEvidence.FileName;
        _place.Write(file, evidence);
        var runs = await Task.WhenAll(_place.Run("triage", _place.Folder, "--format", "json", "--out", _place["case"]), _place.Run("triage", _place[file]));
        Assert.All(runs, run => Assert.Equal((0, ""), (run.Status, run.Error)));
        AssertPlain(runs[1].Output);
        Assert.All(runs[0].Output[..^1], c => Assert.InRange(c, ' ', '~'));
        var json = runs[0].Json();
        AssertWritten(json);
        AssertFound(json, _place[file]);
        AssertHtml(Case("report.html"), await PlainReport());
        AssertMarkdown(Case("report.md"));
        AssertCsv(Case("affected.csv"));
        Assert.All(Lines(Case("indicators.txt")), line => Assert.Matches("^(#[ -~]*|[A-Za-z0-9._:-]+)$", line));
        return json;
    }

    string Case(string name) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(_place[Path.Combine("case", name)]));

    async Task<string> PlainReport()
    {
        await _place.Run("triage", Samples.Own("samples/tunnel.pcap.gz"), "--out", "plain", "--quiet");
        return File.ReadAllText(_place["plain/report.html"]);
    }

    static string[] Lines(string text) => text.TrimEnd('\n').Split('\n');

    static IEnumerable<string?> Zones(JsonDocument json) => json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("subject").GetProperty("zone").GetString());

    static void AssertPlain(string text) => Assert.DoesNotContain(text, c => c != '\n' && Harmless.IsNot(c));

    void AssertWritten(JsonDocument json)
    {
        using var written = JsonDocument.Parse(Case("case.json"));
        Assert.True(JsonElement.DeepEquals(json.RootElement, written.RootElement));
        Assert.Equal(json.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetRawText()), Lines(Case("findings.jsonl")));
        Assert.All(Case("case.json").Concat(Case("findings.jsonl")), c => Assert.True(c is '\n' or (>= ' ' and <= '~')));
    }

    static void AssertFound(JsonDocument json, string path)
    {
        var findings = json.RootElement.GetProperty("findings").EnumerateArray().ToList();
        Assert.All(findings, finding => Assert.Contains(finding.GetProperty("level").GetString(), (string[])["high", "critical"]));
        Assert.Equal(Enumerable.Range(0, HostileEvidence.Texts.Length).Select(HostileEvidence.Client).Order(StringComparer.Ordinal),
            findings.Select(finding => finding.GetProperty("affected")[0].GetProperty("client").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(path, json.RootElement.GetProperty("evidence")[0].GetProperty("path").GetString());
    }

    static void AssertHtml(string html, string plainHtml)
    {
        AssertPlain(html);
        HtmlOutline outline = HtmlOutline.Of(html), plain = HtmlOutline.Of(plainHtml);
        Assert.Equal((plain.Script, plain.Style), (outline.Script, outline.Style));
        Assert.Empty(outline.Elements.Except(plain.Elements).Except(["i", "details", "summary", "ul", "li"]));
        Assert.DoesNotContain(outline.Attributes, attribute => attribute.Name is "style" or "src" || attribute.Name.StartsWith("on", StringComparison.Ordinal)
            || (attribute.Name == "href" && attribute.Value[0] != '#'));
    }

    static void AssertMarkdown(string markdown)
    {
        AssertPlain(markdown);
        foreach (var line in markdown.Split('\n').Where(line => !line.StartsWith("    ", StringComparison.Ordinal)))
        {
            var outside = Harmless.MarkdownOutsideCode(line);
            Assert.All((string[])["<", "](", "javascript:", "http"], danger => Assert.DoesNotContain(danger, outside, StringComparison.Ordinal));
        }
    }

    static void AssertCsv(string csv)
    {
        var rows = Harmless.CsvRows(csv);
        Assert.Equal(1 + HostileEvidence.Texts.Length, rows.Count);
        Assert.All(rows, row =>
        {
            Assert.Equal(rows[0].Count, row.Count);
            Assert.All(row, field => Assert.False(Harmless.IsFormula(field) || field.Any(Harmless.IsNot), field));
        });
    }
}
