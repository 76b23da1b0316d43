using System.Buffers;
using System.Globalization;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

public class OccupiedSecondsTests
{
    const int Cases = 300, TwoKilobytes = 2048;

    [Fact]
    public void AnyPartsInAnyOrderDirectlyOrThroughBytesGiveTheSameBytes()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var random = new Random(seed);
            var seconds = Seconds(random);
            var whole = BytesOf(Of(seconds));
            var parts = seconds.OrderBy(_ => random.Next()).GroupBy(_ => random.Next(1 + seed % 5)).Select(part => Of(part)).ToList();
            var merged = parts.Aggregate(new OccupiedSeconds(), (into, part) =>
            {
                into.Merge(random.Next(2) == 0 ? part : ThroughBytes(part));
                return into;
            });
            merged.Merge(Of(seconds.Take(random.Next(seconds.Count))));
            Assert.True(whole.AsSpan().SequenceEqual(BytesOf(merged)), string.Create(CultureInfo.InvariantCulture, $"seed {seed}"));
            Assert.InRange(merged.Bytes, 0, TwoKilobytes);
        }
    }

    [Fact]
    public void AsManySecondsAsFitAreHeldOneByOneAndOneMoreMakesSteps()
    {
        var seconds = Enumerable.Range(0, OccupiedSeconds.MostExact).Select(number => (uint)number * 100).ToList();
        var exact = Of(seconds);
        Assert.Equal(seconds, exact.Exact.ToArray());
        exact.Add(86_000);
        Assert.True(exact.IsCoarse);
        Assert.Equal(seconds.Append(86_000u).Select(second => second / OccupiedSeconds.StepSeconds * OccupiedSeconds.StepSeconds).Distinct().Order(), exact.FirstOfSteps());
    }

    [Fact]
    public void AStretchThatIsHeldHasAllOfItsSeconds()
    {
        var random = new Random(1);
        var seconds = Enumerable.Range(0, 20_000).Select(_ => (uint)random.Next(86_400)).ToHashSet();
        var set = Of(seconds.OrderBy(_ => random.Next()));
        Assert.Equal(SecondStretches.Most, set.Stretches.Length);
        foreach (ref readonly var stretch in set.Stretches)
        {
            var (held, first) = (new uint[SecondStretch.Seconds], (uint)stretch.Number * SecondStretch.Seconds);
            var count = stretch.CopyTo(held);
            Assert.Equal(seconds.Where(second => second / SecondStretch.Seconds == first / SecondStretch.Seconds).Select(second => second - first).Order(), held.Take(count));
        }
    }

    [Fact]
    public void WhatIsForgottenLeavesNothingBehind()
    {
        var set = Of(Enumerable.Range(0, 5000).Select(number => (uint)number * 7));
        set.Clear();
        Assert.Equal(BytesOf(new OccupiedSeconds()), BytesOf(set));
        set.Merge(Of(Enumerable.Range(0, 700).Select(number => (uint)number * 11)));
        Assert.Equal(BytesOf(Of(Enumerable.Range(0, 700).Select(number => (uint)number * 11))), BytesOf(set));
    }

    [Fact]
    public void BytesChangedAnywhereAreReadAndNeverOurFault()
    {
        var random = new Random(2);
        foreach (var count in (int[])[50, 2000])
        {
            var bytes = BytesOf(Of(Enumerable.Range(0, count).Select(_ => (uint)random.Next(86_400))));
            for (var i = 0; i < 2000; i++)
            {
                var changed = bytes.ToArray();
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
                AssertReadOrRefused(changed);
            }
        }
    }

    static void AssertReadOrRefused(byte[] bytes)
    {
        try
        {
            var reader = new StateReader(bytes);
            Assert.All(OccupiedSeconds.ReadFrom(ref reader).FirstOfSteps(), first => Assert.InRange(first, 0u, OccupiedSeconds.LastSecond));
        }
        catch (InvalidDataException)
        {
        }
    }

    // Bursts and clocks, few seconds and many.
    static List<uint> Seconds(Random random)
    {
        var seconds = new List<uint>();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            var (at, step) = (random.Next(86_400), 1 + random.Next(random.Next(2) == 0 ? 3 : 200));
            for (var left = random.Next(1200); left > 0 && at < 86_400; left--, at += step)
            {
                seconds.Add((uint)at);
            }
        }
        return seconds;
    }

    static OccupiedSeconds Of(IEnumerable<uint> seconds)
    {
        var set = new OccupiedSeconds();
        foreach (var second in seconds)
        {
            set.Add(second);
        }
        return set;
    }

    static OccupiedSeconds ThroughBytes(OccupiedSeconds set)
    {
        var reader = new StateReader(BytesOf(set));
        var read = OccupiedSeconds.ReadFrom(ref reader);
        Assert.True(reader.AtEnd);
        return read;
    }

    static byte[] BytesOf(OccupiedSeconds set)
    {
        var bytes = new ArrayBufferWriter<byte>();
        set.WriteTo(bytes);
        return bytes.WrittenSpan.ToArray();
    }
}
