using Nameward.Engine.Findings;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class RhythmTests
{
    [Theory]
    [InlineData(0, 0.0, 0.01)]
    [InlineData(30, 0.10, 0.20)]
    [InlineData(60, 0.19, 0.41)]
    [InlineData(90, 0.30, 0.60)]
    public void TheSpreadOfATimerIsHalfItsJitter(int jitter, double least, double most)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var rhythm = Of(seed, 100, random => 300 * (1 + jitter / 100.0 * (2 * random.NextDouble() - 1)));
            Assert.InRange(rhythm.Spread, least, most);
            Assert.Equal(100, rhythm.Gaps);
        }
    }

    [Fact]
    public void ArrivalsWithoutMemoryAreHardlyEverAsRegularAsTheBitsSay()
    {
        const int Days = 2000;
        var bits = Enumerable.Range(0, Days).Select(seed => Of(seed, 40, random => -120 * Math.Log(1 - random.NextDouble()))).Select(rhythm => rhythm.BitsOfRegularity).ToList();
        // Short gaps fall into one spell, which takes the shortest away and nothing else.
        Assert.All((double[])[2, 4, 6], threshold => Assert.InRange(bits.Count(one => one >= threshold), 0, Days * Math.Pow(2, -threshold)));
    }

    [Fact]
    public void WhatFollowsWithinASpellIsNoInterval()
    {
        var seconds = new OccupiedSeconds();
        for (var page = 0u; page < 20; page++)
        {
            seconds.Add(page * 600);
            seconds.Add(page * 600 + 2);
            seconds.Add(page * 600 + 5);
        }
        Assert.Equal((19, 595), (Rhythm.Of(seconds).Gaps, Rhythm.Of(seconds).MedianSeconds));
    }

    /// <summary>Whatever the interval, however long the day, and whatever else fills hours of it: who comes back by the clock is seen to.</summary>
    [Theory]
    [InlineData(7, 0)]
    [InlineData(10, 0)]
    [InlineData(20, 0)]
    [InlineData(30, 0)]
    [InlineData(60, 0)]
    [InlineData(60, 4)]
    [InlineData(175, 0)]
    [InlineData(600, 4)]
    public void AClockIsSeenOverAWholeDay(int interval, int busyHours)
    {
        var (random, seconds) = (new Random(interval), new OccupiedSeconds());
        for (var at = 0.0; at < 86_400; at += interval * (0.9 + 0.2 * random.NextDouble()))
        {
            seconds.Add((uint)at);
        }
        for (var second = 0; second < busyHours * 3600; second++)
        {
            seconds.Add((uint)(second + 9 * 3600));
        }
        var rhythm = Rhythm.Of(seconds);
        Assert.InRange(rhythm.MedianSeconds, 0.85 * interval, 1.15 * interval);
        Assert.InRange(rhythm.Spread, 0, 0.25);
        Assert.InRange(rhythm.BitsOfRegularity, 20, double.MaxValue);
    }

    [Fact]
    public void WhatIsBusyAllTheTimeHasNoRhythm()
    {
        var seconds = new OccupiedSeconds();
        for (var at = 0u; at < 86_400; at += 3)
        {
            seconds.Add(at);
        }
        Assert.Equal(Rhythm.None, Rhythm.Of(seconds));
        Assert.Equal(Rhythm.None, Rhythm.Of(new OccupiedSeconds()));
    }

    [Fact]
    public void ManyArrivalsWithoutMemoryAreNoClock()
    {
        foreach (var seconds in (int[])[20, 40, 80])
        {
            var rhythms = Enumerable.Range(0, 100).Select(seed => Of(seed, 1000, random => -seconds * Math.Log(1 - random.NextDouble()))).ToList();
            Assert.All(rhythms, rhythm => Assert.True(rhythm.Gaps > 0 && rhythm.Spread > BeaconJudge.WidestSpread, $"{rhythm}"));
        }
    }

    static Rhythm Of(int seed, int gaps, Func<Random, double> gap)
    {
        var (random, seconds) = (new Random(seed), new OccupiedSeconds());
        var at = 0.0;
        for (var i = 0; i <= gaps; i++)
        {
            seconds.Add((uint)at);
            at += gap(random);
        }
        return Rhythm.Of(seconds);
    }
}
