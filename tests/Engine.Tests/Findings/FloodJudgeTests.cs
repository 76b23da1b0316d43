using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class FloodJudgeTests
{
    const int Clients = 16, Flooder = 3, Hours = 10, Small = 90, Large = 3000;
    const string Name = "poll.control-example.com", Zone = "control-example.com";

    static readonly DateTime Start = new(2026, 3, 18, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void TenQuestionsASecondForOneNameAreWatchedAndNeverMore()
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. Asked(Flooder, Name, 3000, 6000, perSecond: 10)]));
        var flood = Assert.IsType<Flood>(weighing.Subject);
        Assert.Equal((Host(Flooder), Zone, 6000L, Level.Medium), (flood.Client, WireName.ToText(flood.Zone), flood.Questions, weighing.Level));
        Assert.InRange(flood.PerSecond!.Value, 7, 10);
        Assert.Equal(Level.Medium, Assert.Single(Judge([.. Fleet(), .. Asked(Flooder, Name, 3000, 60_000, perSecond: 40, Large)])).Level);
    }

    [Fact]
    public void LargeAnswersWeighMoreThanSmallOnes()
    {
        var (small, large) = (Single(Small), Single(Large));
        Assert.Equal(Bits.Zero, small.Signals.Single(signal => signal.Id == "large-answers").AsBrowsing);
        Assert.Equal(2 * Math.Log2(Large / 512.0), large.Signals.Single(signal => signal.Id == "large-answers").AsBrowsing.Value, 2);
        Assert.True(large.Sum > small.Sum);

        Weighing Single(int bytes) => Assert.Single(Judge([.. Fleet(), .. Asked(Flooder, Name, 3000, 600, perSecond: 10, bytes)], Bits.Least));
    }

    [Fact]
    public void AnswersThatNobodyIsSeenToAskForWeighWhereQueriesOfOthersAreSeen()
    {
        var unasked = Asked(Flooder, Name, 3000, 600, perSecond: 10, Large, Sides.Response).ToList();
        Assert.Equal(Bits.Of(6), Of([.. Fleet(), .. unasked])!.AsBrowsing);
        Assert.Null(Of(unasked));

        static Signal? Of(List<RandomTraffic.Row> rows) => Assert.Single(Judge(rows, Bits.Least)).Signals.SingleOrDefault(signal => signal.Id == "unasked-answers");
    }

    [Fact]
    public void AMonitorThatAsksTwiceAMinuteIsNot() => Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(0, Hours * 120).Select(i => LookUp(Flooder, Name, 30 * i, Small, Sides.Query | Sides.Response))]));

    [Fact]
    public void ABurstOfAFewSecondsIsNot() => Assert.Empty(Judge([.. Fleet(), .. Asked(Flooder, Name, 3000, 400, perSecond: 100)]));

    [Fact]
    public void ManyNamesAreNot() => Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(0, 1000).Select(i => LookUp(Flooder, $"n{i}.{Zone}", 3000 + i / 10, Small, Sides.Query | Sides.Response))]));

    [Fact]
    public void WhatManyAskAsOftenWeighsLess()
    {
        var one = Assert.Single(Judge([.. Fleet(), .. Asked(Flooder, Name, 3000, 600, perSecond: 10)], Bits.Least));
        var many = Judge([.. Fleet(), .. Enumerable.Range(1, 8).SelectMany(client => Asked(client, Name, 3000, 600, perSecond: 10))], Bits.Least);
        Assert.Equal(8, many.Length);
        Assert.All(many, weighing => Assert.Equal(7, ((Flood)weighing.Subject).Others));
        Assert.True(many.Max(weighing => weighing.Sum) < one.Sum);
    }

    [Fact]
    public void ZonesOfTheInsideAreNot() => Assert.Empty(Judge([.. Fleet(), .. Asked(Flooder, "db.cluster.local", 3000, 600, perSecond: 10)], Bits.Least));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheOrderOfTheEvidenceChangesNothing(int seed)
    {
        List<RandomTraffic.Row> rows = [.. Fleet(), .. Asked(Flooder, Name, 3000, 900, perSecond: 6, Large), .. Asked(5, "x.other-example.com", 100, 400, perSecond: 3)];
        var expected = Words(rows);
        var shuffled = rows.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(2, expected.Length);
        Assert.Equal(expected, Words([.. shuffled]));

        static string[] Words(List<RandomTraffic.Row> rows) => [.. Judge(rows, Bits.Least).Select(weighing => $"{weighing.Sum} {((Flood)weighing.Subject).Client} {string.Join(", ", weighing.Signals.Select(signal => $"{signal.Id} {signal.Value}"))}")];
    }

    static ImmutableArray<Weighing> Judge(List<RandomTraffic.Row> rows, Bits? from = null) =>
        new FloodJudge(new Scene(new(RandomTraffic.Roll(rows))) { Threads = 2 }).Judge(from ?? Weighing.WatchedFrom);

    /// <summary>Clients that look up some of two hundred sites at any time of the day.</summary>
    static IEnumerable<RandomTraffic.Row> Fleet()
    {
        var random = new Random(3);
        for (var i = 0; i < 100 * Clients; i++)
        {
            yield return LookUp(1 + i % Clients, $"www.site{random.Next(200)}.com", random.Next(Hours * 3600), Small, Sides.Query | Sides.Response);
        }
    }

    static IEnumerable<RandomTraffic.Row> Asked(int client, string name, int second, int times, int perSecond, int bytes = Small, Sides sides = Sides.Query | Sides.Response) =>
        Enumerable.Range(0, times).Select(i => LookUp(client, name, second + i / perSecond, bytes, sides));

    static RandomTraffic.Row LookUp(int client, string name, int second, int bytes, Sides sides) => new(new()
    {
        At = new(0, second),
        Time = Start.AddSeconds(second),
        Sides = sides,
        Transport = Transport.Udp,
        Client = new(Host(client), 40000),
        Server = new(Address.FromV4(0x0A000035), 53),
        Type = RecordTypes.Txt,
        Rcode = (sides & Sides.Response) != 0 ? (ushort)0 : null,
        Bytes = bytes,
    }, Names.Wire(name), [], new(0, 0), 1);

    static Address Host(int number) => Address.FromV4(0x0A000100u + (uint)number);
}
