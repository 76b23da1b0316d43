using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Reports;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>The triage document of real runs keeps the contract that other programs rely on.</summary>
public sealed class ContractTests : IDisposable
{
    /// <summary>What a run over one sound capture holds nothing of.</summary>
    static readonly string[] Absent = ["case.", "changes[].", "since.", "suppressions[].", "related[].", "links[].", "findings[].suppressed.", "coverage.clocks[].", "coverage.gaps[].", "decision.containmentPreview.", "tickets.", "evidence[].malformedSamples[].", "findings[].alsoSeen[].", "findings[].didNotRun[].", "findings[].infrastructure[].", "sessions[].notes[]", "findings[].timeline.usual[]"];

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nameward-contract-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void AnEscalationShowsEveryFieldOfTheContract() =>
        WithJson("samples/tunnel.pcap.gz", json => Assert.All(TriageContract.MissingFrom(json), path => Assert.Contains(Absent, path.StartsWith)));

    [Theory]
    [InlineData("samples/tunnel.pcap.gz")]
    [InlineData("samples/quiet.pcap.gz")]
    [InlineData("samples/formats/zeek-dns/basic.log")]
    [InlineData("samples/formats/zeek-dns/damaged.log")]
    [InlineData("samples/formats/zeek-dns-json/basic.ndjson")]
    public void EveryElementOfARunHasEveryField(string sample) => WithJson(sample, json =>
    {
        TriageContract.RequireEverywhere(json, sample);
        AssertWords(json);
    });

    [Fact]
    public void EvidenceThatHoldsNothingKeepsTheContractToo()
    {
        var path = Path.Combine(_folder.FullName, "empty.pcap");
        File.WriteAllBytes(path, new PcapBuilder().ToArray());
        WithJson(path, json =>
        {
            TriageContract.RequireEverywhere(json, "empty.pcap");
            AssertWords(json);
            Assert.Equal(JsonValueKind.Null, json.GetProperty("run").GetProperty("asOf").ValueKind);
            Assert.Equal("watch", json.GetProperty("decision").GetProperty("decision").GetString());
        });
    }

    static void WithJson(string path, Action<JsonElement> check)
    {
        using var json = JsonDocument.Parse(TriageJson.Line(Pipeline.Triage(Samples.Own(path))));
        check(json.RootElement);
    }

    static void AssertWords(JsonElement json)
    {
        Assert.Equal(TriageDocument.SchemaName, json.GetProperty("schema").GetString());
        Assert.Contains(json.GetProperty("decision").GetProperty("decision").GetString(), (string[])["close", "watch", "escalate"]);
        Assert.Equal(["unauthorized-dns-servers", "known-c2-domains", "deviation-from-normal", "servers-in-threat-intelligence"], Values(json, "questions", "id"));
        Assert.Empty(Values(json, "questions", "answer").Except(["yes", "no", "cannot-tell"]));
        Assert.Empty(Values(json, "findings", "level").Except(["critical", "high", "medium", "low", "informational"]));
        Assert.Empty(Values(json, "census", "role").Except(["recursive", "forwarder", "authoritative", "stub-listener", "public-resolver", "multicast", "unknown"]));
        foreach (var source in json.GetProperty("evidence").EnumerateArray())
        {
            Assert.Equal(source.GetProperty("records").GetInt64(), ((string[])["observed", "ignored", "malformed"]).Sum(part => source.GetProperty(part).GetInt64()));
        }
    }

    static IEnumerable<string?> Values(JsonElement json, string array, string name) => json.GetProperty(array).EnumerateArray().Select(item => item.GetProperty(name).GetString());
}
