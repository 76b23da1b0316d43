using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Findings;
using Nameward.Engine.Verdicts;
using Xunit;
using static Nameward.Engine.Tests.Findings.ServerTraffic;

namespace Nameward.Engine.Tests.Verdicts;

/// <summary>Changes that records state, what of them is routine, and changes that follow from traffic.</summary>
public class SeenChangeTests
{
    [Fact]
    public void UpdatesOfHostsAreSummedByZoneAndDayUnlessTheyTouchWhatOthersGoBy()
    {
        var scene = new ConfigurationScene();
        for (var host = 1; host <= 30; host++)
        {
            scene.Say($"Record Added | dc1 | pc{host}.corp.x-example.com | A | 10.0.0.{host} | 10.0.0.{host}", $"10:00:{host:00}");
            scene.Say($"Record Added | dc1 | {host}.0.0.10.in-addr.arpa | PTR | pc{host}.corp.x-example.com | 10.0.0.{host}", $"10:01:{host:00}");
        }
        scene.Say("Record Added | dc1 | *.corp.x-example.com | A | 10.0.0.7 | 10.0.0.7", "10:02:00").Say("Record Added | dc1 | wpad.corp.x-example.com | A | 10.0.0.7 | 10.0.0.7", "10:02:01")
            .Say("Record Added | dc1 | k.corp.x-example.com | TXT | data | 10.0.0.7", "10:02:02").Say("Record Added | dc1 | dc1 | A | 10.0.0.7 | 10.0.0.7", "10:02:03")
            .Say("Record Added | dc1 | pc9.corp.x-example.com | A | 203.0.113.9 | 203.0.113.9", "10:02:04").Say(@"Record Added | dc1 | pc9.corp.x-example.com | A | 10.0.0.9 | X\admin", "10:02:05");
        Assert.Equal(
        [
            "no-ticket 10:02:00 record A added *.corp.x-example.com on dc1: - -> 10.0.0.7 by 10.0.0.7, -",
            "no-ticket 10:02:01 record A added wpad.corp.x-example.com on dc1: - -> 10.0.0.7 by 10.0.0.7, -",
            "no-ticket 10:02:02 record TXT added k.corp.x-example.com on dc1: - -> data by 10.0.0.7, -",
            "no-ticket 10:02:03 record A added dc1 on dc1: - -> 10.0.0.7 by 10.0.0.7, -",
            "no-ticket 10:02:04 record A added pc9.corp.x-example.com on dc1: - -> 203.0.113.9 by 203.0.113.9, -",
            "no-ticket 10:02:05 record A added pc9.corp.x-example.com on dc1: - -> 10.0.0.9 by X\\admin, -",
            "routine 10:00:01 dynamic updates by hosts x-example.com on dc1: - -> 30 times, by 30 hosts by -, -",
            "routine 10:01:01 dynamic updates by hosts 0.0.10.in-addr.arpa on dc1: - -> 30 times, by 30 hosts by -, -",
        ], ChangeLines.Of(scene.Scene()));
    }

    [Fact]
    public void WhatIsRefusedAgainAndAgainIsToldOnceADay()
    {
        var scene = new ConfigurationScene();
        for (var minute = 0; minute < 20; minute++)
        {
            scene.Say("Transfers Refused | ns1 | x-example.com | | AXFR | 203.0.113.9", $"10:{minute:00}:00");
        }
        var report = ChangeReport.Of(scene.Say("Transfers Refused | ns1 | x-example.com | | AXFR | 203.0.113.9", "2026-03-19T10:00:00").Scene(), []);
        Assert.Equal(["20 times on that day; this is the first", "-"], report.Changes.Select(change => ChangeLines.Text(change.Change!.How)));
    }

    [Fact]
    public void TransfersToServersOfOursAreRoutineAndOthersAreNot() => Assert.Equal(
    [
        "no-ticket 10:01:00 zone transfer done x-example.com on ns1: - -> AXFR by 203.0.113.9, -",
        "routine 10:00:00 zone transfers to servers of ours x-example.com on ns1: - -> 1 time, by 1 host by -, -",
    ], ChangeLines.Of(new ConfigurationScene().Say("Transfers Done | ns1 | x-example.com | | AXFR | 10.0.0.54", "10:00:00").Say("Transfers Done | ns1 | x-example.com | | AXFR | 203.0.113.9", "10:01:00").Scene()));

    [Fact]
    public void AnAnnouncementOnTheWireThatChangesIsAChange() => Assert.Equal(
        ["no-ticket 09:51:48 announced DNS servers changed 10.0.3.0/24 on 10.0.0.2: 10.0.0.53 -> 10.0.0.53, 10.0.3.40 by -, -"],
        ChangeLines.Of(new ConfigurationScene().From("a.pcap", isCapture: true).Say("AnnouncedServers | 10.0.0.2 | 10.0.3.0/24 | 6 | 10.0.0.53, 10.0.3.40", "09:51:48").Say("AnnouncedServers | 10.0.0.2 | 10.0.3.0/24 | 6 | 10.0.0.53", "08:00:00")
            .Say("AnnouncedServers | 10.0.0.2 | 10.0.4.0/24 | 6 | 10.0.0.54", "10:00:00").Say("AnnouncedServers | 10.0.0.3 | 10.0.3.0/24 | 6 | 10.0.0.55", "11:00:00").Scene()));

    [Fact]
    public void AChangeWithoutATimeIsToldWithoutOne() => Assert.Equal(["no-ticket - forwarders set . on ns1: - -> 192.0.2.53 by -, -"], ChangeLines.Of(new ConfigurationScene().Say("Forwarders Set | ns1 | . | | 192.0.2.53").Scene()));

    [Fact]
    public void MoreChangesThanAreToldAreSaid()
    {
        var scene = new ConfigurationScene();
        for (var number = 0; number < ChangeReport.MostChanges + 5; number++)
        {
            scene.Say($"Zone Added | ns1 | z{number}.x-example.com | | primary", "10:00:00");
        }
        var report = ChangeReport.Of(scene.Scene(), []);
        Assert.Equal(ChangeReport.MostChanges, report.Changes.Length);
        Assert.Equal("5 more changes are not told: the 1,000 that stand first by outcome and time are", ChangeLines.Text(Assert.Single(report.Notes)));
    }

    [Fact]
    public void AClientWhoseServerChangesIsAChangeThatIsInferred()
    {
        var traffic = Fleet(except: 7);
        for (var second = 0; second < 300; second += 12)
        {
            traffic.Ask("10.0.0.7", second is > 100 and < 240 ? Stranger : Resolver, second, $"n{second}.site1.example", Home(1));
        }
        var change = Assert.Single(ChangeReport.Of(traffic.Scene(), traffic.Findings()).Changes).Change!;
        Assert.True(change.IsInferred);
        Assert.Equal("server of a client changed 10.0.0.7: 10.0.0.53 -> 203.0.113.67", $"{change.What} {ChangeLines.Text(change.Object)}: {ChangeLines.Text(change.Old)} -> {ChangeLines.Text(change.New)}");
        Assert.StartsWith("inferred: 10.0.0.7 asked 10.0.0.53 before or after", ChangeLines.Text(change.How), StringComparison.Ordinal);
    }

    [Fact]
    public void AHostThatBeginsToAnswerIsAChangeThatIsInferred()
    {
        var traffic = Fleet(seconds: 150);
        for (var second = 150; second < 300; second += 10)
        {
            for (var client = 1; client < 5; client++)
            {
                traffic.Ask($"10.0.0.{client}", "10.0.0.9", second + client, $"n{second}.site1.example", Home(1));
            }
        }
        Assert.Equal(["no-ticket 09:02:31 host begins to answer DNS 10.0.0.9: - -> answers others by -, -"], ChangeLines.Of(traffic.Scene(), traffic.Findings()));
    }

    [Fact]
    public void AForwarderThatAsksANewServerIsAChangeThatIsInferredAndOneThatAlwaysDidIsNone()
    {
        Assert.Equal(["forwarder asks a new server 10.0.0.60: 10.0.0.53 -> 203.0.113.67"], Forwarder(second => second > 200 ? Stranger : Resolver));
        Assert.Empty(Forwarder(second => second % 20 == 0 ? Stranger : Resolver));
    }

    [Fact]
    public void AFirewallThatLetsPassWhatItStoppedIsAChangeThatIsInferred()
    {
        var scene = new ConfigurationScene().Flow("10.0.0.7", "203.0.113.66", 853, "09:00:00", FlowVerdict.Denied).Flow("10.0.0.7", "203.0.113.66", 853, "09:10:00", FlowVerdict.Denied).Flow("10.0.0.7", "203.0.113.66", 853, "09:20:00", FlowVerdict.Allowed)
            .Flow("10.0.0.8", "203.0.113.66", 853, "09:00:00", FlowVerdict.Denied).Flow("10.0.0.8", "203.0.113.66", 853, "2026-03-19T09:00:00", FlowVerdict.Allowed)
            .Flow("10.0.0.9", "203.0.113.67", 53, "09:00:00", FlowVerdict.Allowed).Flow("10.0.0.9", "203.0.113.67", 53, "09:10:00", FlowVerdict.Denied)
            .Flow("10.0.0.9", "203.0.113.68", 53, "09:00:00", FlowVerdict.Denied).Scene();
        var change = Assert.Single(ChangeReport.Of(scene, []).Changes).Change!;
        Assert.Equal(("firewall opens port 853", "203.0.113.66", ConfigurationScene.Time("09:20:00")), (change.What, ChangeLines.Text(change.Object), change.Time));
        Assert.Equal("inferred: 10.0.0.7 was stopped last at 2026-03-18 09:10:00 and passes since 2026-03-18 09:20:00, as does 1 more client", ChangeLines.Text(change.How));
    }

    [Fact]
    public void AZoneWithOtherNameServersIsAChangeThatIsInferredAndOneWithOneMoreIsNone()
    {
        var scene = new ConfigurationScene().Delegation("a-example.com", "ns1.x-example.net", "08:00:00").Delegation("a-example.com", "ns2.x-example.net", "08:10:00").Delegation("a-example.com", "ns1.x-example.net", "08:20:00")
            .Delegation("a-example.com", "ns1.y-example.net", "09:00:00").Delegation("a-example.com", "ns1.y-example.net", "09:30:00").Delegation("c-example.com", "ns1.x-example.net", "08:00:00").Delegation("c-example.com", "ns2.x-example.net", "09:00:00")
            .Delegation("b-example.com", "ns1.x-example.net", "08:00:00").Delegation("b-example.com", "ns1.x-example.net", "10:00:00").Delegation("b-example.com", "ns2.x-example.net", "09:00:00").Scene();
        Assert.Equal(["no-ticket 09:00:00 name servers of a zone changed a-example.com: ns1.x-example.net, ns2.x-example.net -> ns1.y-example.net by -, -"], ChangeLines.Of(scene));
    }

    [Fact]
    public void QuietTrafficShowsNoChange() => Assert.Empty(ChangeLines.Of(Fleet().Scene(), Fleet().Findings()));

    static IEnumerable<string> Forwarder(Func<int, string> upstream)
    {
        var traffic = Fleet();
        for (var second = 0; second < 300; second += 5)
        {
            traffic.Ask($"10.0.0.{1 + second % 4}", "10.0.0.60", second, $"n{second}.site1.example", Home(1));
            traffic.Ask("10.0.0.60", upstream(second), second + 0.1, $"n{second}.site1.example", Home(1));
        }
        return ChangeReport.Of(traffic.Scene(), []).Changes.Select(change => $"{change.Change!.What} {ChangeLines.Text(change.Change.Object)}: {ChangeLines.Text(change.Change.Old)} -> {ChangeLines.Text(change.Change.New)}");
    }
}
