using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;
using Row = Nameward.Engine.Tests.Rollups.RandomTraffic.Row;

namespace Nameward.Engine.Tests.Rollups;

/// <summary>Who is seen again as whom: told by time alone, in any order of the evidence, and never of two clients that ask alike.</summary>
public class EchoesTests
{
    const byte Capture = 1, Log = 2;
    static readonly DateTime Day = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);
    static readonly Address Resolver = Ip("192.0.2.10"), Inside = Ip("10.0.0.53"), Authority = Ip("203.0.113.66");
    static readonly Address[] Clients = [Ip("10.0.0.1"), Ip("10.0.0.2"), Ip("10.0.0.3")];

    [Theory]
    [InlineData(0)]
    [InlineData(37)]
    [InlineData(-3600)]
    public void AResolverIsARelayWhateverItsClockSays(int skew)
    {
        var rows = BothSides(names: 40, skew);
        foreach (var order in Orders(rows))
        {
            var echoes = Of(order);
            Assert.Equal([Resolver], echoes.Relays);
            Assert.Equal(Clients, echoes.All.Select(echo => echo.Asker));
            Assert.All(echoes.All, echo => Assert.Equal((Resolver, skew, true), (echo.Repeater, echo.SkewSeconds, echoes.TellsOrder(echo.Asker, echo.Repeater))));
            var clock = Assert.Single(echoes.Clocks);
            Assert.Equal((0, 1, skew), (clock.Source, clock.Other, clock.SkewSeconds));
        }
    }

    [Fact]
    public void ClientsThatAskTheSameAtOtherTimesAreNotOneAnother()
    {
        var random = new Random(7);
        var rows = Enumerable.Range(0, 60).SelectMany(name => Clients.Select((client, i) => Query(client, i == 0 ? Inside : Authority, Name(name), Day.AddSeconds(random.Next(20_000)), source: i, Capture))).ToList();
        var echoes = Of(rows);
        Assert.Empty(echoes.All);
        Assert.Empty(echoes.Relays);
    }

    [Fact]
    public void TwoClientsOfOneNetworkThatAskAtTheSameTimeStayTwo()
    {
        var rows = Enumerable.Range(0, 60).SelectMany(name => Clients.Take(2).Select(client => Query(client, Inside, Name(name), Day.AddSeconds(97 * name), source: 0, Capture))).ToList();
        Assert.Empty(Of(rows).All);
        Assert.Empty(Of([.. rows, Query(Clients[2], Inside, Name(1000), Day, source: 1, Log)]).All);
    }

    [Fact]
    public void AHostThatLogsItsOwnLookUpsIsNobodyWhereACaptureShowsThem()
    {
        var rows = Enumerable.Range(0, 20).SelectMany(name => new[]
        {
            Query(Clients[0], Inside, Name(name), Day.AddSeconds(31 * name), source: 0, Capture),
            Query(Address.None, Address.None, Name(name), Day.AddSeconds(31 * name + 1), source: 1, Log) with { Message = NamelessAt(Day.AddSeconds(31 * name + 1)) },
        }).ToList();
        var seen = new FrozenRollups(RandomTraffic.Roll(rows));
        var echo = Assert.Single(seen.Echoes.All);
        Assert.Equal((Clients[0], Address.None), (echo.Asker, echo.Repeater));
        Assert.Empty(seen.Echoes.Relays);
        Assert.Equal([Address.None], Repeaters(seen));
    }

    /// <summary>Two logs of the same clients, who ask the same names at different times.</summary>
    [Fact]
    public void TheClocksOfTwoSourcesOfTheSameClientsAreCompared()
    {
        var random = new Random(5);
        var rows = Enumerable.Range(0, 30).SelectMany(name => Clients.SelectMany(client =>
        {
            var time = Day.AddSeconds(random.Next(20_000));
            return new[] { Query(client, Inside, Name(name), time, source: 0, Capture), Query(client, Inside, Name(name), time.AddSeconds(-12), source: 1, Log) };
        })).ToList();
        var echoes = Of(rows);
        Assert.Empty(echoes.All);
        Assert.Equal(new ClockSkew(0, 1, -12, 90), Assert.Single(echoes.Clocks));
    }

    [Fact]
    public void WhatCarriesNoTimeTellsNothing()
    {
        var rows = BothSides(names: 40, skew: 0).Select(row => row with { Message = Timeless(row.Message) }).ToList();
        Assert.Empty(Of(rows).All);
    }

    static DnsMessage Timeless(DnsMessage message) => message with { Time = DateTime.MinValue };

    static DnsMessage NamelessAt(DateTime time) => new() { Time = time, Sides = Sides.Query, Leg = Leg.Client, Type = RecordTypes.A };

    static Address[] Repeaters(FrozenRollups seen) =>
        [.. Enumerable.Range(0, seen.ZoneNumberEnd).SelectMany(zone => seen.Echoes.RepeatersIn((uint)zone).ToArray()).Distinct()];

    static Echoes Of(IEnumerable<Row> rows) => new FrozenRollups(RandomTraffic.Roll(rows)).Echoes;

    static IEnumerable<List<Row>> Orders(List<Row> rows)
    {
        yield return rows;
        yield return [.. rows.AsEnumerable().Reverse()];
        for (var seed = 0; seed < 3; seed++)
        {
            var shuffled = rows.ToArray();
            new Random(seed).Shuffle(shuffled);
            yield return [.. shuffled];
        }
    }

    /// <summary>Three clients ask a resolver inside, some names several times; the resolver asks each name once, and a few of its own, on the other side.</summary>
    static List<Row> BothSides(int names, int skew)
    {
        var (random, rows) = (new Random(3), new List<Row>());
        for (var name = 0; name < names; name++)
        {
            var time = Day.AddSeconds(random.Next(20_000));
            rows.Add(Query(Clients[name % 3], Inside, Name(name), time, source: 0, Capture));
            rows.Add(Query(Clients[name % 3], Inside, Name(name), time.AddSeconds(400), source: 0, Capture));
            rows.Add(Query(Resolver, Authority, Name(name), time.AddSeconds(skew), source: 1, Capture));
        }
        rows.AddRange(Enumerable.Range(0, 10).Select(name => Query(Resolver, Authority, Name(name + 5000), Day.AddSeconds(random.Next(20_000)), source: 1, Capture)));
        return rows;
    }

    static string Name(int number) => $"n{number:x4}.zone{number % 4}-example.com";

    static Row Query(Address client, Address server, string name, DateTime time, int source, byte format)
    {
        var isAuthority = server == Authority;
        var message = new DnsMessage
        {
            Time = time,
            Sides = Sides.Query | Sides.Response,
            Client = new(client, 40_000),
            Server = new(server, 53),
            Type = RecordTypes.A,
            Rcode = 0,
            Header = HeaderBits.Shown | (isAuthority ? HeaderBits.Authoritative : HeaderBits.RecursionAvailable),
        };
        return new(message, Names.Wire(name), [], new(source, 0), format);
    }

    static Address Ip(string text) => Address.TryParse(System.Text.Encoding.ASCII.GetBytes(text), out var address) ? address : default;
}
