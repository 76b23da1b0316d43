using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

public class TerminalSummaryTests
{
    static readonly string[] Written = ["case.json", "affected.csv", "findings.jsonl", "indicators.txt", "misp.json", "report.html", "report.md", "stix.json"];

    public static TheoryData<string, int> Forms
    {
        get
        {
            var forms = new TheoryData<string, int>();
            foreach (var (name, _) in TriageSamples.All)
            {
                forms.Add(name, 80);
                forms.Add(name, 120);
            }
            return forms;
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void TheSummaryIsTheGoldenOne(string name, int columns)
    {
        var lines = Render(Sample(name), Options(name, columns));
        Golden.Check($"{name}-{columns}.txt", Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line.Text + "\n"))));
    }

    [Theory, MemberData(nameof(Forms))]
    public void NoLineIsLongerThanTheTerminalOrEndsInASpace(string name, int columns) => Assert.All(Render(Sample(name), Options(name, columns)), line =>
    {
        Assert.True(line.Text.Length <= columns, line.Text);
        Assert.Equal(line.Text.TrimEnd(), line.Text);
    });

    [Fact]
    public void ATerminalWiderThan120GetsTheFormFor120() => Assert.Equal(
        Render(EscalateSample.Document, new() { Columns = 120 }).Select(line => line.Text), Render(EscalateSample.Document, new() { Columns = 300 }).Select(line => line.Text));

    [Fact]
    public void WithoutUtf8EveryCharacterIsAscii()
    {
        var lines = Render(EscalateSample.Document, new() { Charset = Charset.Ascii });
        Assert.All(lines, line => Assert.All(line.Text, c => Assert.InRange(c, ' ', '~')));
        Assert.Contains(lines, line => line.Runs.Contains(new("####################", Style.BarFor)));
        Assert.Contains(lines, line => line.Runs.Contains(new("--", Style.BarAgainst)));
    }

    [Theory]
    [InlineData("escalate", " ESCALATE ", Style.EscalateBadge)]
    [InlineData("watch", " WATCH ", Style.WatchBadge)]
    [InlineData("close", " CLOSE ", Style.CloseBadge)]
    public void TheDecisionStandsFirst(string name, string word, Style style)
    {
        var first = Render(Sample(name), new())[0].Runs[0];
        Assert.Equal(style, first.Style);
        Assert.StartsWith(word, first.Text, StringComparison.Ordinal);
    }

    static TriageDocument Sample(string name) => TriageSamples.All.Single(sample => sample.Name == name).Document;

    static TerminalOptions Options(string name, int columns) =>
        name == "escalate" ? new() { Columns = columns, WrittenTo = "case-0318/", Written = [.. Written] } : new() { Columns = columns };

    static IReadOnlyList<StyledLine> Render(TriageDocument document, TerminalOptions options) => TerminalSummary.Render(document, options);
}
