using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>The flow records of the laboratory's sessions alone, without any name: who was spoken to is named, and a site file makes it a decision.</summary>
[Trait("tier", "ci")]
public sealed class LabFlowsTests
{
    const string Client = "10.60.1.13";

    static readonly SiteFacts Site = new() { Networks = [Net("10.60.1.0", 24), Net("fd60:1::", 64)], ApprovedServers = [Net("10.60.1.53", 32), Net("fd60:1::53", 128)] };

    [Theory]
    [InlineData("B05", "203.0.113.66", 5353)]
    [InlineData("B13", "203.0.113.67", 53)]
    [InlineData("C03", "203.0.113.67", 53)]
    public void TheServerOutsideAndItsClientAreNamedAndASiteFileMakesItEscalate(string session, string server, int port)
    {
        var alone = Triage(session, SiteFacts.None);
        Assert.Equal("watch", alone.Decision.Decision);
        Assert.All(alone.Findings, finding => Assert.True(finding.Level is "medium" or "low", finding.Level));
        var row = Assert.Single(alone.Census, row => row.Server.Raw == server);
        Assert.Equal((port, 1), (row.Port, row.Clients));
        Assert.Equal([Client], row.TopClients.Select(client => client.Raw));
        Assert.Contains(alone.Findings, finding => finding.Affected.Single().Client.Raw == Client);

        var sited = Triage(session, Site);
        Assert.Equal(("escalate", "yes"), (sited.Decision.Decision, sited.Questions[0].Answer));
        var finding = Assert.Single(sited.Findings, finding => finding.Signals.Any(signal => signal.Id == "not-on-the-list"));
        Assert.Equal((server, port), (finding.Subject.Server?.Raw, finding.Subject.Port));
        Assert.Equal([Client], finding.Affected.Select(host => host.Client.Raw));
        Assert.NotEmpty(finding.Evidence);
        Assert.Contains(sited.Coverage.Limits, limit => limit.Render(hostile => hostile.Raw).Contains("what was asked and answered", StringComparison.Ordinal));
        Assert.Contains(sited.Coverage.Sources, source => source is { Source: "DNS server log", Present: false });
    }

    [Fact]
    public void AStubThatChangesItsServerIsToldFromFlowsAlone()
    {
        var finding = Assert.Single(Triage("B14", SiteFacts.None).Findings, finding => finding.Level == "high");
        Assert.Equal(("203.0.113.67", "changed-server"), (finding.Subject.Server?.Raw, finding.Detector));
    }

    [Fact]
    public void NobodyElseIsSuspect()
    {
        var suspects = Directory.GetFiles(Samples.Shared("lab/flows"), "*.csv.gz").Order(StringComparer.Ordinal)
            .SelectMany(file => Pipeline.Triage([file]).Findings.Where(finding => finding.Level != "low").Select(finding => $"{Path.GetFileName(file)[..3]} {finding.Affected[0].Client.Raw}")).Distinct();
        Assert.Equal(["A02 10.60.1.11", "A06 10.60.1.11", "A09 10.60.1.11", "A13 10.60.1.12", "B01 10.60.1.11", "B05 10.60.1.13", "B14 10.60.1.12"], suspects);
    }

    /// <summary>What is read again of conversations is all of them, and nothing of others.</summary>
    [Theory]
    [InlineData("flows")]
    [InlineData("denied")]
    public void TheRecordIsTheSameWhereverTheEvidenceIsCut(string sample)
    {
        string[] paths = [Samples.Own($"samples/selftest/{sample}.log.gz")];
        Assert.Equal(Pipeline.JsonWithoutRun(Pipeline.Triage(paths, threads: 1)), Pipeline.JsonWithoutRun(Pipeline.Triage(paths, threads: 2, Pipeline.SmallBlock)));
    }

    static TriageDocument Triage(string session, SiteFacts site) => Pipeline.Triage([Samples.Shared($"lab/flows/{session}.client.csv.gz")], site: site);

    static Network Net(string first, int length) => Network.Of(Address.TryParse(System.Text.Encoding.ASCII.GetBytes(first), out var address) ? address : throw new ArgumentException(first), length);
}
