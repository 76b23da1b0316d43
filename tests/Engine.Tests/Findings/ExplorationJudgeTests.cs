using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class ExplorationJudgeTests
{
    const int Clients = 16, Explorer = 3, Hours = 10, Resolver = 0x0A000035;
    const ushort NameError = 3, Refused = 5;
    const string Zone = "example.net";

    static readonly DateTime Start = new(2026, 3, 18, 8, 0, 0, DateTimeKind.Utc);
    static readonly string[] Words = ["admin", "api", "backup", "build", "cloud", "demo", "files", "gate", "intranet", "jobs", "lab", "mail", "monitor", "node", "office", "portal", "print", "remote", "sales", "shop", "stage", "store", "test", "vault", "video", "vpn", "web", "wiki"];

    [Fact]
    public void AHostThatAsksForAWholeZoneIsWatched()
    {
        var weighing = Assert.Single(Judge([.. Fleet(), Ask(Explorer, Zone, 3000, RecordTypes.Axfr, Refused)]));
        var exploration = Assert.IsType<Exploration>(weighing.Subject);
        Assert.Equal((Host(Explorer), Level.Medium, TransferOutcome.Refused), (exploration.Client, weighing.Level, Assert.Single(exploration.Transfers).Outcome));
        Assert.Equal((Bits.Of(7.4), Bits.Of(2)), (Of(weighing, "asks-for-zones"), Of(weighing, "zones-refused")));
    }

    [Fact]
    public void SoIsOneOfWhichOnlyTheQuestionIsLogged()
    {
        var weighing = Assert.Single(Judge([.. Fleet(), Ask(Explorer, Zone, 3000, RecordTypes.Ixfr, null)]));
        Assert.Equal((Level.Medium, Bits.Zero), (weighing.Level, Of(weighing, "zones-refused")));
    }

    [Fact]
    public void SeveralZonesAndServersWeighMore() =>
        Assert.Equal(Bits.Of(2), Of(Assert.Single(Judge([.. Fleet(), .. Enumerable.Range(0, 4).Select(i => Ask(Explorer, Zone, 3000 + i, RecordTypes.Axfr, Refused, server: Resolver + (uint)i))])), "tries-several"));

    [Fact]
    public void ASecondaryThatAsksByTimerIsNot() => Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(0, 10).Select(i => Ask(Explorer, Zone, 3600 * i, RecordTypes.Ixfr, 0))]));

    [Fact]
    public void AServerThatAsksForAZoneIsNot() =>
        Assert.Empty(Judge([.. Fleet(), Ask(Explorer, Zone, 3000, RecordTypes.Axfr, 0), .. Enumerable.Range(4, 5).Select(i => Ask(i, "www." + Zone, 4000 + i, RecordTypes.A, 0, server: 0x0A000100u + Explorer))]));

    [Fact]
    public void AScannerOutsideThatIsRefusedIsNot() => Assert.Empty(Judge([.. Fleet(), Ask(Explorer, Zone, 3000, RecordTypes.Axfr, Refused, from: Address.FromV4(0xC6336409))]));

    [Fact]
    public void AClientThatTriesAListOfWordsIsWatched()
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. Guesses(Explorer, 400, Zone)]));
        var guesses = Assert.IsType<Exploration>(weighing.Subject).Guesses!;
        Assert.InRange(guesses.Missing, 300, 500);
        Assert.Equal((Level.Medium, 0), (weighing.Level, guesses.Others));
        Assert.True(guesses.DrawnBits < 0);
    }

    [Fact]
    public void SoIsOneThatTriesThemBelowAZoneOfTheInside() => Assert.Single(Judge([.. Fleet(), .. Guesses(Explorer, 120, "ad.corp.internal")]));

    [Fact]
    public void NamesThatAreDrawnAreNoListOfWords()
    {
        var random = new Random(9);
        Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(0, 400).Select(i => Ask(Explorer, $"{Drawn(random)}.{Zone}", 3000 + i / 8, RecordTypes.A, NameError))]));
    }

    [Fact]
    public void AMailServersListsAreNot() =>
        Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(0, 600).SelectMany(i => new[]
        {
            Ask(Explorer, $"{i % 250}.{i % 13}.51.198.list.{Zone}", i * 20, RecordTypes.A, NameError), Ask(Explorer, $"{Words[i % Words.Length]}{i}.{(i % 5 == 0 ? "com" : "de")}.uri.{Zone}", i * 20, RecordTypes.A, NameError),
        })]));

    [Fact]
    public void HostsThatASearchListFindsUnderItsNextZoneAreNot() =>
        Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(0, 60).SelectMany(i => new[] { Ask(Explorer, $"{Words[i % Words.Length]}{i}.b.{Zone}", 100 * i, RecordTypes.A, NameError), Ask(Explorer, $"{Words[i % Words.Length]}{i}.a.{Zone}", 100 * i, RecordTypes.A, 0) })]));

    [Fact]
    public void ASearchListIsNot() => Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(0, 300).Select(i => Ask(Explorer, $"www.site{i}.com.{Zone}", i * 100, RecordTypes.A, NameError))]));

    [Fact]
    public void TheCrowdThatMistypesIsNot() => Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(1, Clients).SelectMany(client => Guesses(client, 40, Zone, second: client * 900, apart: 600))]));

    [Fact]
    public void AClientThatWalksTheNamesOfASignedZoneIsWatched() =>
        Assert.Equal(Bits.Of(9), Of(Assert.Single(Judge([.. Fleet(), .. Enumerable.Range(0, 20).Select(i => Ask(Explorer, $"{Words[i]}.{Zone}", 3000 + i, RecordTypes.Nsec, 0))])), "walks-names"));

    [Fact]
    public void AClientThatAsksForTheNamesOfANetworkInsideIsWatched()
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. Sweep(Explorer, "10.1.7", 254, 3000, perMinute: 240)]));
        var sweep = Assert.IsType<Exploration>(weighing.Subject).Sweep!;
        Assert.Equal((Level.Medium, Bits.Of(3)), (weighing.Level, Of(weighing, "swept-own-network")));
        Assert.InRange(sweep.Asked, 200, 300);
        Assert.Equal("10.1.7.", sweep.First.ToString()[..7]);
        Assert.Equal("10.1.7.", sweep.Last.ToString()[..7]);
    }

    [Fact]
    public void ASweepOfSomebodyElsesNetworkAloneIsNot() => Assert.Empty(Judge([.. Fleet(), .. Sweep(Explorer, "198.51.100", 254, 3000, perMinute: 240)]));

    [Fact]
    public void ASweepTogetherWithATransferWeighsMoreThanEither()
    {
        var both = Assert.Single(Judge([.. Fleet(), .. Sweep(Explorer, "10.1.7", 254, 3000, perMinute: 240), Ask(Explorer, Zone, 2000, RecordTypes.Axfr, Refused)]));
        Assert.True(both.Sum > Bits.Zero);
        Assert.Equal(Level.Medium, both.Level);
    }

    [Fact]
    public void AServerThatLooksUpScatteredAddressesIsNot()
    {
        var random = new Random(11);
        Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(0, 4000).Select(i => Reverse(Explorer, $"198.{random.Next(16, 32)}.{random.Next(256)}.{random.Next(256)}", i * 8))]));
    }

    [Fact]
    public void AHostThatKnowsItsNeighboursIsNot()
    {
        var random = new Random(12);
        Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(0, 200).Select(i => Reverse(Explorer, $"10.1.7.{100 + 6 * random.Next(20)}", i * 150))]));
    }

    [Fact]
    public void MonitoringThatSweepsEveryDayIsNot()
    {
        var days = Enumerable.Range(0, 7).SelectMany(day => Sweep(Explorer, "10.1.7", 254, day * 86_400 + 3000, perMinute: 240));
        Assert.Empty(Judge([.. Fleet(), .. days]));
    }

    [Fact]
    public void BrowsingForServicesIsNot() =>
        Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(0, 60).Select(i => Ask(Explorer, $"{(i % 2 == 0 ? "b" : "lb")}._dns-sd._udp.{i % 3}.7.1.10.in-addr.arpa", i * 500, RecordTypes.Ptr, NameError))]));

    [Fact]
    public void WhatIsHostileIsBounded()
    {
        var random = new Random(13);
        var rows = Enumerable.Range(0, 6000).Select(i => Ask(Explorer + i % 5, $"{random.Next(300)}.{random.Next(300)}.{new string('9', random.Next(1, 40))}.{random.Next(999)}.in-addr.arpa", random.Next(80_000), (ushort)random.Next(260), (ushort)random.Next(16)));
        Assert.All(Judge([.. Fleet(), .. rows], Bits.Least), weighing => Assert.True(weighing.Level <= Level.Medium));
    }

    static Bits Of(Weighing weighing, string signal) => weighing.Signals.Single(one => one.Id == signal).AsBrowsing;

    static ImmutableArray<Weighing> Judge(List<RandomTraffic.Row> rows) => Judge(rows, Weighing.WatchedFrom);

    static ImmutableArray<Weighing> Judge(List<RandomTraffic.Row> rows, Bits from)
    {
        var scene = new Scene(new(RandomTraffic.Roll(rows))) { Threads = 2 };
        return new ExplorationJudge(scene).Judge(from);
    }

    /// <summary>Clients that look up some of two hundred sites at any time of the day.</summary>
    static IEnumerable<RandomTraffic.Row> Fleet()
    {
        var random = new Random(3);
        for (var client = 1; client <= Clients; client++)
        {
            for (var i = 0; i < 100; i++)
            {
                yield return Ask(client, $"www.site{random.Next(200)}.com", random.Next(Hours * 3600), RecordTypes.A, 0);
            }
        }
    }

    static IEnumerable<RandomTraffic.Row> Guesses(int client, int count, string zone, int second = 3000, double apart = 0.1) =>
        Enumerable.Range(0, count).Select(i => Ask(client, $"{Words[i % Words.Length]}{(i < Words.Length ? "" : "-" + Words[i / Words.Length % Words.Length])}.{zone}", second + (int)(i * apart), RecordTypes.A, i % 20 == 0 ? (ushort)0 : NameError));

    static IEnumerable<RandomTraffic.Row> Sweep(int client, string network, int count, int second, int perMinute) =>
        Enumerable.Range(1, count).Select(host => Reverse(client, $"{network}.{host}", second + host * 60 / perMinute));

    static RandomTraffic.Row Reverse(int client, string address, int second) =>
        Ask(client, string.Join('.', address.Split('.').Reverse()) + ".in-addr.arpa", second, RecordTypes.Ptr, second % 3 == 0 ? (ushort)0 : NameError);

    static string Drawn(Random random) => new([.. Enumerable.Range(0, 12).Select(_ => "abcdefghijklmnopqrstuvwxyz0123456789"[random.Next(36)])]);

    static RandomTraffic.Row Ask(int client, string name, int second, ushort type, ushort? rcode, uint server = Resolver, Address? from = null) => new(new()
    {
        At = new(0, second),
        Time = Start.AddSeconds(second),
        Sides = rcode is null ? Sides.Query : Sides.Query | Sides.Response,
        Transport = Transport.Udp,
        Client = new(from ?? Host(client), 40000),
        Server = new(Address.FromV4(server), 53),
        Type = type,
        Rcode = rcode,
        ShowsAnswers = rcode is not null,
    }, Names.Wire(name), [], new(0, 0), 1);

    static Address Host(int number) => Address.FromV4(0x0A000100u + (uint)number);
}
