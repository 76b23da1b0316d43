using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class BeaconJudgeTests
{
    const int Clients = 16, Infected = 3, Hours = 20;
    const string Zone = "home-cam.example.net", OwnZone = "example.net";

    static readonly DateTime Start = new(2026, 3, 18, 1, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(50)]
    public void AHostThatBrowsesAndAsksOneZoneByTheClockIsWatched(int jitter)
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. Timer(Infected, Zone, 300, jitter)]));
        var beacon = Assert.IsType<Beacon>(weighing.Subject);
        Assert.Equal((Host(Infected), OwnZone, Level.Medium), (beacon.Client, WireName.ToText(beacon.Zone), weighing.Level));
        Assert.Equal(1, beacon.Host.Timed);
    }

    [Fact]
    public void ADeviceThatDoesNothingElseIsNot() => Assert.Empty(Judge([.. Fleet(), .. Timer(Clients + 1, Zone, 300, 0), .. Timer(Clients + 1, "mqtt.example.org", 60, 0)]));

    [Fact]
    public void AZoneThatAnotherAsksTooIsNot() => Assert.Empty(Judge([.. Fleet(), .. Timer(Infected, Zone, 300, 0), LookUp(Infected + 1, "www." + OwnZone, 7000)]));

    [Fact]
    public void WhatTheTimeToLiveExplainsIsNot() => Assert.Empty(Judge([.. Fleet(), .. Timer(Infected, Zone, 300, 0, ttl: 300)]));

    [Fact]
    public void WhatPeopleAskIsNot()
    {
        var random = new Random(4);
        Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(0, 60).Select(_ => LookUp(Infected, Zone, random.Next(Hours * 3600)))]));
    }

    [Fact]
    public void APairThatIsFoundAlreadyIsNotFoundAgain()
    {
        var scene = new Scene(new(RandomTraffic.Roll([.. Fleet(), .. Timer(Infected, Zone, 300, 0)])), [], []);
        var beacon = Assert.IsType<Beacon>(Assert.Single(new BeaconJudge(scene).Judge(Weighing.WatchedFrom, [])).Subject);
        var measures = new PairMeasures(6, 5, 40, 150, 30, 0, DownFrom.Records, 6, 300, 0, 0, 0, 6, 0, Rhythm.None, 0, 0);
        var pair = new Pair(beacon.Client, 0, [beacon.Zone], null, measures, beacon.Segments, [], ZoneFleet.Empty, Crowd.None);
        Assert.Empty(new BeaconJudge(scene).Judge(Weighing.WatchedFrom, [Weighing.Of(pair, Bits.Zero, [])]));
    }

    static System.Collections.Immutable.ImmutableArray<Weighing> Judge(List<RandomTraffic.Row> rows) =>
        new BeaconJudge(new(new(RandomTraffic.Roll(rows)), [], [])).Judge(Weighing.WatchedFrom, []);

    /// <summary>Clients that look up some of two hundred sites at any time of the day.</summary>
    static IEnumerable<RandomTraffic.Row> Fleet()
    {
        var random = new Random(3);
        for (var client = 1; client <= Clients; client++)
        {
            for (var i = 0; i < 300; i++)
            {
                yield return LookUp(client, $"www.site{random.Next(200)}.example", random.Next(Hours * 3600));
            }
        }
    }

    static IEnumerable<RandomTraffic.Row> Timer(int client, string name, int seconds, int jitter, uint ttl = 60)
    {
        var random = new Random(5);
        for (double at = random.Next(seconds); at < Hours * 3600; at += seconds * (1 + jitter / 100.0 * (2 * random.NextDouble() - 1)))
        {
            yield return LookUp(client, name, at, ttl);
        }
    }

    static RandomTraffic.Row LookUp(int client, string name, double second, uint ttl = 60)
    {
        var message = new DnsMessage
        {
            Time = Start.AddSeconds(second),
            Sides = Sides.Query | Sides.Response,
            Client = new(Host(client), 40000),
            Server = new(Host(53), 53),
            Type = RecordTypes.A,
            Rcode = 0,
            ShowsAnswers = true,
        };
        var answers = new ResourceRecordWriter();
        answers.Add(Section.Answer, RecordTypes.A, ttl, [], [198, 51, 100, 7]);
        return new(message, Names.Wire(name), answers.Written.ToArray(), new(0, 0), 2);
    }

    static Address Host(int number) => Address.FromV4(0x0A000000u + (uint)number);
}
