using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;
using Xunit;
using static Nameward.Engine.Tests.Findings.ServerTraffic;

namespace Nameward.Engine.Tests.Findings;

/// <summary>Settings that make DNS easier to abuse, each beside its look-alike; and what ties them to a finding.</summary>
public class MisconfigurationTests
{
    [Theory]
    [InlineData("Recursion | ns1 | | allow-recursion | any", "open-recursion")]
    [InlineData("Recursion | ns1 | | allow-recursion | 10.0.0.0/8, any", "open-recursion")]
    [InlineData("Recursion | ns1 | | access-control | 0.0.0.0/0", "open-recursion")]
    [InlineData("Recursion | ns1 | | allow-recursion | none, any", null)]
    [InlineData("Recursion | ns1 | | allow-recursion | 10.0.0.0/8, !any", null)]
    [InlineData("Recursion | ns1 | | allow-recursion | localnets", null)]
    [InlineData("Queries | ns1 | | allow-query | any", null)]
    [InlineData("Transfers | ns1 | x-example.com | allow-transfer | any", "open-transfers")]
    [InlineData("Transfers Set | ns1 | x-example.com | SecureSecondaries | any", "open-transfers")]
    [InlineData("Transfers Refused | ns1 | x-example.com | | any | 203.0.113.9", null)]
    [InlineData("Transfers | ns1 | x-example.com | allow-transfer | key x-transfer", null)]
    [InlineData("Updates | dc1 | x-example.com | DynamicUpdate | any", "open-updates")]
    [InlineData("Updates | dc1 | x-example.com | DynamicUpdate | secure", null)]
    [InlineData("Forwarders | ns1 | . | forwarders | 203.0.113.66#53", "unapproved-forwarder")]
    [InlineData("Forwarders | ns1 | . | forwarders | 10.0.0.53", null)]
    [InlineData("Forwarders Removed | ns1 | . | forwarders | 203.0.113.66", null)]
    [InlineData("Forwarders | ns1 | . | forwarders | 192.0.2.66", "forwards-to-listed")]
    [InlineData("Resolvers | pc7 | eth0 | nameserver | 203.0.113.66", "unapproved-resolver")]
    [InlineData("Resolvers | pc7 | | nameserver | 127.0.0.53", null)]
    [InlineData("AnnouncedServers | dhcp1 | 10.0.3.0/24 | 6 | 10.0.0.53, 10.0.3.40", "unapproved-resolver")]
    [InlineData("Plugin Set | dc1 | | ServerLevelPluginDll | C:\\Windows\\Temp\\x.dll", "plugin")]
    [InlineData("Plugin Done | dc1 | | | C:\\Windows\\Temp\\x.dll", "plugin")]
    [InlineData("Plugin Refused | dc1 | | | C:\\Windows\\Temp\\x.dll", "plugin")]
    [InlineData("Plugin Set | dc1 | | ServerLevelPluginDll | ", null)]
    [InlineData("Logging Done | dc1 | | | ", "logs-cleared")]
    [InlineData("Logging | ns1 | | queries | none", "no-query-log")]
    [InlineData("Logging | ns1 | | log-queries | no", "no-query-log")]
    [InlineData("Logging | ns1 | | queries | file query.log", null)]
    [InlineData("Logging | ns1 | | xfer-out | none", null)]
    [InlineData("Dnssec | ns1 | | dnssec-validation | no", "no-validation")]
    [InlineData("Dnssec | ns1 | | dnssec-validation | auto", null)]
    [InlineData("Dnssec | ns1 | x-example.com | inline-signing | no", null)]
    [InlineData("Record | ns1 | *.x-example.com | A | 192.0.2.1", "wildcard-records")]
    [InlineData("Record Removed | ns1 | *.x-example.com | A | 192.0.2.1", null)]
    [InlineData("Record | ns1 | www.x-example.com | A | 192.0.2.1", null)]
    public void ASettingIsAHardeningItemAndItsLookAlikeIsNone(string statement, string? signal)
    {
        var isDone = statement.Split('|')[0].Trim().Contains(' ', StringComparison.Ordinal);
        var weighings = Judge(new ConfigurationScene().Say(statement, isDone ? "10:00:00" : null));
        Assert.Equal(signal is null ? [] : [$"Low {signal} 1"], weighings.Select(weighing => $"{weighing.Level} {string.Join(' ', weighing.Signals.Select(one => $"{one.Id} {one.AsBrowsing.Value}"))}"));
    }

    [Fact]
    public void OneServerIsOneFindingThatTellsEachKindOnce()
    {
        var weighing = Assert.Single(Judge(new ConfigurationScene().From("named.conf", "08:00:00").Say("Recursion | ns1 | | allow-recursion | any").Say("Transfers | ns1 | a-example.com | allow-transfer | any").Say("Transfers | ns1 | b-example.com | allow-transfer | any")));
        Assert.Equal(["zone transfers for anybody: a-example.com allow-transfer any; b-example.com allow-transfer any", "recursion for anybody: allow-recursion any"],
            weighing.Signals.OrderByDescending(signal => signal.Id, StringComparer.Ordinal).Select(signal => signal.Text.Render(text => text.Raw)));
        Assert.Equal("ns1: recursion for anybody, zone transfers for anybody", weighing.Subject.Title(weighing).Render(text => text.Raw));
        Assert.Equal(Level.Low, weighing.Level);
    }

    [Fact]
    public void WhatWasSetOtherwiseSinceIsNone() =>
        Assert.Empty(Judge(new ConfigurationScene().Say("Recursion Set | ns1 | | EnableRecursion | any", "10:00:00").Say("Recursion Set | ns1 | | EnableRecursion | none", "11:00:00")));

    [Fact]
    public void OnlyTheLaterOfTwoSnapshotsCounts()
    {
        Assert.Empty(Judge(new ConfigurationScene().From("named-20260317.conf").Say("Recursion | | | allow-recursion | any").From("named-20260318.conf").Say("Recursion | | | allow-recursion | none")));
        Assert.Single(Judge(new ConfigurationScene().From("named-20260318.conf").Say("Recursion | | | allow-recursion | any").From("named-20260317.conf").Say("Recursion | | | allow-recursion | none")));
    }

    [Theory]
    [InlineData("Forwarders | ns1 | . | forwarders | 203.0.113.67", "ns1 forwards to 203.0.113.67, the server of a finding: ")]
    [InlineData("AnnouncedServers | dhcp1 | 10.0.0.0/24 | 6 | 203.0.113.67", "dhcp1 names 203.0.113.67, the server of a finding: ")]
    [InlineData("Plugin Done | pc7 | | | C:\\x.dll", "pc7 has a plug-in and is part of a finding: ")]
    [InlineData("Plugin Done | PC7.x-example.com | | | C:\\x.dll", "pc7.x-example.com has a plug-in and is part of a finding: ")]
    [InlineData("Plugin Done | pc8 | | | C:\\x.dll", null)]
    [InlineData("Forwarders | ns1 | . | forwarders | 203.0.113.68", null)]
    [InlineData("Transfers | ns1 | x-example.com | allow-transfer | any", null)]
    public void WhatIsTiedToAGraveFindingEscalatesByAClauseOfItsOwn(string statement, string? tie)
    {
        var traffic = Fleet(except: 7);
        for (var number = 0; number < 9; number++)
        {
            traffic.Ask("10.0.0.7", Stranger, 20 + number * 20, Site(number), number < 3 ? "203.0.113.99" : Home(number), header: HeaderBits.Shown | HeaderBits.RecursionAvailable);
        }
        var scene = new ConfigurationScene().Lease("10.0.0.7", "pc7").Lease("10.0.0.8", "pc8").Say(statement, "10:00:00").Scene(Approving(Resolver) with { ApprovedServers = [Network.Of(Parse(Resolver), 32)] }, traffic);
        var finding = Assert.Single(traffic.Findings(scene), finding => finding.Weighing.Subject is Misconfiguration);
        var tied = finding.Weighing.Signals.SingleOrDefault(signal => signal.Id == "tied");
        Assert.Equal(tie is null ? Level.Low : Level.High, finding.Level);
        Assert.StartsWith(tie ?? "", tied?.Text.Render(text => text.Raw) ?? "", StringComparison.Ordinal);
        Assert.Equal(tie is null, tied is null);
        var facts = new Facts([new(finding.Id, finding.Level, finding.Weighing.Sum, Questions.AnsweredBy(finding), false) { IsTied = finding.Weighing.Subject is Misconfiguration { Ties.IsEmpty: false } }], [.. Enumerable.Repeat(Answer.No, 4)]);
        Assert.Equal(tie is null ? "" : "misconfiguration", string.Join(' ', Policy.Shipped.Decide(facts).Clauses.Select(clause => clause.Id)));
    }

    [Theory]
    [InlineData("Transfers Done | ns1 | x-example.com | | AXFR | 203.0.113.9", "ns1 gives zones to anybody, and 203.0.113.9 outside took x-example.com")]
    [InlineData("Transfers Done | ns1 | x-example.com | | AXFR | 10.0.0.54", null)]
    [InlineData("Transfers Done | ns1 | y-example.com | | AXFR | 203.0.113.9", null)]
    [InlineData("Transfers Refused | ns1 | x-example.com | | AXFR | 203.0.113.9", null)]
    [InlineData("Record Added | ns1 | evil.x-example.com | A | 203.0.113.9 | 203.0.113.9", "ns1 takes updates from anybody, and 203.0.113.9 outside changed evil.x-example.com")]
    [InlineData("Record Added | ns1 | evil.x-example.com | A | 203.0.113.9 | 10.0.0.9", null)]
    public void WhatWasAbusedEscalates(string abuse, string? tie)
    {
        var weighing = Judge(new ConfigurationScene().Say("Transfers Set | ns1 | x-example.com | | any", "09:00:00").Say("Updates Set | ns1 | x-example.com | | any", "09:00:00").Say(abuse, "10:00:00")).Single();
        Assert.Equal((tie is null ? Level.Low : Level.High, tie), (weighing.Level, weighing.Signals.SingleOrDefault(signal => signal.Id == "tied")?.Text.Render(text => text.Raw)));
    }

    [Fact]
    public void AForwarderOnAnIndicatorListIsTiedByTheList()
    {
        var scene = new ConfigurationScene().Say("Forwarders Set | ns1 | . | | 192.0.2.66", "10:00:00").Scene() with { Indicators = Listed };
        Assert.Equal(Level.High, Assert.Single(new MisconfigurationJudge(scene, []).Judge()).Level);
    }

    [Fact]
    public void SignalsAreTheTriggersWithTheirBits()
    {
        var scene = new ConfigurationScene().Say("Transfers Set | ns1 | x-example.com | | any", "09:00:00").Say("Transfers Done | ns1 | x-example.com | | AXFR | 203.0.113.9", "10:00:00").Say("Logging Done | ns1", "10:00:00").Scene();
        Assert.All(Assert.Single(new MisconfigurationJudge(scene, []).Judge()).Signals, signal =>
        {
            var trigger = Assert.Single(DetectorInfo.All.Single(info => info.Id == signal.Detector).Triggers, trigger => trigger.Signal == signal.Id);
            Assert.Equal((trigger.Family, trigger.Settles, trigger.AsBrowsing.Most), (signal.Family, signal.Settles, signal.AsBrowsing.Value));
        });
    }

    static Indicators Listed { get; } = TestFeeds.Of("ours.txt", "192.0.2.66");

    static List<Weighing> Judge(ConfigurationScene configuration)
    {
        var scene = configuration.Scene(Approving(Resolver)) with { Indicators = Listed };
        // Of a list that names it one item is enough to look at: it is tied, which another test says.
        return [.. new MisconfigurationJudge(scene, []).Judge().Select(weighing => weighing.Signals.Any(signal => signal.Id == "forwards-to-listed")
            ? Weighing.Of(weighing.Subject, Bits.Zero, [.. weighing.Signals.Where(signal => signal.Id != "tied")]).AtMost(Level.Low) : weighing)];
    }
}
