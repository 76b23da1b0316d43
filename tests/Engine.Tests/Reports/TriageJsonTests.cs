using System.Text;
using System.Text.Json;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

public class TriageJsonTests
{
    // DESIGN section 6, field by field; [] is each element of an array.
    const string Contract = """
        schema
        run.version run.started run.elapsedSeconds run.asOf run.commandLine run.configurationSha256
        evidence[].path evidence[].format evidence[].sha256 evidence[].bytes evidence[].records evidence[].observed evidence[].ignored
        evidence[].malformed evidence[].malformedSamples[].position evidence[].malformedSamples[].reason evidence[].dnsMessages
        evidence[].flows evidence[].changes evidence[].from evidence[].to evidence[].lacks[]
        coverage.sources[].source coverage.sources[].present coverage.sources[].note
        coverage.gaps[].from coverage.gaps[].to coverage.gaps[].source coverage.limits[] coverage.toBeSurer[]
        census[].server census[].port census[].transport census[].role census[].authorised census[].clients census[].topClients[]
        census[].queries census[].answers census[].firstSeen census[].lastSeen census[].reasons[]
        findings[].id findings[].detector findings[].title findings[].techniques[] findings[].level findings[].bits findings[].conclusive
        findings[].tool findings[].subject.client findings[].subject.zone findings[].subject.zones[] findings[].subject.server
        findings[].subject.port findings[].subject.process
        findings[].affected[].client findings[].affected[].host findings[].affected[].user findings[].affected[].process
        findings[].affected[].owner findings[].affected[].firstSeen findings[].affected[].lastSeen findings[].affected[].queries
        findings[].active findings[].firstSeen findings[].lastSeen findings[].queries
        findings[].firstEscalation.query findings[].firstEscalation.time findings[].firstEscalation.payloadBytes
        findings[].payload.upBytes.low findings[].payload.upBytes.high findings[].payload.downBytes.low findings[].payload.downBytes.high
        findings[].prior.bits findings[].prior.text findings[].families[].family findings[].families[].bits
        findings[].signals[].id findings[].signals[].detector findings[].signals[].family findings[].signals[].value
        findings[].signals[].baseline findings[].signals[].bits findings[].signals[].text
        findings[].didNotRun[].detector findings[].didNotRun[].because
        findings[].timeline.interval findings[].timeline.from findings[].timeline.queries[] findings[].timeline.bytes[] findings[].timeline.usual[]
        findings[].sessions[]
        findings[].evidence[].path findings[].evidence[].position findings[].evidence[].excerpt findings[].evidence[].filter
        questions[].id questions[].answer questions[].reasons[] questions[].findings[] questions[].missing[]
        changes[].time changes[].what changes[].object changes[].old changes[].new changes[].actor changes[].ticket changes[].outcome
        decision.decision decision.line decision.clauses[].id decision.clauses[].text decision.clauses[].findings[]
        decision.wouldChange[] decision.doNow[] decision.doNot[] decision.nextSteps[].level decision.nextSteps[].text decision.nextSteps[].command
        decision.containmentPreview.clients decision.containmentPreview.names decision.containmentPreview.outsideFindings
        """;

    static readonly string[] Paths = Contract.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public void EveryFieldOfTheContractIsThere()
    {
        var found = new HashSet<string>();
        using var json = JsonDocument.Parse(TriageJson.Line(EscalateSample.Document));
        Collect(json.RootElement, "", found);
        Assert.Empty(Paths.Except(found));
    }

    [Fact]
    public void EveryElementHasEveryFieldOfItsKindEvenWhereItIsNull()
    {
        foreach (var (name, document) in TriageSamples.All)
        {
            using var json = JsonDocument.Parse(TriageJson.Line(document));
            foreach (var path in Paths)
            {
                RequireEverywhere(json.RootElement, path, name);
            }
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

    static void Collect(JsonElement element, string path, HashSet<string> found)
    {
        found.Add(path);
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", found);
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, path + "[]", found);
            }
        }
    }

    static void RequireEverywhere(JsonElement element, string path, string sample)
    {
        var step = path.Split('.', 2);
        var name = step[0].TrimEnd('[', ']');
        Assert.True(element.TryGetProperty(name, out var value), $"{name} is missing in {sample}");
        var items = !step[0].EndsWith("[]", StringComparison.Ordinal) || value.ValueKind == JsonValueKind.Null ? [value] : value.EnumerateArray().ToArray();
        foreach (var item in items.Where(item => step.Length == 2 && item.ValueKind != JsonValueKind.Null))
        {
            RequireEverywhere(item, step[1], sample);
        }
    }
}
