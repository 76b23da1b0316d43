using System.Text;
using System.Text.Json;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

public class TriageJsonTests
{
    [Fact]
    public void EveryFieldOfTheContractIsThere()
    {
        using var json = JsonDocument.Parse(TriageJson.Line(EscalateSample.Document));
        Assert.Empty(TriageContract.MissingFrom(json.RootElement));
    }

    [Fact]
    public void EveryElementHasEveryFieldOfItsKindEvenWhereItIsNull()
    {
        foreach (var (name, document) in TriageSamples.All)
        {
            using var json = JsonDocument.Parse(TriageJson.Line(document));
            TriageContract.RequireEverywhere(json.RootElement, name);
        }
    }

    [Fact]
    public void TheSameRecordGivesTheSameBytesAndBothFormsHoldTheSame()
    {
        Assert.Equal(TriageJson.Line(EscalateSample.Document), TriageJson.Line(EscalateSample.Document));
        using var line = JsonDocument.Parse(TriageJson.Line(EscalateSample.Document));
        using var indented = JsonDocument.Parse(TriageJson.Indented(EscalateSample.Document));
        Assert.True(JsonElement.DeepEquals(line.RootElement, indented.RootElement));
        Assert.Equal(1, Encoding.UTF8.GetString(TriageJson.Line(EscalateSample.Document)).Count(c => c == '\n'));
    }

    [Fact]
    public void ValuesHaveTheFormsOfTheContract()
    {
        using var json = JsonDocument.Parse(TriageJson.Line(EscalateSample.Document));
        var finding = json.RootElement.GetProperty("findings")[0];
        Assert.Equal("2026-03-18T10:58:12Z", json.RootElement.GetProperty("run").GetProperty("asOf").GetString());
        Assert.Equal("t.example.net", finding.GetProperty("subject").GetProperty("zone").GetString());
        Assert.Equal("203.0.113.66", finding.GetProperty("subject").GetProperty("server").GetString());
        Assert.Equal("[0,14]", finding.GetProperty("timeline").GetProperty("usual").GetRawText());
        Assert.Equal("212.26", finding.GetProperty("signals")[1].GetProperty("baseline").GetRawText());
        Assert.Equal("10.0.3.7 (lab-pc7, j.doe) sent about 4.1 kB through t.example.net by iodine, active, since 09:14.", json.RootElement.GetProperty("decision").GetProperty("line").GetString());
    }

    [Theory]
    [InlineData(double.NaN, "null")]
    [InlineData(double.PositiveInfinity, "null")]
    [InlineData(-0.0, "0")]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(2.345, "2.35")]
    [InlineData(0.000123456, "0.00012")]
    [InlineData(1e300, "1E+300")]
    public void ANumberIsRoundedAndNeverInvalid(double value, string expected)
    {
        var finding = EscalateSample.Document.Findings[0];
        using var json = JsonDocument.Parse(TriageJson.FindingLine(finding with { Signals = [finding.Signals[0] with { Value = value }] }));
        Assert.Equal(expected, json.RootElement.GetProperty("signals")[0].GetProperty("value").GetRawText());
    }

    [Fact]
    public void EachFindingIsALineThatIsThatFinding()
    {
        using var document = JsonDocument.Parse(TriageJson.Line(EscalateSample.Document));
        var lines = Encoding.UTF8.GetString(FindingsJsonl.Render(EscalateSample.Document)).TrimEnd('\n').Split('\n');
        Assert.Equal(document.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetRawText()), lines);
    }
}
