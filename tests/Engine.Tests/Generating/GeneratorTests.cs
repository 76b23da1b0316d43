using System.Globalization;
using Nameward.Bench.Generating;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Generating;

/// <summary>The generator that measurements rest on, read by our own readers.</summary>
public class GeneratorTests
{
    const int LookUps = 10_000;

    public static TheoryData<string> Forms => [.. MadeUpTraffic.Forms];

    [Theory]
    [MemberData(nameof(Forms))]
    public void TheSameBytesComeAlways(string form) =>
        Assert.True(MadeUpTraffic.Bytes(form, Habits.Realistic, 2000).AsSpan().SequenceEqual(MadeUpTraffic.Bytes(form, Habits.Realistic, 2000)));

    [Theory]
    [InlineData("zeek", "zeek-dns", LookUps + 8)]
    [InlineData("zeek-json", "zeek-dns-json", LookUps)]
    [InlineData("pcap", "pcap", 2 * LookUps)]
    public void EveryRecordIsReadAndNoneIsDamaged(string form, string format, long records)
    {
        using var folder = new EvidenceFolder();
        var report = MadeUpTraffic.Read(MadeUpTraffic.Write(folder, form, Habits.Realistic, LookUps), new TrafficSink());
        Assert.Equal((format, records, 0L), (report.Format, report.Records, report.Malformed));
    }

    [Fact]
    public void EachFormTellsOfTheSameTraffic()
    {
        using var folder = new EvidenceFolder();
        var seen = MadeUpTraffic.Forms.ToDictionary(form => form, form =>
        {
            var sink = new TrafficSink();
            MadeUpTraffic.Read(MadeUpTraffic.Write(folder, form, Habits.Realistic, LookUps), sink);
            return sink;
        });
        Assert.Equal(LookUps, seen["zeek"].Responses.Count);
        foreach (var (form, sink) in seen)
        {
            var differs = seen["zeek"].Responses.Zip(sink.Responses).FirstOrDefault(pair => pair.First != pair.Second);
            Assert.True(differs == default && sink.Responses.Count == LookUps, $"{form}: {differs}");
        }
    }

    // The counts for 5 million look-ups, 0.95 and 2.81 million, take seconds: `Nameward.Bench pairs 5000000 [--worst]` prints them.
    [Theory]
    [InlineData(nameof(Habits.Realistic), 0.52, 0.62)]
    [InlineData(nameof(Habits.Worst), 0.75, 0.85)]
    public void TheShareOfNewPairsIsThatOfItsHabits(string habits, double least, double most)
    {
        const int Some = 200_000;
        var share = Generator.CountPairs(Enum.Parse<Habits>(habits), Some) / (double)Some;
        Assert.True(share >= least && share <= most, string.Create(CultureInfo.InvariantCulture, $"{share:F3} pairs a look-up"));
    }

    [Fact]
    public void WhatIsPopularIsDrawnInProportion()
    {
        const int Draws = 400_000;
        var (popularity, chance, drawn) = (new Popularity(50, 3), new Chance(7), new int[50]);
        for (var i = 0; i < Draws; i++)
        {
            drawn[popularity.At(chance.Next())]++;
        }
        var sum = Enumerable.Range(0, 50).Sum(i => 1.0 / (i + 3));
        for (var i = 0; i < drawn.Length; i++)
        {
            // Five standard deviations of a count.
            var expected = Draws / (i + 3.0) / sum;
            Assert.InRange(drawn[i], expected - 5 * Math.Sqrt(expected), expected + 5 * Math.Sqrt(expected));
        }
    }
}
