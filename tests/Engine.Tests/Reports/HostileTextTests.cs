using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

/// <summary>What an adversary writes comes through every output as text and as nothing else.</summary>
public partial class HostileTextTests
{
    static readonly LastDotDefang Brackets = new();
    static readonly TerminalOptions[] Terminals = [new(), new() { Columns = 120 }, new() { Charset = Charset.Ascii }];

    public static TheoryData<string> Texts => [.. HostileSample.Texts];

    [Theory, MemberData(nameof(Texts))]
    public void OnATerminalEveryCharacterIsPrintable(string text) => ForEachKind(text, document =>
    {
        foreach (var options in Terminals)
        {
            foreach (var line in TerminalSummary.Render(document, options))
            {
                Assert.DoesNotContain(line.Text, Harmless.IsNot);
                Assert.True(line.Text.Length <= options.Columns, line.Text);
            }
        }
    });

    [Theory, MemberData(nameof(Texts))]
    public void InHtmlItAddsNoElementAndNoAttribute(string text) => ForEachKind(text, document =>
    {
        var kind = document.Evidence[0].Path.Kind;
        var html = Encoding.UTF8.GetString(HtmlReport.Render(document, Brackets));
        var outline = HtmlOutline.Of(html);
        var plain = HtmlOutline.Of(Encoding.UTF8.GetString(HtmlReport.Render(HostileSample.With(Make(kind, "plain")), Brackets)));
        Assert.DoesNotContain(html, c => c != '\n' && Harmless.IsNot(c));
        if (text.Length > 0)
        {
            // What is empty is left out of sentences, and takes its element with it.
            Assert.Equal(Without(plain.Shape.ToString()), Without(outline.Shape.ToString()));
        }
        Assert.DoesNotContain(outline.Attributes, attribute => attribute.Name is "style" or "src" or "onerror" or "onmouseover" || (attribute.Name == "href" && attribute.Value[0] != '#'));
        Assert.All(outline.Attributes.Where(attribute => attribute.Name is "id" or "class" or "title"), attribute => Assert.Matches("^[a-z0-9 -]+$", attribute.Value));
    });

    [Theory, MemberData(nameof(Texts))]
    public void InJsonItIsExactlyWhatWasWritten(string text) => ForEachKind(text, document =>
    {
        var bytes = TriageJson.Line(document);
        Assert.All(bytes[..^1], b => Assert.InRange(b, (byte)' ', (byte)'~'));
        using var json = JsonDocument.Parse(bytes);
        var finding = json.RootElement.GetProperty("findings")[0];
        Assert.Equal(text, finding.GetProperty("evidence")[0].GetProperty("excerpt").GetString());
        Assert.Equal($"before {text} after.", finding.GetProperty("title").GetString());
    });

    [Theory, MemberData(nameof(Texts))]
    public void InCsvItStaysOneFieldThatNoSpreadsheetRuns(string text) => ForEachKind(text, document =>
    {
        var rows = Harmless.CsvRows(Encoding.UTF8.GetString(AffectedCsv.Render(document)));
        Assert.Equal(1 + document.Findings.Sum(finding => finding.Affected.Length), rows.Count);
        Assert.All(rows, row =>
        {
            Assert.Equal(12, row.Count);
            Assert.All(row, field => Assert.DoesNotContain(field, Harmless.IsNot));
            Assert.All(row, field => Assert.False(Harmless.IsFormula(field), field));
        });
        var apostrophe = Harmless.IsFormula(text) ? "'" : "";
        Assert.Equal(apostrophe + VisibleText.Whole(text), rows[1][1]);
    });

    [Theory, MemberData(nameof(Texts))]
    public void InMarkdownItStandsInCodeAlone(string text) => ForEachKind(text, document =>
    {
        var markdown = Encoding.UTF8.GetString(MarkdownReport.Render(document, Brackets));
        var plain = Encoding.UTF8.GetString(MarkdownReport.Render(HostileSample.With(HostileText.Text("plain")), Brackets));
        Assert.DoesNotContain(markdown, c => c != '\n' && Harmless.IsNot(c));
        Assert.Equal(plain.Count(c => c == '\n'), markdown.Count(c => c == '\n'));
        foreach (var line in markdown.Split('\n').Where(line => !line.StartsWith("    ", StringComparison.Ordinal)))
        {
            var outside = Harmless.MarkdownOutsideCode(line);
            Assert.DoesNotContain("<", outside, StringComparison.Ordinal);
            Assert.DoesNotContain("](", outside, StringComparison.Ordinal);
            Assert.DoesNotContain("javascript:", outside, StringComparison.Ordinal);
            Assert.DoesNotContain("http", outside, StringComparison.Ordinal);
        }
    });

    [Theory, MemberData(nameof(Texts))]
    public void InAListItNeverMakesALineOfItsOwn(string text) => ForEachKind(text, document =>
    {
        foreach (var line in Encoding.UTF8.GetString(IndicatorList.Render(document)).TrimEnd('\n').Split('\n'))
        {
            Assert.DoesNotContain(line, Harmless.IsNot);
            Assert.True(line.StartsWith('#') || line == text, line);
            Assert.Matches("^(#.*|[A-Za-z0-9._:-]+)$", line);
        }
    });

    [Fact]
    public void ATextOfMoreThan256CharactersIsCutAndSaysByHowMuch()
    {
        var escape = new EscapeTerminal(Brackets, Charset.Utf8);
        Assert.Equal(new string('a', 256) + "… 912 more", escape.Hostile(HostileText.Text(new string('a', 256 + 912))));
    }

    [Theory]
    [InlineData("a\x1b[0m", @"a\x1b[0m")]
    [InlineData(@"a\x1b", @"a\x5cx1b")]
    [InlineData(@"C:\user\x", @"C:\x5cuser\x5cx")]
    [InlineData(@"EXAMPLE\svc", @"EXAMPLE\svc")]
    [InlineData("\u202e\u00e9", @"\u{202e}\xe9")]
    public void ACodeStandsForOneCharacterAlone(string text, string visible) => Assert.Equal(visible, VisibleText.Whole(text));

    [Fact]
    public void NoTwoTextsLookTheSameInData()
    {
        var random = new Random(20260318);
        var seen = new Dictionary<string, string>();
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => "\\xu{}1b0\x1b\t\u202e"[random.Next(11)]));
            var visible = VisibleText.Whole(text);
            Assert.True(seen.TryAdd(visible, text) || seen[visible] == text, $"seed 20260318: {visible}");
        }
    }

    static void ForEachKind(string text, Action<TriageDocument> check)
    {
        check(HostileSample.With(HostileText.Text(text)));
        check(HostileSample.With(HostileText.Name(text)));
    }

    static HostileText Make(HostileKind kind, string text) => kind == HostileKind.Name ? HostileText.Name(text) : HostileText.Text(text);

    // Codes and cuts within a text, and copy buttons, come and go with the text.
    static string Without(string shape) => CodesAndCopies().Replace(shape, "");

    [GeneratedRegex("<(b|i|button type hidden data-raw)(?=<|$)")]
    private static partial Regex CodesAndCopies();
}
