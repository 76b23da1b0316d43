using Nameward.Engine.Tests.Proof;
using Xunit;

namespace Nameward.Engine.Tests.Reading;

/// <summary>What is said of a source that is no damage.</summary>
public class SourceRemarkTests
{
    const string Given = "its times name no year: each was given the last one that does not lie behind the date of the file, 2026-11-22";

    [Theory]
    [InlineData("Nov 21 09:30:01 dnsmasq[1]: query[A] www.example.net from 192.0.2.7\n", true)]
    [InlineData("Nov 21 2026 09:30:01 dnsmasq[1]: query[A] www.example.net from 192.0.2.7\n", false)]
    [InlineData("<30>Nov 21 09:30:01 gw unbound: [812:0] info: 192.0.2.7 www.example.net. A IN\n", true)]
    [InlineData("[1795253401] unbound[812:0] info: 192.0.2.7 www.example.net. A IN\n", false)]
    public void WhereTheDateOfAFileGaveTheYearItIsSaidOfThatSource(string line, bool isGiven)
    {
        using var folder = new EvidenceFolder();
        File.SetLastWriteTimeUtc(folder.Write("dns.log", string.Concat(Enumerable.Repeat(line, 3000))), new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc));
        folder.Write("other.log", "[1795253401] unbound[812:0] info: 192.0.2.8 www.example.net. A IN\n");
        var evidence = Pipeline.Triage([folder["dns.log"], folder["other.log"]], blockBytes: Pipeline.SmallBlock).Evidence;
        Assert.Equal(new DateTime(2026, 11, 21, 9, 30, 1), evidence[0].From);
        Assert.Equal(isGiven ? [Given] : [], evidence[0].Remarks);
        Assert.Empty(evidence[1].Remarks);
        Assert.Null(evidence[0].Damage);
    }
}
