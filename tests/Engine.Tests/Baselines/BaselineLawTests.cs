using System.Text;
using Nameward.Engine.Baselines;
using Nameward.Engine.Tests.Rollups;
using Xunit;
using static Nameward.Engine.Tests.Baselines.SiteDays;

namespace Nameward.Engine.Tests.Baselines;

/// <summary>The laws of a baseline: the same days give the same bytes, in any order and however they are shared out; a day counts once; what is old is forgotten.</summary>
public class BaselineLawTests
{
    const int Seed = 20260318;

    [Fact]
    public void EachCountLiesInItsBin()
    {
        foreach (var count in Enumerable.Range(0, 5000).Concat([65_535, 1 << 20, (1 << 30) - 1, 1 << 30, int.MaxValue]))
        {
            var bin = LogBins.Of(count);
            Assert.InRange(count, LogBins.Least(bin), LogBins.Most(bin));
            Assert.InRange(LogBins.Most(bin) - (long)LogBins.Least(bin), 0, count / 16);
        }
    }

    [Fact]
    public void BinsFollowEachOtherWithoutAGap()
    {
        for (var bin = 1; bin < LogBins.Count; bin++)
        {
            Assert.Equal(LogBins.Most(bin - 1) + 1, LogBins.Least(bin));
        }
    }

    [Fact]
    public void HistogramsAddUpInAnyOrderAndAnyParts()
    {
        var random = new Random(Seed);
        int[] values = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(1 << random.Next(1, 20)))];
        var whole = Of(values);
        for (var parts = 2; parts < 9; parts++)
        {
            random.Shuffle(values);
            var merged = new Histogram();
            foreach (var part in values.Chunk(values.Length / parts))
            {
                merged.Merge(Of(part));
            }
            Assert.Equal(whole.Bins, merged.Bins);
        }

        static Histogram Of(int[] values)
        {
            var histogram = new Histogram();
            Array.ForEach(values, histogram.Add);
            return histogram;
        }
    }

    [Fact]
    public void DaysGiveTheSameBytesInAnyOrderAndAnyParts()
    {
        var random = new Random(Seed);
        ushort[] days = [.. Enumerable.Range(First, 6).Select(day => (ushort)day)];
        var atOnce = BaselineFile.Write(Teach(Baseline.Empty, days.SelectMany(day => Day(day))));
        for (var parts = 1; parts <= days.Length; parts++)
        {
            random.Shuffle(days);
            var taught = days.Chunk(parts).Aggregate(Baseline.Empty, (before, part) => Teach(before, part.SelectMany(day => Day(day))));
            Assert.Equal(atOnce, BaselineFile.Write(taught));
        }
    }

    [Fact]
    public void TheOrderOfRowsAndTheNumberOfThreadsMakeNoDifference()
    {
        var rows = new RandomTraffic(Seed).Rows(20_000);
        var measured = Text(new(new(RandomTraffic.Roll(rows)), 1));
        new Random(Seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(rows));
        Assert.Equal(measured, Text(new(new(RandomTraffic.Roll(rows)), 4)));

        static string Text(HostDayMeasuring measuring) => string.Join('\n', measuring.Days.SelectMany(day => measuring.Of(day)).Select(host => $"{host.Client} {host.Day} {host.Role} {string.Join(',', host.Values)} {host.First} {host.Last}"));
    }

    [Fact]
    public void TheSameEvidenceTwiceCountsOnce()
    {
        var rows = Day(First);
        Assert.Equal(Measure(rows).Of(First).Select(host => string.Join(',', host.Values)), Measure([.. rows, .. rows]).Of(First).Select(host => string.Join(',', host.Values)));
    }

    [Fact]
    public void ADayThatIsLearnedAgainTakesThePlaceOfTheOld()
    {
        var twice = Teach(Teach(Learned(3), Day(First + 1)), Day(First + 1));
        Assert.Equal(BaselineFile.Write(Learned(3)), BaselineFile.Write(twice));
        var changed = Teach(Learned(3), Day(First + 1, clients: 5));
        Assert.Equal([Clients, 5, Clients], changed.Days.Select(day => day.ClientDays));
    }

    [Fact]
    public void FourWeeksAreKeptBackFromTheNewestDay()
    {
        var learned = Teach(Learned(2), Day(First + Baseline.MostDays));
        Assert.Equal([First + 1, First + Baseline.MostDays], learned.Days.Select(day => (int)day.Day));
        Assert.Equal(BaselineFile.Write(learned), BaselineFile.Write(Teach(learned, Day(First))));
    }

    [Fact]
    public void AFileReadsBackAsItWas()
    {
        var bytes = BaselineFile.Write(Learned(4));
        using var json = System.Text.Json.JsonDocument.Parse(bytes);
        Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(BaselineFile.Write(BaselineFile.Read(json.RootElement))));
    }

    [Fact]
    public void WhatIsKeptOfADayIsBounded()
    {
        var random = new Random(Seed);
        var hosts = Enumerable.Range(0, 6000).Select(number => new HostDay(Client(number), First, HostRole.Workstation, [.. HostMeasure.OfDay.Select(_ => number)], 0, 1, 1)).ToList();
        var zones = hosts.SelectMany(host => Enumerable.Range(0, 20).Select(_ => (host.Client, Zone: (ulong)random.NextInt64(long.MinValue, long.MaxValue)))).ToLookup(zone => zone.Client, zone => zone.Zone);
        var day = BaselineDay.Of(First, hosts, 0, zones, []);
        Assert.Equal((6000, BaselineDay.MostClients), (day.ClientDays, day.Clients.Length));
        Assert.InRange(day.Clients.Sum(client => client.Zones.Length), BaselineDay.MostZones / 3, BaselineDay.MostZones);
    }
}
