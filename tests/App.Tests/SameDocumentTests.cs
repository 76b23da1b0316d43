using Nameward.Engine.Tests;
using Xunit;

namespace Nameward.App.Tests;

/// <summary>The program says the same of the same evidence with any number of threads and on any processor: with or without vector code.</summary>
[Trait("tier", "ci")]
public class SameDocumentTests
{
    static readonly string[] OfOthers = ["lab/captures/A12.client.pcap.gz", "captures/benign/zeek-desktops/test_data/open_conns/open/dns.log", "captures/benign/zeek-workshop-lan/iot_dns.log.gz"];

    /// <summary>Variables of the runtime that turn instruction sets off; the last leaves only what every processor has.</summary>
    static readonly string[] InstructionSets = ["DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"];

    [Theory]
    [InlineData("samples/quiet.pcap.gz")]
    [InlineData("samples/tunnel.pcap.gz")]
    [InlineData("samples/rogue.pcap.gz")]
    [InlineData("samples/hotspot.pcap.gz")]
    [InlineData("samples/formats")]
    public Task OurSamplesGiveTheSameDocument(string path) => AssertSame(Samples.Own(path));

    [Fact]
    public async Task RecordingsOfOthersGiveTheSameDocument()
    {
        foreach (var path in OfOthers.Select(Samples.Shared).ToArray())
        {
            await AssertSame(path);
        }
    }

    static async Task AssertSame(string path)
    {
        var once = await Document(path, threads: 1);
        Assert.StartsWith("""{"schema":"nameward/triage/1",""", once, StringComparison.Ordinal);
        foreach (var threads in (int[])[2, 4])
        {
            Assert.Equal(once, await Document(path, threads));
        }
        foreach (var set in InstructionSets)
        {
            Assert.Equal((set, once), (set, await Document(path, threads: 2, set)));
        }
    }

    static async Task<string> Document(string path, int threads, string? without = null)
    {
        string[] arguments = ["triage", path, "--threads", $"{threads}", "--site", "none", "--format", "json"];
        var run = await (without is null ? ProgramRun.In(Samples.Root, arguments) : ProgramRun.With(without, "0", Samples.Root, arguments));
        Assert.Equal((0, ""), (run.Status, run.Error));
        using var json = run.Json();
        var ran = json.RootElement.GetProperty("run").GetRawText();
        return run.Output.Remove(run.Output.IndexOf(ran, StringComparison.Ordinal), ran.Length);
    }
}
