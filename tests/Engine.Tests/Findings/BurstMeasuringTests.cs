using Nameward.Engine.Findings;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class BurstMeasuringTests
{
    const int NineOClock = 9 * 3600;

    [Fact]
    public void TheBusiestWindowsAreThoseInWhichMostNamesCameFirst()
    {
        // One name a minute for an hour, twelve in one of them.
        var seconds = Enumerable.Range(0, 60).Select(minute => minute * 60.0).Concat(Enumerable.Range(0, 12).Select(name => 1801 + name * 4.0));
        var bursts = Measure(At(seconds)).Bursts;
        Assert.Equal((13, 22, 72), (bursts.Minute.Names, bursts.TenMinutes.Names, bursts.Hour.Names));
        Assert.InRange((int)bursts.Minute.From - NineOClock, 1800, 1801);
        Assert.InRange(bursts.Minute.UpBits, 1, bursts.TenMinutes.UpBits);
        Assert.InRange(bursts.TenMinutes.UpBits, 1, bursts.Hour.UpBits);
    }

    [Fact]
    public void ANameCountsWhereItWasAskedFirst()
    {
        var once = At(Enumerable.Range(0, 20).Select(name => name * 120.0));
        var again = ChannelTraffic.Each(once, message => message with { Time = message.Time.AddHours(2).AddSeconds(-message.Time.TimeOfDay.TotalSeconds % 3600 * 0.9) });
        Assert.Equal(Measure(once).Bursts.Minute with { }, Measure([.. once, .. again]).Bursts.Minute);
    }

    /// <summary>Two nights that meet: what is said across midnight is one burst of the two days together.</summary>
    [Fact]
    public void ASessionAcrossMidnightIsOneBurstOfMergedDays()
    {
        var midnight = At(Enumerable.Range(0, 40).Select(name => (24 - 9) * 3600.0 - 80 + name * 4), bytes: 31);
        var whole = Measure(midnight);
        Assert.Equal((40, 40), (whole.PrivateNames, whole.Bursts.TenMinutes.Names));
        Assert.Equal(24 * 3600 - 80, (int)whole.Bursts.TenMinutes.From);
        var apart = Measure([.. midnight.Select(row => row.Message.Time.Hour == 0 ? row with { Message = row.Message with { Time = row.Message.Time.AddDays(1) } } : row)]);
        Assert.Equal((40, 20), (apart.PrivateNames, apart.Bursts.Hour.Names));
    }

    /// <summary>Names of a long day that are sampled: a minute is estimated from below, and never as more than it was.</summary>
    [Fact]
    public void WhatASampleStandsForIsCountedOnlyAsFarAsItIsSureOf()
    {
        var (most, over) = (0.0, 0);
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var bursts = Measure(At(Enumerable.Range(0, 4000).Select(_ => Math.Floor(random.NextDouble() * 36_000)), seed)).Bursts;
            over += bursts.Minute.Names > 25 ? 1 : 0;
            most = Math.Max(most, bursts.Minute.Names);
        }
        Assert.True(over == 0, $"about 7 names a minute, 20 in the fullest: {most} were said");
        var dense = Measure(At(Enumerable.Range(0, 4000).Select(name => Math.Floor(name / 80.0)))).Bursts;
        Assert.InRange(dense.Minute.Names, 2000, 4600);
    }

    [Fact]
    public void WhereTimesAreNotToldThereIsNoBurst() =>
        Assert.Equal(default, Measure(ChannelTraffic.Each(At(Enumerable.Range(0, 40).Select(name => (double)name)), message => message with { Time = default })).Bursts);

    static PairMeasures Measure(IEnumerable<RandomTraffic.Row> rows) => ((Pair)ChannelTraffic.Weigh(rows)!.Subject).Measures;

    static List<RandomTraffic.Row> At(IEnumerable<double> seconds, int seed = 1, int bytes = 12)
    {
        var (rows, random) = (new List<RandomTraffic.Row>(), new Random(seed));
        foreach (var second in seconds)
        {
            var name = new byte[bytes];
            random.NextBytes(name);
            ChannelTraffic.LookUp(rows, ChannelTraffic.Channel, ChannelTraffic.Relay, second, $"{Convert.ToHexStringLower(name)}.{ChannelTraffic.Zone}", 1, 300, [198, 51, 100, 1]);
        }
        return rows;
    }
}
