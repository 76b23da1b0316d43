using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Tests.Evaluating;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

/// <summary>The outputs of an evaluation, with a hostile text in every place that somebody else can write to.</summary>
public class EvaluationReportTests
{
    const int Columns = 80;

    static readonly LastDotDefang Brackets = new();

    public static TheoryData<string> Texts => [.. HostileSample.Texts];

    [Theory, MemberData(nameof(Texts))]
    public void NothingHostileReachesATerminal(string text)
    {
        foreach (var line in TerminalEvaluation.Render(With(text), new() { Columns = Columns, ListsAll = true }))
        {
            Assert.InRange(line.Text.Length, 0, Columns);
            Assert.DoesNotContain(line.Text, Harmless.IsNot);
        }
    }

    [Theory, MemberData(nameof(Texts))]
    public void ThePlotIsWellFormedAndLoadsAndRunsNothing(string text)
    {
        var svg = XDocument.Parse(Encoding.UTF8.GetString(EvaluationPlot.Render(With(text), Brackets)));
        string[] known = ["svg", "title", "desc", "style", "rect", "text", "path", "circle"];
        Assert.All(svg.Descendants(), element => Assert.Contains(element.Name.LocalName, known));
        Assert.All(svg.Descendants().Attributes(), attribute => Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || attribute.Name.LocalName is "href" or "src"));
        Assert.DoesNotContain("url(", svg.ToString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Texts))]
    public void NoFieldOfTheCsvIsAFormula(string text)
    {
        var rows = Encoding.UTF8.GetString(EvaluationCsv.Render(With(text))).Split("\r\n");
        Assert.All(rows, row => Assert.False(Harmless.IsFormula(row.TrimStart('"'))));
        Assert.Equal(3, rows.Length);
        Assert.DoesNotContain(rows[1], Harmless.IsNot);
    }

    [Theory, MemberData(nameof(Texts))]
    public void TheJsonHoldsTheTextAsItWasWritten(string text)
    {
        using var json = JsonDocument.Parse(EvaluationJson.Line(With(text)));
        var root = json.RootElement;
        Assert.Equal(text, root.GetProperty("sessions")[0].GetProperty("path").GetString());
        Assert.Equal(text, root.GetProperty("falseAlarms")[0].GetProperty("zone").GetString());
        Assert.Equal("nameward/evaluate/1", root.GetProperty("schema").GetString());
    }

    [Fact]
    public void TheTwoLinesOfThePlotStandAtZeroAndAtMinusSixBits()
    {
        var layout = new PlotLayout(With("x"));
        var svg = XDocument.Parse(Encoding.UTF8.GetString(EvaluationPlot.Render(With("x"), Brackets)));
        string Path(string look) => svg.Descendants().Single(element => element.Attribute("class")?.Value == look).Attribute("d")!.Value;
        Assert.StartsWith(FormattableString.Invariant($"M{PlotLayout.Left} {layout.Y(0):0.#}H"), Path("limit"), StringComparison.Ordinal);
        Assert.StartsWith(FormattableString.Invariant($"M{PlotLayout.Left} {layout.Y(-6):0.#}H"), Path("watchline"), StringComparison.Ordinal);
        Assert.All(layout.Sessions.Select(point => (point.X, point.Y)).Concat(layout.Innocents.Select(point => (point.X, point.Y))), place =>
        {
            Assert.InRange(place.X, PlotLayout.Left, PlotLayout.Right);
            Assert.InRange(place.Y, PlotLayout.Top, PlotLayout.Bottom);
        });
    }

    [Fact]
    public void WhereThereWasNoFalseEscalationABoundIsSaidToBeOne()
    {
        Assert.Equal("no false escalation in 300 client-days: this is a bound, not a rate: below 10 for 1,000 client-days with 95 % confidence (3/N)", EvaluationWords.Rate(new("both", 1, 300, 0, 2)));
        Assert.Equal("1 false escalation in 500 client-days: 2 for 1,000 client-days", EvaluationWords.Rate(new("both", 1, 500, 1, 0)));
        Assert.Equal("no client asked on any day: no rate can be given", EvaluationWords.Rate(new("both", 1, 0, 0, 0)));
    }

    // A benign file whose findings are false, a file with a session that is missed, and one that is not read.
    static EvaluationDocument With(string raw)
    {
        var text = HostileText.Text(raw);
        var truth = Assert.Single(TruthTableTests.Gather("dns.log\t10.0.0.1\tt.example\ttunnel\tiodine\t2026-03-18T09:00:00Z\t2026-03-18T09:01:00Z\t6000\t")).Sessions[0];
        var findings = HostileSample.With(text).Findings.Select(finding => new EvaluatedFinding(text, Standing.InBenignFile, finding with { Subject = finding.Subject with { Zone = text } })).ToList();
        var file = new EvaluatedFile
        {
            Path = text,
            Table = text,
            Formats = ["zeek-dns"],
            IsBenign = true,
            ShowsAnswers = true,
            Decision = "escalate",
            ClientDays = 40,
            OtherClientDays = 0,
            Sessions = [],
            Findings = [.. findings],
        };
        var labelled = file with { IsBenign = false, Findings = [], OtherClientDays = 39, Sessions = [new(text, truth, false, findings[0].Finding, Outcome.Watched, raw)] };
        return EvaluationDocument.Of([file, labelled, file with { Formats = [] }], TriageSamples.Run(1.5, raw));
    }
}
