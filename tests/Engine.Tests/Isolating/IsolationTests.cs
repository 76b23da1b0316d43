using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Isolating;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Containing;
using Xunit;

namespace Nameward.Engine.Tests.Isolating;

/// <summary>What of a case is isolated, and who loses DNS meanwhile.</summary>
public class IsolationTests
{
    const string Rogue = "10.0.7.53", Good = "10.0.0.53";

    [Fact]
    public void ClientsThatAskNoOtherServerLoseDns()
    {
        var isolation = Replayed(SiteOf(Good), Finding([], Rogue), log => log
            .Asks("10.0.3.1", Rogue).Asks("10.0.3.2", Rogue).Asks("10.0.3.2", Good).Asks("10.0.3.3", Rogue).Asks("10.0.3.3", Rogue).Asks("10.0.3.4", Good).Asks(Rogue, "203.0.113.1"));
        var server = Assert.Single(isolation.Servers);
        Assert.Equal((ContainSamples.Address(Rogue), (bool?)false), (server.Address, server.IsApproved));
        Assert.Equal((3, 2), (server.Use!.Clients, server.Use.OnlyThere));
        Assert.Equal([ContainSamples.Address("10.0.3.1"), ContainSamples.Address("10.0.3.3")], server.Use.Named);
        Assert.Equal([ContainSamples.Address(Good)], server.Use.Others);
    }

    [Fact]
    public void WhoGivesTheServerOutIsNamed()
    {
        var isolation = Replayed(SiteFacts.None, Finding([], Rogue), log => log.GivesOut("dhcp1", "10.0.3.0/24", $"{Good}, {Rogue}").GivesOut("dhcp2", "10.0.4.0/24", "10.0.7.153"));
        var said = Assert.Single(Assert.Single(isolation.Servers).Announced);
        Assert.Equal(("dhcp1", "10.0.3.0/24", $"{Good}, {Rogue}"), (said.By.Raw, said.Where.Raw, said.Value.Raw));
        Assert.Null(isolation.Servers[0].IsApproved);
    }

    [Fact]
    public void AHostOfTheFindingsThatOthersAskIsAServerToo()
    {
        var finding = Finding([new() { Address = ContainSamples.Address(Good) }, new() { Address = ContainSamples.Address("10.0.3.9") }], null);
        var isolation = Replayed(SiteOf(Good), finding, log => log.Asks("10.0.3.1", Good).Asks("10.0.3.9", Good));
        var server = Assert.Single(isolation.Servers);
        Assert.Equal((ContainSamples.Address(Good), (bool?)true, 1, 1), (server.Address, server.IsApproved, server.Use!.Clients, server.Use.OnlyThere));
        Assert.Equal(2, isolation.Hosts.Length);
    }

    [Fact]
    public void AServerOutsideIsBlockedAndNotIsolated() => Assert.Empty(Replayed(SiteFacts.None, Finding([], "203.0.113.66"), log => log.Asks("10.0.3.1", "203.0.113.66")).Servers);

    [Fact]
    public void WithoutTheEvidenceNobodyLooked()
    {
        var document = ContainDocument.Unread(Request(Finding([], Rogue)), new("1", ContainSamples.Made, 0, null, "", ""), SiteFacts.None);
        Assert.Null(Assert.Single(document.Isolation.Servers).Use);
    }

    [Fact]
    public void OneHostOfTwoFindingsStandsOnce()
    {
        SeenHost First(string? user, string? process) => new() { Address = ContainSamples.Address("10.0.3.7"), User = Text(user), Process = Text(process), First = ContainSamples.Made, Queries = long.MaxValue };
        var one = Finding([First("ann", "a.exe"), new() { Address = null, Host = HostileText.Text("pc9") }], null);
        var other = Finding([First("bob", "a.exe") with { Host = HostileText.Text("pc7"), First = ContainSamples.Made.AddDays(-1) }], null) with { Id = "F2" };
        var hosts = IsolatedHost.Of(new("7", "nameward-7", [one, other]));
        Assert.Equal(["10.0.3.7", "pc9"], hosts.Select(host => host.Name.Raw));
        Assert.Equal(["F1", "F2"], hosts[0].Findings);
        Assert.Equal(("pc7", ContainSamples.Made.AddDays(-1), long.MaxValue), (hosts[0].Host?.Raw, hosts[0].First, hosts[0].Queries));
        Assert.Equal(["ann", "bob"], hosts[0].Users.Select(user => user.Raw));
        Assert.Equal(["a.exe"], hosts[0].Processes.Select(process => process.Raw));
    }

    static HostileText? Text(string? text) => text is null ? null : HostileText.Text(text);

    static SiteFacts SiteOf(string approved) => Network.TryParse(approved, out var network, out _) ? SiteFacts.None with { ApprovedServers = [network] } : SiteFacts.None;

    static ContainedFinding Finding(ImmutableArray<SeenHost> hosts, string? server) => new("F1", "high", null, [], [], server is null ? null : ContainSamples.Address(server), []) { Hosts = hosts };

    static ContainRequest Request(ContainedFinding finding) => new(new("7", "nameward-7", [finding]), BlockAction.NxDomain, default, TimeSpan.FromDays(30));

    static Isolation Replayed(SiteFacts site, ContainedFinding finding, Action<Log> write)
    {
        var recorded = Isolation.Recorded(Request(finding).Case, BlockList.Of(Request(finding), site), site);
        var (rollups, asked) = (new RollupSet(RollupLimits.Default), new LosingSink(Isolation.Going(recorded), site));
        var rolled = new RollupSink(rollups);
        var log = new Log(new ReplaySinks(rolled, asked));
        write(log);
        log.Flush();
        rolled.Finish();
        return Isolation.Replayed(recorded, asked, new(new FrozenRollups(rollups)) { Site = site });
    }

    /// <summary>Evidence written by hand.</summary>
    sealed class Log
    {
        readonly BatchWriter _writer;
        int _offset;

        public Log(IObservationSink sink)
        {
            _writer = new(sink);
            _writer.Begin(new(0, 0), 1);
        }

        public Log Asks(string client, string server)
        {
            _writer.Message(new() { At = new(0, _offset++), Time = ContainSamples.Made, Sides = Sides.Query, Client = new(ContainSamples.Address(client), 40000), Server = new(ContainSamples.Address(server), 53) }, Names.Wire("www.x-example.com"), []);
            return this;
        }

        public Log GivesOut(string by, string where, string servers)
        {
            byte[] Bytes(string text) => System.Text.Encoding.ASCII.GetBytes(text);
            _writer.Change(new() { At = new(0, _offset++), Time = ContainSamples.Made, Kind = ConfigurationKind.AnnouncedServers, Act = ConfigurationAct.Stands },
                new() { Host = Bytes(by), Object = Bytes(where), Property = "domain-name-servers"u8, New = Bytes(servers) });
            return this;
        }

        public void Flush() => _writer.Flush();
    }
}
