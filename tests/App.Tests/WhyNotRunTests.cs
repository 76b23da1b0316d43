using System.Text.Json;
using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>What was measured of one name or address through the whole program, and a finding explained out of its case.</summary>
[Trait("tier", "ci")]
public sealed class WhyNotRunTests : IDisposable
{
    static readonly string Tunnel = Samples.Own("samples/tunnel.pcap.gz");

    readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task AFindingIsToldWithTheBitsThatTriageGaveIt()
    {
        using var triage = (await _place.Run("triage", Tunnel, "--format", "json", "--out", "case")).Json();
        var finding = triage.RootElement.GetProperty("findings")[0];
        using var whyNot = (await _place.Run("why-not", finding.GetProperty("subject").GetProperty("zone").GetString()!, Tunnel, "--format", "json")).Json();
        using var explained = (await _place.Run("explain", "case", "f1", "--format", "json")).Json();
        var weighing = whyNot.RootElement.GetProperty("weighed")[0].GetProperty("weighings")[0];
        Assert.Equal("F1", weighing.GetProperty("finding").GetString());
        foreach (var told in new[] { weighing, explained.RootElement.GetProperty("weighing") })
        {
            Assert.Equal(finding.GetProperty("bits").GetDouble(), told.GetProperty("bits").GetDouble());
            Assert.Equal(finding.GetProperty("level").GetString(), told.GetProperty("level").GetString());
            Assert.Equal(Bits(finding), Bits(told));
        }
    }

    [Fact]
    public async Task TheNumberOfThreadsChangesNothing()
    {
        string[] documents = [await Document("1"), await Document("3")];
        Assert.Equal(documents[0], documents[1]);

        async Task<string> Document(string threads)
        {
            using var json = (await _place.Run("why-not", "192.0.2.1", Samples.Own("samples/formats/zeek-dns"), Tunnel, "--format", "json", "--threads", threads)).Json();
            return string.Join("\n", json.RootElement.EnumerateObject().Where(part => part.Name != "run").Select(part => part.Value.GetRawText()));
        }
    }

    [Fact]
    public async Task ANameThatDoesNotOccurIsSaidToBeSo()
    {
        var run = await _place.Run("why-not", "nowhere.example.net", Tunnel);
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.Contains("nowhere.example[.]net does not occur in this evidence", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 file", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no such case folder", "explain", "nowhere", "F1")]
    [InlineData("there is no case.json in this folder", "explain", ".", "F1")]
    [InlineData("neither a name nor an address", "why-not", "a..b", ".")]
    public async Task AMistakeIsSaidAndEndsWithTwo(string what, params string[] arguments)
    {
        var run = await _place.Run(arguments);
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains(what, run.ErrorInOneLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "it is no JSON")]
    [InlineData("[]", "it names no schema")]
    [InlineData("""{"schema":"nameward/triage/9"}""", "its schema is nameward/triage/9")]
    [InlineData("""{"schema":"nameward/triage/1","findings":[]}""", "there is no finding F1")]
    [InlineData("""{"schema":"nameward/triage/1","findings":[{"id":"F1"}]}""", "a part of the record is missing")]
    [InlineData("""{"schema":"nameward/triage/1","findings":7}""", "a part of the record is missing")]
    public async Task ARecordThatIsNotOurOwnIsRefused(string record, string why)
    {
        _place.Write("case/case.json", record);
        var run = await _place.Run("explain", "case", "F1");
        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains(why, run.ErrorInOneLine, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NothingInARecordReachesTheTerminalUnescaped()
    {
        const string Hostile = """
            {"schema":"nameward/triage/1","findings":[{"id":"F1\u001b[2J","title":"\u001b[31mx \u202e evil.example.net","level":"\u0007high","bits":1e300,
            "subject":{"client":"10.0.0.7","zone":"evil.example.net","zones":["evil.example.net"],"server":"\u001b]0;x","port":null,"process":null},
            "prior":{"bits":-1e300,"text":"\u001b[A"},"families":[{"family":"\u001b","bits":3}],
            "signals":[{"id":"\u001b[1m","detector":"\u0000","family":"x","value":1,"baseline":null,"bits":9,"text":"evil.example.net \r\n\u001b[H"}],
            "didNotRun":[{"detector":"\u001b","because":"\u009b31m"}]}]}
            """;
        _place.Write("case/case.json", Hostile);
        var run = await _place.Run("explain", "case", "F1\u001b[2J");
        Assert.Equal((0, ""), (run.Status, run.Error));
        Assert.DoesNotContain(run.Output, letter => (char.IsControl(letter) && letter != '\n') || letter == '\u202e');
        Assert.Contains("evil.example[.]net", run.Output, StringComparison.Ordinal);
    }

    static List<(string? Id, double Bits)> Bits(JsonElement weighed) =>
        [.. weighed.GetProperty("signals").EnumerateArray().Select(signal => (signal.GetProperty("id").GetString(), signal.GetProperty("bits").GetDouble()))];
}
