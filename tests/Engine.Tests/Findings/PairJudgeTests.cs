using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class PairJudgeTests
{
    const int OwnServer = 99;
    static readonly string[] Spread = ["t-one.net", "t-two.org", "t-three.com", "t-four.io"];

    [Fact]
    public void AChannelSpreadOverZonesOfOneServerIsWeighedAsOne()
    {
        var traffic = new ChannelTraffic(seed: 5);
        var rows = traffic.Fleet();
        foreach (var zone in Spread)
        {
            rows.AddRange(traffic.Tunnel(names: 4, bytes: 8, server: OwnServer, zone: zone, type: RecordTypes.Txt, ttl: 300));
        }
        var gravest = Judge(rows)[0];
        Assert.Equal(Level.High, gravest.Level);
        var pair = (Pair)gravest.Subject;
        Assert.Equal(Spread.Order(StringComparer.Ordinal), pair.Zones.Select(zone => WireName.ToText(zone)).Order(StringComparer.Ordinal));
        Assert.Equal(ChannelTraffic.Host(ChannelTraffic.Channel), pair.Client);
        Assert.Single(Judge(rows), weighing => ((Pair)weighing.Subject).Client == pair.Client && ((Pair)weighing.Subject).Zones.Any(zone => Spread.Contains(WireName.ToText(zone))));
        Assert.All(Spread, zone => Assert.True(ChannelTraffic.Weigh([.. traffic.Fleet(), .. traffic.Tunnel(names: 4, bytes: 8, server: OwnServer, zone: zone, type: RecordTypes.Txt, ttl: 300)], zone: zone) is { Level: < Level.High }, zone));
    }

    [Fact]
    public void ZonesBehindAResolverThatIsAskedForOthersTooAreNotPutTogether()
    {
        var traffic = new ChannelTraffic(seed: 5);
        var rows = traffic.Fleet();
        foreach (var zone in Spread)
        {
            rows.AddRange(traffic.Tunnel(names: 4, bytes: 8, zone: zone, type: RecordTypes.Txt, ttl: 300));
        }
        Assert.All(Judge(rows), weighing => Assert.Single(((Pair)weighing.Subject).Zones));
    }

    [Fact]
    public void WhatHostsOfOneLinkTellEachOtherIsNoPairAndTheSamePortOutsideIsOne()
    {
        Assert.Equal(0, PairsAt(new(Address.FromV4(0x0A000009), 5353)));
        Assert.Equal(0, PairsAt(new(Address.FromV4(0xE00000FB), 5353)));
        Assert.Equal(0, PairsAt(new(Address.FromV4(0x0A000009), 5355)));
        Assert.Equal(1, PairsAt(new(Address.FromV4(0xCB007142), 5353)));
        Assert.Equal(1, PairsAt(new(Address.FromV4(0x0A000009), 53)));
    }

    static int PairsAt(Endpoint server) =>
        RandomTraffic.Roll(new RandomTraffic(1).Rows(1).Select(row => row with { Message = row.Message with { Server = server } })).Pairs;

    static System.Collections.Immutable.ImmutableArray<Weighing> Judge(List<RandomTraffic.Row> rows) =>
        new PairJudge(new(new(RandomTraffic.Roll(rows)))).Judge(new(int.MinValue));
}
