using System.Text.Json;
using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Profiles;
using Nameward.Engine.Reports;
using Nameward.Engine.Rollups;
using Xunit;
using static Nameward.Engine.Tests.Findings.ServerTraffic;

namespace Nameward.Engine.Tests.Proof;

/// <summary>Our recordings of servers that should not be there or answer some clients otherwise, against what was done in them (samples/README.md), without and with a site file.</summary>
public sealed class OwnSamplesTests(OwnSamplesTests.Read read) : IClassFixture<OwnSamplesTests.Read>
{
    const string Rogue = "rogue", Hotspot = "hotspot", Quiet = "quiet", Conditional = "conditional", Flux = "flux";
    const string Resolver = "10.70.0.53", Stranger = "203.0.113.67", Pointed = "10.70.0.14", Workstation = "10.70.0.17";

    static readonly string[] Neighbours = ["10.70.0.12", "10.70.0.13", "10.70.0.15", "10.70.0.16"];

    // What samples/office.yaml and samples/nameward.yaml say.
    static readonly SiteFacts Office = Site("10.70.0.0", Resolver), Lab = Site("10.60.1.0", "10.60.1.53");

    [Theory]
    [InlineData(Rogue, false, "escalate", "yes")]
    [InlineData(Rogue, true, "escalate", "yes")]
    [InlineData(Hotspot, false, "escalate", "yes")]
    [InlineData(Hotspot, true, "escalate", "yes")]
    [InlineData(Quiet, false, "watch", "cannot-tell")]
    [InlineData(Quiet, true, "watch", "no")]
    public void TheDecisionAndQuestionOneAreThoseOfTheRecording(string sample, bool withSite, string decision, string unauthorised)
    {
        var document = read.Of(sample, withSite);
        Assert.Equal((decision, unauthorised), (document.Decision.Decision, document.Questions[0].Answer));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheServerOutsideIsFoundWithItsOneClientAndNothingElseIs(bool withSite)
    {
        var document = read.Of(Rogue, withSite);
        var finding = Assert.Single(document.Findings, IsOfAServer);
        Assert.Equal("critical", finding.Level);
        Assert.Equal((Stranger, 53), (finding.Subject.Server?.Raw, finding.Subject.Port));
        Assert.Equal([Pointed], finding.Affected.Select(host => host.Client.Raw));
        Assert.All((string[])["contradicts", "changed"], id => Assert.Contains(id, Signals(finding)));
        Assert.Equal(withSite, Signals(finding).Contains("not-on-the-list"));
        Assert.All(document.Findings, other => Assert.Equal([Pointed], other.Affected.Select(host => host.Client.Raw)));
    }

    [Theory]
    [InlineData(false, "high")]
    [InlineData(true, "critical")]
    public void TheHotspotIsFoundWithItsNeighboursAndTheResolverIsNot(bool withSite, string level)
    {
        var finding = Assert.Single(read.Of(Hotspot, withSite).Findings);
        Assert.Equal(level, finding.Level);
        Assert.Equal((Workstation, 53), (finding.Subject.Server?.Raw, finding.Subject.Port));
        Assert.Equal(Neighbours, finding.Affected.Select(host => host.Client.Raw).Order(StringComparer.Ordinal));
        Assert.All((string[])["begins", "was-a-client"], id => Assert.Contains(id, Signals(finding)));
        Assert.Equal(withSite, Signals(finding).Contains("not-on-the-list"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void InTheQuietRecordingNoServerIsFound(bool withSite) =>
        Assert.DoesNotContain(read.Of(Quiet, withSite).Findings, IsOfAServer);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheZoneThatAnswersOneOfThreeAlikeIsFoundAndTheDeliveryNetworkIsNot(bool withSite)
    {
        var document = read.Of(Conditional, withSite);
        Assert.Equal("escalate", document.Decision.Decision);
        var finding = Assert.Single(document.Findings, finding => finding.Detector == "conditional-responses");
        Assert.Equal(("high", "telemetry-example.com", "10.70.0.12"), (finding.Level, finding.Subject.Zone?.Raw, finding.Subject.Client?.Raw));
        Assert.Equal(["answers-by-client", "drawn-names", "told-as-data", "told-to-few"], Signals(finding).Order(StringComparer.Ordinal));
        Assert.All(document.Findings, other => Assert.Equal("telemetry-example.com", other.Subject.Zone?.Raw));
        Assert.All(document.Findings, other => Assert.Equal(["10.70.0.12"], other.Affected.Select(host => host.Client.Raw)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheZoneThatMovesAboutWithItsNameServersIsFoundAndTheShopsOnADeliveryNetworkAreNot(bool withSite)
    {
        var document = read.Of(Flux, withSite);
        Assert.Equal("escalate", document.Decision.Decision);
        var finding = Assert.Single(document.Findings);
        Assert.Equal("flux-example.com", finding.Subject.Zone?.Raw);
        Assert.True(finding.Level is "high" or "critical");
        Assert.Equal(["10.70.0.14", "10.70.0.16"], finding.Affected.Select(host => host.Client.Raw).Order(StringComparer.Ordinal));
        Assert.All((string[])["new-places", "moving-name-servers"], id => Assert.Contains(id, Signals(finding)));
        Assert.Equal(["T1568.001", "T1583.002"], finding.Techniques);
        Assert.Equal(ProfileConclusion.SelfRun, Assert.Single(finding.Infrastructure).Conclusion);
    }

    [Fact]
    public void TheShopsAreLedToManyAddressesOfFewRangesAndAreNotWeighed()
    {
        var seen = Rolled(Flux);
        var use = new NetworkUse(seen.Answers);
        var shops = Enumerable.Range(1, 12).Select(number => seen.AnswerOf(WireName.Hash(Names.Wire($"www.shop{number}-example.com"), NameHashing.Seed))!.Value).ToList();
        Assert.All(shops, shop => Assert.True(shop.Answers.Count > 1));
        Assert.DoesNotContain(new FluxJudge(new(seen)).Judge(Bits.Least), weighing => WireName.ToText(((FluxZone)weighing.Subject).Zone).StartsWith("shop", StringComparison.Ordinal) && weighing.Sum >= Weighing.LowFrom);
        Assert.All(shops, shop => Assert.False(RovingName.Of(shop, use) is { Ranges: > 2 }));
    }

    [Theory]
    [InlineData("telemetry-example.com", "self-run")]
    [InlineData("assets-example.com", "hosted")]
    [InlineData("savings.example", "hosted")]
    public void TheProfilesTellWhoRunsTheServersOfAZone(string zone, string conclusion)
    {
        var subject = Assert.IsType<ProfileSubject>(ProfileSubject.TryParse(zone));
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([Samples.Own($"samples/{Conditional}.pcap.gz")], options), options);
        var document = new Investigation(new() { Threads = 2 }, TimeProvider.System).Profile(evidence, subject);
        using var json = JsonDocument.Parse(ProfileJson.Line(document));
        Assert.Equal(conclusion, json.RootElement.GetProperty("profile").GetProperty("conclusion").GetString());
    }

    [Fact]
    public void TheCensusKnowsWhatEachServerDoes()
    {
        Assert.Equal("recursive", Role(Rogue, Resolver));
        Assert.Equal("recursive", Role(Rogue, Stranger));
        Assert.Equal("forwarder", Role(Hotspot, Workstation));
        Assert.Equal("multicast", Role(Hotspot, "10.70.0.40"));
        Assert.All((string[])["198.51.100.4", "198.51.100.5", "198.51.100.6"], server => Assert.Equal("authoritative", Role(Hotspot, server)));
    }

    [Fact]
    public void NothingOfTheRecordingsIsMalformed() =>
        Assert.All((string[])[Rogue, Hotspot, Quiet, Conditional, Flux], sample => Assert.Equal(0, Assert.Single(read.Of(sample, withSite: false).Evidence).Malformed));

    string Role(string sample, string address) =>
        Assert.Single(read.Of(sample, withSite: true).Census.Where(server => server.Server.Raw == address).Select(server => server.Role).Distinct());

    static FrozenRollups Rolled(string sample)
    {
        var set = new RollupSet();
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([Samples.Own($"samples/{sample}.pcap.gz")], options), options);
        var sink = new RollupSink(set);
        evidence.ReadAll(() => sink, threads: 1);
        sink.Finish();
        return new(set);
    }

    static bool IsOfAServer(TriageFinding finding) => finding.Subject.Server is not null;

    static IEnumerable<string> Signals(TriageFinding finding) => finding.Signals.Where(signal => signal.Bits > 0).Select(signal => signal.Id);

    static SiteFacts Site(string network, string approved) => Approving(approved) with { Networks = [Network.Of(Parse(network), 24)] };

    /// <summary>The recordings, each read once without and once with a site file.</summary>
    public sealed class Read
    {
        readonly Dictionary<(string, bool), TriageDocument> _documents = [];

        internal TriageDocument Of(string sample, bool withSite)
        {
            if (!_documents.TryGetValue((sample, withSite), out var document))
            {
                var site = !withSite ? SiteFacts.None : sample == Quiet ? Lab : Office;
                _documents.Add((sample, withSite), document = Pipeline.Triage([Samples.Own($"samples/{sample}.pcap.gz")], site: site));
            }
            return document;
        }
    }
}
