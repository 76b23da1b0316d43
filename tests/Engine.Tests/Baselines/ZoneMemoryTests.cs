using Nameward.Engine.Baselines;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Xunit;
using static Nameward.Engine.Tests.Baselines.SiteDays;

namespace Nameward.Engine.Tests.Baselines;

/// <summary>Whether a zone is new to a site, comes back or is known, and what that is worth there.</summary>
public class ZoneMemoryTests
{
    const int Days = 20;
    const ushort Today = First + Days;

    [Theory]
    [InlineData(1, Familiarity.Known)]
    [InlineData(7, Familiarity.Known)]
    [InlineData(8, Familiarity.Returned)]
    [InlineData(20, Familiarity.Returned)]
    public void AZoneIsAsFamiliarAsItsLastDayIsNear(int daysAgo, object familiarity)
    {
        var memory = new ZoneMemory(With((Zone(1), Today - daysAgo)), Today);
        Assert.Equal(((Familiarity)familiarity, daysAgo), memory.Of(Zone(1)));
        Assert.Equal((Familiarity.New, 0), memory.Of(Zone(2)));
    }

    [Fact]
    public void OnlyDaysBeforeCount()
    {
        var memory = new ZoneMemory(With((Zone(1), Today - 10), (Zone(1), Today), (Zone(2), Today)), Today);
        Assert.Equal((Days, (Familiarity.Returned, 10), (Familiarity.New, 0)), (memory.DaysBefore, memory.Of(Zone(1))!.Value, memory.Of(Zone(2))!.Value));
    }

    [Fact]
    public void OfTooFewDaysNothingIsSaid() => Assert.Null(new ZoneMemory(With(), First + ZoneMemory.FewestDaysBefore - 1).Of(Zone(1)));

    [Fact]
    public void TheSharesAreThoseOfTheDaysThatHaveEnoughBefore()
    {
        // Zone 1 is asked each day, zone 2 on the first and on the last; each day has a zone of its own.
        var memory = new ZoneMemory(With([(Zone(2), First), (Zone(2), Today - 1), .. Enumerable.Range(First, Days).SelectMany(day => new[] { (Zone(1), day), (Zone(100 + day), day) })]), Today);
        const int measured = Days - ZoneMemory.FewestDaysBefore;
        Assert.Equal(2 * measured + 1, memory.Measured);
        Assert.Equal((measured + 1.0) / (memory.Measured + 3), memory.ShareOf(Familiarity.New));
        Assert.Equal((measured + 1.0) / (memory.Measured + 3), memory.ShareOf(Familiarity.Known));
        Assert.Equal(2.0 / (memory.Measured + 3), memory.ShareOf(Familiarity.Returned));
    }

    [Fact]
    public void WhatIsRareAtTheSiteWeighsAndWhatIsUsualSpeaksAgainst()
    {
        // A site in which single clients ask the same zones for three weeks.
        var baseline = With([.. Enumerable.Range(First, Days).SelectMany(day => Enumerable.Range(1, 40).Select(zone => (Zone(zone), day)))]);
        var (fresh, known) = (Signal("zone999.example", baseline), Signal("zone7.example", baseline));
        Assert.Equal(Bits.Of(4), fresh!.AsBrowsing);
        Assert.Equal(-2, known!.AsBrowsing.Value, 0.05);
        Assert.StartsWith("nobody here asked it on 20 days that are known before; so are 0 % of 520 zones", fresh.Text.Render(hostile => hostile.Raw), StringComparison.Ordinal);
        Assert.Null(Signal("zone999.example", null));
    }

    /// <summary>What is said of a beacon of today.</summary>
    static Signal? Signal(string zone, Baseline? baseline)
    {
        var scene = new Scene(new(RandomTraffic.Roll([.. Enumerable.Range(0, 40).Select(i => LookUp(1, Today, 600 * i, "www." + zone))]))) { Normal = baseline };
        var weighing = Assert.Single(new BeaconJudge(scene).Judge(Bits.Least, []));
        return weighing.Signals.SingleOrDefault(signal => signal.Detector == "newly-seen");
    }

    /// <summary>A baseline of days on which a single client asked these zones.</summary>
    static Baseline With(params (ulong Zone, int Day)[] asked) => Baseline.Empty.With(Enumerable.Range(First, Days + 1).Select(day => new BaselineDay
    {
        Day = (ushort)day,
        LeftOut = 0,
        Halvings = 0,
        Clients = [new BaselineClient(Client(1), HostRole.Workstation, [], [.. asked.Where(zone => zone.Day == day).Select(zone => zone.Zone).Order()])],
        SharedZones = [],
    }));

    static ulong Zone(int number) => WireName.Hash(Names.Wire($"zone{number}.example"), NameHashing.Seed);
}
