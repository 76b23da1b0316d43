using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// The same look-ups from several sources: captures of both sides of a resolver, a capture and the server's own log, a proxy that takes them over HTTPS. One channel
/// is one finding, of the client that asked, and more evidence decides nothing otherwise.
/// </summary>
[Trait("tier", "ci")]
public sealed class BothSidesTests : IDisposable
{
    const string Resolver = "192.0.2.10";

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nameward-sides-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Sessions of the laboratory that go through the resolver, and who ran them.</summary>
    public static TheoryData<string, string> Sessions => new()
    {
        { "A01", "10.60.1.11" }, { "A02", "10.60.1.11" }, { "A03", "10.60.1.12" }, { "A04", "10.60.1.12" }, { "A05", "10.60.1.13" }, { "A08", "10.60.1.13" }, { "A11", "10.60.1.13" },
        { "A18", "10.60.1.12" }, { "B01", "10.60.1.11" }, { "B02", "10.60.1.12" }, { "B09", "10.60.1.11" }, { "C01", "10.60.1.11" }, { "C02", "10.60.1.12" }, { "C05", "10.60.1.12" }, { "C07", "10.60.1.11" },
    };

    [Theory]
    [MemberData(nameof(Sessions))]
    public void BothSidesOfAResolverGiveOneFindingOfTheClient(string session, string client)
    {
        var (inside, outside) = (Samples.Shared($"lab/captures/{session}.client.pcap.gz"), Samples.Shared($"lab/captures/{session}.auth.pcap.gz"));
        var (alone, behind, both) = (Pipeline.Triage(inside), Pipeline.Triage(outside), Pipeline.Triage([inside, outside]));
        Assert.Equal(alone.Decision.Decision, both.Decision.Decision);
        Assert.Equal(behind.Decision.Decision, both.Decision.Decision);
        var finding = Assert.Single(both.Findings, finding => finding.Level is "critical" or "high");
        Assert.Equal([client], finding.Affected.Select(host => host.Client.Raw));
        Assert.DoesNotContain(both.Findings, other => other.Affected.Any(host => host.Client.Raw == Resolver) && other.Level != "low");
        var again = Assert.Single(finding.AlsoSeen, seen => seen.Relation == "asks-for-it");
        Assert.Equal((Resolver, 0), (again.As.Raw, again.SkewSeconds));
        Assert.True(again.Certainty >= 0.99, $"{again.Certainty}");
    }

    [Theory]
    [InlineData("bind9-dnscat-c2", "query.log")]
    [InlineData("bind9-dnscat-file", "query.log.gz")]
    [InlineData("bind9-iodine-txt-base32-file", "query.log.gz")]
    [InlineData("coredns-dnscat-c2", "coredns.log")]
    [InlineData("coredns-iodine-null-base128-file", "coredns.log.gz")]
    [InlineData("dnsmasq-dnscat-c2", "dnsmasq.log")]
    [InlineData("dnsmasq-iodine-null-raw-file", "dnsmasq.log.gz")]
    public void ACaptureAndTheServersLogGiveOneFindingOfTheClient(string session, string log)
    {
        var folder = Samples.Shared($"captures/tunnels/korving/{session}");
        var capture = Directory.GetFiles(folder, "dns.pcap*").Single();
        var both = Pipeline.Triage([capture, Dated(Path.Combine(folder, log), capture)]);
        Assert.Equal("escalate", both.Decision.Decision);
        var finding = Assert.Single(both.Findings, finding => finding.Level != "low");
        Assert.Equal(["192.168.0.30"], finding.Affected.Select(host => host.Client.Raw));
        Assert.Contains(finding.AlsoSeen, seen => seen is { Relation: "asks-for-it", As.Raw: "192.168.0.10" });
    }

    [Theory]
    [InlineData("dnsoverhttps-dnstt-none-c2")]
    [InlineData("dnsoverhttps-dnstt-Chrome_83-c2")]
    public void TheClientOfAProxyIsNamedByTheProxysLogAndElseItIsSaidThatItCannotBe(string session)
    {
        var folder = Samples.Shared($"captures/tunnels/korving-doh/{session}");
        var capture = Path.Combine(folder, "dns.pcap.gz");
        var alone = Pipeline.Triage(capture);
        var unknown = Assert.Single(Assert.Single(alone.Findings, finding => finding.Level == "critical").AlsoSeen);
        Assert.Equal(("unknown-asker", "192.168.0.10"), (unknown.Relation, unknown.As.Raw));
        Assert.Contains("if it is a resolver or a proxy", alone.Decision.DoNow[0].Render(hostile => hostile.Raw), StringComparison.Ordinal);

        var both = Pipeline.Triage([capture, Path.Combine(folder, "doh-server.log")]);
        var finding = Assert.Single(both.Findings, finding => finding.Level == "critical");
        Assert.Equal(["192.168.0.30"], finding.Affected.Select(host => host.Client.Raw));
        var again = Assert.Single(finding.AlsoSeen);
        Assert.Equal(("asks-for-it", "192.168.0.10"), (again.Relation, again.As.Raw));
        Assert.True(again.Agreed >= 100 && again.Certainty >= 0.999);
    }

    [Fact]
    public void SeveralSourcesOfTheSameTrafficChangeNothingButCertainty()
    {
        var capture = Samples.Own("samples/tunnel.pcap.gz");
        var copy = Path.Combine(_folder.FullName, "again.pcap.gz");
        File.Copy(capture, copy);
        var (once, twice) = (Pipeline.Triage(capture), Pipeline.Triage([capture, copy]));
        Assert.Equal(once.Decision.Decision, twice.Decision.Decision);
        Assert.Equal(Told(once), Told(twice));
    }

    /// <summary>A host's own log, whose clock is three seconds ahead, beside a capture of the same look-ups: it names program, user and host, and is no second client.</summary>
    [Fact]
    public void AHostsOwnLogBesideACaptureNamesTheProgramAndItsUser()
    {
        string[] sources = [Samples.Own("samples/programs/capture.pcap.gz"), Samples.Own("samples/programs/sysmon.xml.gz")];
        var (alone, both) = (Pipeline.Triage(sources[0]), Pipeline.Triage(sources));
        Assert.Equal(alone.Decision.Decision, both.Decision.Decision);
        var finding = Assert.Single(both.Findings, finding => finding.Level is "critical" or "high" or "medium");
        var host = Assert.Single(finding.Affected);
        Assert.Equal(("10.60.1.11", "wks-11.ad.northwind.lan", @"NORTHWIND\a.meyer", @"C:\ProgramData\sync\upsync.exe"), (host.Client.Raw, host.Host?.Raw, host.User?.Raw, host.Process?.Raw));
        var program = Assert.Single(finding.AlsoSeen, seen => seen.Relation == "program");
        Assert.True(program.Agreed >= 20 && program.Agreed == program.Names, $"{program.Agreed} of {program.Names}");
        Assert.Equal(3, Assert.Single(both.Coverage.Clocks).SkewSeconds);

        var log = Pipeline.Triage(sources[1]);
        var own = Assert.Single(log.Findings, finding => finding.Level is "critical" or "high" or "medium");
        Assert.Equal(@"C:\ProgramData\sync\upsync.exe", Assert.Single(own.Affected).Process?.Raw);
    }

    [Fact]
    public void TheProgramThatAskedForAListedDomainIsNamed()
    {
        var options = new ReadingOptions();
        string[] sources = [Samples.Own("samples/programs/capture.pcap.gz"), Samples.Own("samples/programs/sysmon.xml.gz")];
        using var evidence = new FileEvidence(EvidenceLocator.Locate(sources, options), options);
        var document = new Investigation(new() { Threads = 2, Indicators = TestFeeds.Of("ours.txt", "f5031d.uplink-status.com") }, TimeProvider.System).Triage(evidence);
        var listed = Assert.Single(document.Findings, finding => finding.Detector == "indicator-match");
        var host = Assert.Single(listed.Affected);
        Assert.Equal(("10.60.1.11", @"C:\ProgramData\sync\upsync.exe"), (host.Client.Raw, host.Process?.Raw));
    }

    static IEnumerable<string> Told(TriageDocument document) =>
        document.Findings.Where(finding => finding.Level != "low").Select(finding => $"{finding.Level} {finding.Subject.Client?.Raw} {finding.Subject.Zone?.Raw} {string.Join(',', finding.Affected.Select(host => host.Client.Raw))}");

    /// <summary>A copy of a log that was last written to when the capture ends: logs without a year are dated by it.</summary>
    string Dated(string log, string capture)
    {
        var copy = Path.Combine(_folder.FullName, Path.GetFileName(log));
        File.Copy(log, copy);
        File.SetLastWriteTimeUtc(copy, Pipeline.Triage(capture).Evidence[0].To!.Value);
        return copy;
    }
}
