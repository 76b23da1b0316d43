using Nameward.Engine.Baselines;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Xunit;
using static Nameward.Engine.Tests.Baselines.SiteDays;

namespace Nameward.Engine.Tests.Baselines;

public class HostDayMeasuringTests
{
    [Fact]
    public void EachMeasureCountsWhatItSays()
    {
        var host = Only(
        [
            LookUp(1, First, 3600, "www.shared.com"), LookUp(2, First, 3700, "www.shared.com"), LookUp(1, First, 3601, "WWW.shared.com"), LookUp(1, First, 9000, "cdn.shared.com"),
            LookUp(1, First, 9001, "a.own.net", RecordTypes.Txt), LookUp(1, First, 9002, "b.own.net", RecordTypes.Null), LookUp(1, First, 9003, "c.own.net"),
            LookUp(1, First, 80_000, "gone.com", rcode: 3), LookUp(1, First, 80_001, "half.com", rcode: 3), LookUp(1, First, 80_002, "half.com"),
            LookUp(1, First, 80_003, "half.com", server: "192.0.2.53"),
        ]);
        Assert.Equal(7, host.Values[HostMeasure.Names.Place]);
        Assert.Equal(4, host.Values[HostMeasure.Zones.Place]);
        Assert.Equal(5, host.Values[HostMeasure.LoneNames.Place]);
        Assert.Equal(3, host.Values[HostMeasure.NamesInOneZone.Place]);
        Assert.Equal(1, host.Values[HostMeasure.MissingNames.Place]);
        Assert.Equal(2, host.Values[HostMeasure.DataNames.Place]);
        Assert.Equal(2, host.Values[HostMeasure.Servers.Place]);
        Assert.Equal(3, host.Values[HostMeasure.Hours.Place]);
        Assert.Equal((HostRole.Workstation, 3600u, 80_003u, 10), (host.Role, host.First, host.Last, host.Queries));
    }

    [Fact]
    public void AZoneOfManyNamesIsCountedAbout()
    {
        var host = Only(Enumerable.Range(0, 3000).Select(i => LookUp(1, First, i, $"n{i}.big.com", RecordTypes.Txt, rcode: (ushort)(i % 2 * 3))));
        Assert.InRange(host.Values[HostMeasure.Names.Place], 2200, 3800);
        Assert.Equal(host.Values[HostMeasure.Names.Place], host.Values[HostMeasure.NamesInOneZone.Place]);
        Assert.Equal(host.Values[HostMeasure.Names.Place], host.Values[HostMeasure.DataNames.Place]);
        Assert.InRange(host.Values[HostMeasure.MissingNames.Place], 800, 2200);
    }

    [Fact]
    public void ADayCountsTheSameByItselfAndAmongOthers()
    {
        var alone = Measure(Day(First)).Of(First);
        var among = Measure(Enumerable.Range(First, 3).SelectMany(day => Day((ushort)day))).Of(First);
        Assert.Equal(alone.Select(host => (host.Client, string.Join(',', host.Values))), among.Select(host => (host.Client, string.Join(',', host.Values))));
    }

    [Fact]
    public void WhoAsksForOthersIsNamedAndNotMeasured()
    {
        var forwarder = Client(9);
        var hosts = Measure([.. Day(First), LookUp(1, First, 40_000, "www.site1.com", server: forwarder.ToString()), LookUp(9, First, 40_001, "www.site1.com")]).Of(First);
        var relay = Assert.Single(hosts, host => host.Client == forwarder);
        Assert.Equal((HostRole.Resolver, false), (relay.Role, relay.IsMeasured));
    }

    [Theory]
    [InlineData(HostRole.Mail, "mail{0}.com", RecordTypes.Mx, 0)]
    [InlineData(HostRole.Scanner, "{0}.2.0.192.in-addr.arpa", RecordTypes.Ptr, 0)]
    [InlineData(HostRole.Scanner, "gone{0}.com", RecordTypes.A, 3)]
    [InlineData(HostRole.Workstation, "www.site{0}.com", RecordTypes.A, 0)]
    public void RolesFollowFromWhatIsAsked(HostRole role, string form, ushort type, ushort rcode) =>
        Assert.Equal(role, Only(Enumerable.Range(0, 240).Select(i => LookUp(1, First, i * 300, string.Format(System.Globalization.CultureInfo.InvariantCulture, form, i), type, rcode))).Role);

    [Fact]
    public void WhatHasNoTimeBelongsToNoDay() => Assert.Empty(Measure([LookUp(1, 0, 0, "www.site1.com")]).Days);

    static HostDay Only(IEnumerable<RandomTraffic.Row> rows) => Measure(rows).Of(First).Single(host => host.Client == Client(1));
}
