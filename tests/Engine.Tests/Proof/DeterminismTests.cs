using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>The same evidence gives the same document, whatever the number of threads and wherever it is cut.</summary>
[Trait("tier", "ci")]
public class DeterminismTests
{
    static readonly string[] Own = [Samples.Own("samples/tunnel.pcap.gz"), Samples.Own("samples/quiet.pcap.gz"), .. Samples.Of("zeek-dns")];

    static readonly string[] OfOthers =
    [
        "lab/captures/A12.client.pcap.gz",
        "lab/captures/B05.client.pcap.gz",
        "lab/captures/long-benign.client.pcap.gz",
        "captures/benign/zeek-desktops/test_data/open_conns/open/dns.log",
        "captures/benign/zeek-desktop-ru/Lab2/dns.log.gz",
        "captures/benign/zeek-workshop-lan/iot_dns.log.gz",
    ];

    [Fact]
    public void EachOfOurSamplesGivesTheSameDocument() => Assert.All(Own, path => AssertSame([path]));

    [Fact]
    public void AllOurSamplesTogetherGiveTheSameDocument()
    {
        AssertSame(Own);
        Assert.Equal("escalate", Pipeline.Triage(Own).Decision.Decision);
    }

    [Fact]
    public void EachRecordingGivesTheSameDocument()
    {
        var paths = OfOthers.Select(Samples.Shared).ToArray();
        Assert.All(paths, path => AssertSame([path]));
    }

    [Fact]
    public void AllRecordingsTogetherGiveTheSameDocument() => AssertSame([.. Own, .. OfOthers.Select(Samples.Shared)]);

    [Fact]
    public void SmallBlocksAreManySegments()
    {
        CountedEvidence? counts = null;
        Pipeline.Triage(Own, blockBytes: Pipeline.SmallBlock, through: evidence => counts = new(evidence, []));
        Assert.True(counts!.Segments.Count > 40, $"{counts.Segments.Count} segments");
    }

    [Fact]
    public void TheOrderInWhichPathsAreNamedDoesNotMatter() =>
        Assert.Equal(Pipeline.JsonWithoutRun(Pipeline.Triage(Own)), Pipeline.JsonWithoutRun(Pipeline.Triage([.. Own.Reverse()])));

    static void AssertSame(string[] paths)
    {
        var once = Pipeline.JsonWithoutRun(Pipeline.Triage(paths, threads: 1));
        foreach (var threads in (int[])[1, 2, 2, 4])
        {
            Assert.Equal(once, Pipeline.JsonWithoutRun(Pipeline.Triage(paths, threads)));
        }
        foreach (var threads in (int[])[1, 4])
        {
            Assert.Equal(once, Pipeline.JsonWithoutRun(Pipeline.Triage(paths, threads, Pipeline.SmallBlock)));
        }
    }
}
