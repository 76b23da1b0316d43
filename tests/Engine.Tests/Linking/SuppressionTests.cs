using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.CaseFiles;
using Xunit;

namespace Nameward.Engine.Tests.Linking;

/// <summary>Suppressions: what falls under a scope, what is never hidden, and how they stand in their trail.</summary>
public sealed class SuppressionTests
{
    static readonly DateTime Now = new(2026, 3, 18, 0, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("example.net", true)]
    [InlineData("a.example.net", true)]
    [InlineData("a.b.example.net", true)]
    [InlineData("badexample.net", false)]
    [InlineData("example.net.example.com", false)]
    [InlineData("net", false)]
    public void AZoneHasItsDotBoundary(string zone, bool falls)
    {
        Assert.Equal(falls, Finding([zone]).FallsUnder(Of(Scope("example.net"))));
        Assert.False(Finding([zone, "other.example.com"]).FallsUnder(Of(Scope("example.net"))));
    }

    [Fact]
    public void AllPartsOfAScopeMustHoldAndAllHostsLieInIt()
    {
        var scope = new SuppressionScope(Wire("example.net"), Net("10.0.0.0/8"), Net("203.0.113.66"), "beaconing");
        var finding = Finding(["example.net"], ["10.0.3.7"], "203.0.113.66", "beaconing");
        Assert.True(finding.FallsUnder(Of(scope)));
        Assert.False((finding with { Detector = "domain-flux" }).FallsUnder(Of(scope)));
        Assert.False((finding with { Server = null }).FallsUnder(Of(scope)));
        Assert.False((finding with { Clients = [] }).FallsUnder(Of(scope)));
        Assert.False((finding with { Clients = [Host("10.0.3.7"), Host("192.0.2.1")] }).FallsUnder(Of(scope)));
        Assert.False((finding with { Zones = [] }).FallsUnder(Of(scope)));
        Assert.False(finding.FallsUnder(Of(new(null, null, null, null))));
    }

    [Fact]
    public void WhatIsOverHidesNothing() => Prop.ForAll<PositiveInt, int>((days, moment) =>
    {
        var suppression = Of(Scope("example.net")) with { Until = Now.AddDays(days.Get % 365) };
        var at = Now.AddHours(moment % 20_000);
        return suppression.IsInForce(at) == at < suppression.Until && new KeptSuppression(suppression, new(Now, Text("m.jones"), Text("over"))).IsInForce(at) is false;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void NothingProvedIsEverHiddenAndWhatIsEndedComesBackWhole()
    {
        foreach (var sample in (string[])["samples/tunnel.pcap.gz", "samples/flux.pcap.gz", "samples/rogue.pcap.gz"])
        {
            var without = Triaged(sample, []);
            foreach (var scope in ScopesOf(without))
            {
                var with = Triaged(sample, [Of(scope)]);
                Assert.DoesNotContain(with.Findings, finding => finding.Suppressed is not null && (finding.Conclusive || SuppressibleFinding.Of(finding).IsProved));
                Assert.All(with.Findings, finding => Assert.Equal(!SuppressibleFinding.Of(finding).IsProved && SuppressibleFinding.Of(finding).FallsUnder(Of(scope)), finding.Suppressed is not null));
                var hidden = with.Findings.Where(finding => finding.Suppressed is not null).Select(finding => finding.Id).ToList();
                Assert.Equal(hidden.Count, with.Suppressions.Sum(suppression => suppression.Hides + suppression.HidesBelow));
                Assert.DoesNotContain(with.Questions, question => question.Findings.Intersect(hidden).Any());
                Assert.DoesNotContain(with.Decision.Clauses, clause => clause.Findings.Intersect(hidden).Any());
                Assert.Equal(without.Findings.Select(finding => finding.Id).Order(StringComparer.Ordinal), with.Findings.Select(finding => finding.Id).Order(StringComparer.Ordinal));
            }
            Assert.Equal(Json(without), Json(Triaged(sample, [])));
        }
    }

    [Fact]
    public void WhatIsHiddenIsSaidInTheAnswerAndDecidesNothing()
    {
        var without = Triaged("samples/flux.pcap.gz", []);
        var zone = Assert.Single(without.Findings, finding => finding.Level is "critical" or "high").Subject.Zone!.Value;
        var with = Triaged("samples/flux.pcap.gz", [Of(new(Wire(zone.Raw), null, null, null))]);
        Assert.Equal(("escalate", "watch"), (without.Decision.Decision, with.Decision.Decision));
        var question = with.Questions.Single(question => question.Id == "deviation-from-normal");
        Assert.Contains(question.Reasons, reason => reason.Render(text => text.Raw) == "1 finding is suppressed by S1 until 2026-06-16: known");
        Assert.Equal((1, 0), (with.Suppressions[0].Hides, with.Suppressions[0].Shown));
        Assert.NotEqual(without.Run.ConfigurationSha256, with.Run.ConfigurationSha256);
        var proved = Triaged("samples/tunnel.pcap.gz", [Of(new(null, Net("10.0.0.0/8"), null, null))]);
        Assert.Equal(("escalate", 0, 1), (proved.Decision.Decision, proved.Suppressions[0].Hides, proved.Suppressions[0].Shown));
        Assert.Contains(proved.Coverage.Limits, limit => limit.Render(text => text.Raw) == "F1 falls under the suppression S1 and is shown all the same: it is proved, and no suppression hides a proof");
    }

    [Fact]
    public void ATrailTellsWhatIsInForceWhoEndedItAndWhy()
    {
        var one = Of(Scope("example.net")) with { Until = Now.AddDays(30) };
        var two = Of(new(null, Net("10.0.0.0/8"), null, "beaconing")) with { Id = "S2", Until = Now.AddDays(60) };
        var rows = TrailChain.After(TrailSubject.Suppressions, null, Now, "m.jones", SuppressionData.Added(one), SuppressionData.Added(two), SuppressionData.Ended(one, "it was no tunnel of ours"));
        var all = KeptSuppression.Of(rows);
        Assert.Equal(["ended", "in-force"], all.Select(kept => kept.Standing(Now.AddDays(1))));
        Assert.Equal("over", all[1].Standing(Now.AddDays(60)));
        Assert.Equal((two.Until, Text("m.jones"), Text("known"), Now), (all[1].What.Until, all[1].What.By, all[1].What.Reason, all[1].What.From!.Value));
        Assert.True(all[1].What.Scope.Client == Net("10.0.0.0/8") && all[1].What.Scope.Detector == "beaconing" && all[1].What.Scope.Zone is null);
        Assert.Equal(Text("it was no tunnel of ours"), all[0].Ended!.Reason);
        Assert.Equal("S3", KeptSuppression.NextId(all));
    }

    [Theory]
    [InlineData("suppressed", """{"id":"S1","zone":null,"client":null,"server":null,"detector":null,"reason":"x","until":"2026-03-20T00:00:00Z"}""")]
    [InlineData("suppressed", """{"id":"S1","zone":"example.net","client":null,"server":null,"detector":null,"reason":"x","until":"2036-03-20T00:00:00Z"}""")]
    [InlineData("suppressed", """{"id":"S1","zone":"com","client":null,"server":null,"detector":null,"reason":"x","until":"2026-03-20T00:00:00Z"}""")]
    [InlineData("suppressed", """{"id":"S1","zone":"example.net"}""")]
    [InlineData("suppressed", """[]""")]
    [InlineData("suppression-ended", """{"id":"S1","reason":"x","untilBefore":"2026-03-20T00:00:00Z"}""")]
    [InlineData("noted", """{"text":"x"}""")]
    public void ARowThatThisProgramDoesNotWriteIsSaid(string action, string data)
    {
        var error = Assert.Throws<UserError>(() => KeptSuppression.Of(TrailChain.After(TrailSubject.Suppressions, null, Now, "x", new TrailEntry(action, data))));
        Assert.Contains("row 1 of its trail cannot be read", error.Mistakes[0].What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-20", null)]
    [InlineData("2020-01-01", null)]
    [InlineData("2027-03-18", null)]
    [InlineData("2027-03-19", "is more than 365 days off")]
    [InlineData("tomorrow", "is no day")]
    public void AnEndIsWithinAYear(string text, string? wrong) => Assert.Equal(wrong, SuppressionText.Until(text, Now).Wrong);

    static TriageDocument Triaged(string sample, ImmutableArray<Suppression> suppressions) => Proof.Pipeline.Triage([Samples.Own(sample)], threads: 2, site: new() { Suppressions = suppressions });

    static string Json(TriageDocument document) => Proof.Pipeline.JsonWithoutRun(document);

    /// <summary>A scope around each finding, by each of its parts.</summary>
    static IEnumerable<SuppressionScope> ScopesOf(TriageDocument document) => document.Findings.Take(4).SelectMany(finding => new SuppressionScope?[]
    {
        finding.Subject.Zone is { } zone ? new(Wire(zone.Raw), null, null, null) : null,
        finding.Subject.Client is not null ? new(null, Net("10.0.0.0/8"), null, null) : null,
        new(null, null, null, finding.Detector),
    }).OfType<SuppressionScope>().DistinctBy(scope => scope.Words.Render(text => text.Raw));

    static Suppression Of(SuppressionScope scope) => new("S1", scope, Text("known"), Text("m.jones"), Now, Now.AddDays(90));

    static SuppressionScope Scope(string zone) => new(Wire(zone), null, null, null);

    static SuppressibleFinding Finding(string[] zones, string[]? clients = null, string? server = null, string detector = "beaconing") =>
        new("F1", "high", [.. zones.Select(HostileText.Name)], [.. (clients ?? ["10.0.3.7"]).Select(Host)], server is null ? null : Host(server), detector, IsProved: false);

    static HostileText Text(string text) => HostileText.Text(text);

    static HostileText Host(string address) => HostileText.Address(Net(address).First);

    static Network Net(string text) => Network.TryParse(text, out var network, out _) ? network : throw new ArgumentException(text);

    static byte[] Wire(string zone) => SuppressionText.Zone(zone).Value!;
}
