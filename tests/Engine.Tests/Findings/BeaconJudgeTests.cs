using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class BeaconJudgeTests
{
    const int Clients = 16, Infected = 3, Hours = 20;
    const string Zone = "home-cam.example.net", OwnZone = "example.net";

    static readonly string[] Turns = ["first.example", "second.example", "third.example", "fourth.example"];
    static readonly byte[] OwnServer = [203, 0, 113, 99];
    static readonly DateTime Start = new(2026, 3, 18, 1, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(50)]
    public void AHostThatBrowsesAndAsksOneZoneByTheClockIsWatched(int jitter)
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. Timer(Infected, Zone, 300, jitter)]));
        var beacon = Assert.IsType<Beacon>(weighing.Subject);
        Assert.Equal((Host(Infected), OwnZone, Level.Medium), (beacon.Client, WireName.ToText(Assert.Single(beacon.Zones)), weighing.Level));
        Assert.Equal(1, beacon.Host.Timed);
    }

    [Fact]
    public void ADeviceThatDoesNothingElseIsNot() => Assert.Empty(Judge([.. Fleet(), .. Timer(Clients + 1, Zone, 300, 0), .. Timer(Clients + 1, "mqtt.example.org", 60, 0)]));

    [Fact]
    public void AZoneThatAnotherAsksTooIsNot() => Assert.Empty(Judge([.. Fleet(), .. Timer(Infected, Zone, 300, 0), LookUp(Infected + 1, "www." + OwnZone, 7000)]));

    [Fact]
    public void ZonesThatAreAskedInTurnAreWatchedTogether()
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. InTurn(Infected, 600)]));
        var beacon = Assert.IsType<Beacon>(weighing.Subject);
        Assert.Equal(Turns.Order(StringComparer.Ordinal), beacon.Zones.Select(zone => WireName.ToText(zone)).Order(StringComparer.Ordinal));
        Assert.Equal(1, beacon.Host.Timed);
    }

    [Fact]
    public void ZonesOfAnAddressThatOthersAreGivenTooAreNot() => Assert.Empty(Judge([.. Fleet(), .. InTurn(Infected, 600), LookUp(Infected + 1, "www.hosted.example", 7000, address: OwnServer)]));

    [Fact]
    public void TheOrderOfTheEvidenceChangesNothing()
    {
        RandomTraffic.Row[] rows = [.. Fleet(), .. InTurn(Infected, 600), .. InTurn(Infected + 4, 500), .. Timer(Infected + 1, Zone, 300, 30), .. Timer(Infected, "www." + Turns[0], 900, 0)];
        var first = InWords(rows);
        for (var seed = 1; seed <= 8; seed++)
        {
            new Random(seed).Shuffle(rows);
            Assert.Equal(first, InWords(rows));
        }

        static string[] InWords(RandomTraffic.Row[] rows) => [.. new BeaconJudge(new(new(RandomTraffic.Roll([.. rows])))).Judge(Bits.Least, [])
            .Select(weighing => string.Join('\n', weighing.Signals.Select(signal => $"{signal.AsBrowsing.Value} {signal.Text.Render(hostile => hostile.Raw)}")))];
    }

    [Fact]
    public void WhatGoesOnWhileTheHostRestsIsGraver()
    {
        var always = Assert.Single(Judge([.. Fleet(hoursOfWork: 9), .. Timer(Infected, Zone, 300, 30)]));
        Assert.Equal((Hours - 9, Hours - 9), (Host(always).RestHours, Host(always).AskedInRest));
        Assert.Equal(Bits.Of(3), always.Signals.Single(signal => signal.Id == "hosts-hours").AsBrowsing);
        var atWork = Assert.Single(Judge([.. Fleet(hoursOfWork: 9), .. Timer(Infected, Zone, 300, 30).Where(row => row.Message.Time < Start.AddHours(9))]));
        Assert.Equal((Hours - 9, 0), (Host(atWork).RestHours, Host(atWork).AskedInRest));
        Assert.Equal(Bits.Zero, atWork.Signals.Single(signal => signal.Id == "hosts-hours").AsBrowsing);

        static HostClock Host(Weighing weighing) => ((Beacon)weighing.Subject).Host;
    }

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
        var scene = new Scene(new(RandomTraffic.Roll([.. Fleet(), .. Timer(Infected, Zone, 300, 0)])));
        var beacon = Assert.IsType<Beacon>(Assert.Single(new BeaconJudge(scene).Judge(Weighing.WatchedFrom, [])).Subject);
        var measures = new PairMeasures(6, 5, 40, 150, 30, 0, DownFrom.Records, 6, 300, 0, 0, 0, 6, 0, Rhythm.None, 0, 0);
        var pair = new Pair(beacon.Client, 0, beacon.Zones, null, measures, beacon.Segments, [], ZoneFleet.Empty, Crowd.None);
        Assert.Empty(new BeaconJudge(scene).Judge(Weighing.WatchedFrom, [Weighing.Of(pair, Bits.Zero, [])]));
    }

    static System.Collections.Immutable.ImmutableArray<Weighing> Judge(List<RandomTraffic.Row> rows) =>
        new BeaconJudge(new(new(RandomTraffic.Roll(rows)))).Judge(Weighing.WatchedFrom, []);

    /// <summary>Clients that look up some of two hundred sites at any time of the day, or nearly all of them in its first hours.</summary>
    static IEnumerable<RandomTraffic.Row> Fleet(int hoursOfWork = Hours)
    {
        var random = new Random(3);
        for (var client = 1; client <= Clients; client++)
        {
            for (var i = 0; i < 300; i++)
            {
                yield return LookUp(client, $"www.site{random.Next(200)}.example", random.Next(hoursOfWork * 3600));
            }
            yield return LookUp(client, "time.example", Hours * 3600 - 1);
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

    /// <summary>One of several names by the clock, by chance, all of one address.</summary>
    static IEnumerable<RandomTraffic.Row> InTurn(int client, int seconds)
    {
        var random = new Random(6);
        for (var at = 100; at < Hours * 3600; at += seconds)
        {
            yield return LookUp(client, "www." + Turns[random.Next(Turns.Length)], at, address: OwnServer);
        }
    }

    static RandomTraffic.Row LookUp(int client, string name, double second, uint ttl = 60, byte[]? address = null)
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
        answers.Add(Section.Answer, RecordTypes.A, ttl, [], address ?? [198, 51, 100, 7]);
        return new(message, Names.Wire(name), answers.Written.ToArray(), new(0, 0), 2);
    }

    static Address Host(int number) => Address.FromV4(0x0A000000u + (uint)number);
}
