using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class FluxJudgeTests
{
    const int Clients = 12, Chosen = 3, Seconds = 3600, Ttl = 60;
    const string Zone = "flux-example.com";

    static readonly DateTime Start = new(2026, 3, 18, 8, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void AZoneWhoseAddressesAndNameServersMoveAboutEscalates()
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. Flux(Zone, moveServers: true)]));
        var zone = Assert.IsType<FluxZone>(weighing.Subject);
        Assert.Equal((Zone, Host(Chosen)), (WireName.ToText(zone.Zone), Assert.Single(zone.Clients)));
        Assert.True(weighing.Level >= Level.High, Told(weighing));
        Assert.Equal((8.0, 12.0), (BitsOf(weighing, "new-places"), BitsOf(weighing, "moving-name-servers")));
        Assert.Equal("flux-example.com: it and its name servers move about", weighing.Subject.Title(weighing).Render(text => text.Raw));
    }

    [Fact]
    public void AZoneWhoseAddressesAloneMoveAboutIsWatched()
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. Flux(Zone, moveServers: false)]));
        Assert.Equal(Level.Medium, weighing.Level);
        Assert.Equal(0, BitsOf(weighing, "moving-name-servers"));
    }

    [Fact]
    public void AZoneWhoseNameServersAloneMoveAboutIsAtMostWatched()
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. Flux(Zone, moveServers: true, moveNames: false)]));
        Assert.Equal((Level.Medium, null), (weighing.Level, ((FluxZone)weighing.Subject).Name));
    }

    [Fact]
    public void AnswersOfAContentNetworkInFewNetworksThatManyDomainsShareAreNotWatched()
    {
        var rows = Enumerable.Range(0, 20).SelectMany(site => Rotating($"shop{site}-example.com", site, Chosen, Ttl, 4, (random, _) => Of(40 + random.Next(6), random.Next(8), random.Next(250)))).ToList();
        Assert.Empty(Judge([.. Fleet(), .. rows]));
        var all = Judge([.. Fleet(), .. rows], Bits.Least);
        Assert.All(all, weighing => Assert.True(BitsOf(weighing, "shared-places") <= -4, Told(weighing)));
    }

    [Fact]
    public void ALoadBalancerOfALargeCloudIsNotWatchedOnceItsListIsMet()
    {
        var rows = Rotating("service-example.com", 5, Chosen, Ttl, 8, (random, _) => Of(100 + random.Next(40), 1, 7)).ToList();
        Assert.Empty(Judge([.. Fleet(), .. rows]));
        Assert.True(BitsOf(Assert.Single(Judge([.. Fleet(), .. rows], Bits.Least)), "goes-on") < 0);
    }

    [Fact]
    public void ManyAddressesInOneAnswerAreNoChange() =>
        Assert.Empty(Judge([.. Fleet(), .. Rotating("many-example.com", 6, Chosen, Ttl, 16, (_, i) => Of(100 + i, 1, 7))], Bits.Least));

    [Fact]
    public void APoolOfVolunteersIsAtMostWatchedAndNotWhereManyAskIt()
    {
        var one = Assert.Single(Judge([.. Fleet(), .. Rotating("pool-example.com", 7, Chosen, 150, 4, (random, _) => Of(random.Next(4000), 3, 9))]));
        Assert.Equal(Level.Medium, one.Level);
        var many = Enumerable.Range(0, 400).SelectMany(client => Rotating("pool-example.com", client, client, 900, 4, (random, _) => Of(random.Next(4000), 3, 9))).ToList();
        var weighing = Assert.Single(Judge([.. Fleet(400), .. many], Bits.Least));
        Assert.True(weighing.Level < Level.Medium, Told(weighing));
    }

    [Fact]
    public void NameServersOfAHosterThatMoveAreNotWatched()
    {
        var rows = Enumerable.Range(0, 20).SelectMany(site => Flux($"hosted{site}-example.com", moveServers: true, moveNames: false, server: "ns1.hoster-example.net")).ToList();
        Assert.Empty(Judge([.. Fleet(), .. rows]));
        Assert.Equal(20, Judge([.. Fleet(), .. rows], Bits.Least).Length);
    }

    [Fact]
    public void ANameServerThatMovedOnceIsARenumbering()
    {
        var rows = Enumerable.Range(0, 40).Select(i => Response(Zone, Chosen, i * 60, Ttl, [Of(7, 1, 1)], i < 20 ? Of(8, 1, 1) : Of(9, 1, 1))).ToList();
        var weighing = Assert.Single(Judge([.. Fleet(), .. rows], Bits.Least));
        Assert.Equal((1, 0.0), (((FluxZone)weighing.Subject).Servers!.Moves, BitsOf(weighing, "moving-name-servers")));
    }

    [Fact]
    public void AResolversOtherAddressIsNoHostThatAsks()
    {
        RandomTraffic.Row[] own = [.. Flux(Zone, moveServers: true).Select(row => row with { Message = row.Message with { Header = HeaderBits.Shown | HeaderBits.Authoritative, Client = new(Host(99), 40_000), Server = new(Of(3, 3, 3), 53) } })];
        var stub = Flux(Zone, moveServers: true).Select(row => row with { Message = row.Message with { Header = HeaderBits.Shown | HeaderBits.RecursionAvailable } });
        Assert.Equal([Host(Chosen)], ((FluxZone)Assert.Single(Judge([.. Fleet(), .. own, .. stub])).Subject).Clients);
        Assert.Equal([Host(99)], ((FluxZone)Assert.Single(Judge([.. Fleet(), .. own])).Subject).Clients);
    }

    [Fact]
    public void EvidenceWithoutTimesTellsNoChange() =>
        Assert.Empty(Judge([.. Flux(Zone, moveServers: true).Select(row => row with { Message = row.Message with { Time = DateTime.MinValue } })], Bits.Least));

    [Fact]
    public void TheOrderAndThePartitionOfTheEvidenceChangeNothing()
    {
        RandomTraffic.Row[] rows = [.. Fleet(), .. Flux(Zone, moveServers: true), .. Rotating("pool-example.com", 7, Chosen, 150, 4, (random, _) => Of(random.Next(4000), 3, 9)),
            .. Rotating("shop-example.com", 8, Chosen, Ttl, 4, (random, _) => Of(40 + random.Next(6), random.Next(8), random.Next(250)))];
        var first = InWords(RandomTraffic.Roll(rows));
        Assert.Equal(3, first.Length);
        for (var seed = 1; seed <= 6; seed++)
        {
            var random = new Random(seed);
            random.Shuffle(rows);
            var parts = rows.GroupBy(_ => random.Next(4)).Select(RandomTraffic.Roll).ToList();
            var merged = parts.Skip(1).Aggregate(parts[0], (into, part) =>
            {
                into.Merge(random.Next(2) == 0 ? part : ThroughBytes(part));
                return into;
            });
            Assert.Equal(first, InWords(merged));
        }
    }

    /// <summary>Ordinary zones, so that there is a start to weigh from: each with one network of its own, some led to several by one answer.</summary>
    static IEnumerable<RandomTraffic.Row> Fleet(int clients = Clients)
    {
        for (var client = 0; client < clients; client++)
        {
            for (var site = client % 3; site < 60; site += 3)
            {
                yield return Response($"site{site}-example.com", client, client * 7 + site, 300, site % 4 == 0 ? [Of(5000 + site, 1, 1), Of(5001 + site, 1, 1)] : [Of(5000 + site, 1, 1)]);
            }
        }
    }

    /// <summary>Five addresses at a time, drawn anew from all over; the name server, too.</summary>
    static IEnumerable<RandomTraffic.Row> Flux(string zone, bool moveServers, bool moveNames = true, string? server = null)
    {
        var random = new Random(2);
        for (var second = 0; second < Seconds; second += Ttl)
        {
            Address[] addresses = moveNames ? [.. Enumerable.Range(0, 5).Select(_ => Of(random.Next(20_000), random.Next(250), random.Next(250)))] : [Of(7, 1, 1)];
            yield return Response(zone, Chosen, second, Ttl, addresses, moveServers ? Of(random.Next(20_000), 1, 1) : Of(8, 1, 1), server);
        }
    }

    /// <summary>So many addresses at a time, of which each is drawn.</summary>
    static IEnumerable<RandomTraffic.Row> Rotating(string zone, int seed, int client, int ttl, int addresses, Func<Random, int, Address> draw)
    {
        var random = new Random(seed);
        for (var second = random.Next(ttl); second < Seconds; second += ttl)
        {
            yield return Response(zone, client, second, ttl, [.. Enumerable.Range(0, addresses).Select(i => draw(random, i))]);
        }
    }

    static RandomTraffic.Row Response(string zone, int client, int second, int ttl, Address[] addresses, Address? server = null, string? serverName = null)
    {
        var records = new ResourceRecordWriter();
        foreach (var address in addresses)
        {
            records.Add(Section.Answer, RecordTypes.A, (uint)ttl, [], Bytes(address));
        }
        if (server is { } at)
        {
            var name = Names.Wire(serverName ?? $"ns1.{zone}");
            records.Add(Section.Authority, RecordTypes.Ns, (uint)ttl, Names.Wire(zone), name);
            records.Add(Section.Additional, RecordTypes.A, (uint)ttl, name, Bytes(at));
        }
        var message = new DnsMessage
        {
            Time = Start.AddSeconds(second),
            Sides = Sides.Query | Sides.Response,
            Transport = Transport.Udp,
            Client = new(Host(client), 40_000),
            Server = new(Address.FromV4(0x0A000035), 53),
            Type = RecordTypes.A,
            Rcode = 0,
            ShowsAnswers = true,
        };
        return new(message, Names.Wire($"www.{zone}"), records.Written.ToArray(), new(0, 0), 1);
    }

    /// <summary>An address in range <paramref name="range"/> of those that are public.</summary>
    static Address Of(int range, int network, int host) => Address.FromV4(((uint)(0x0B00 + range % 0x5000) << 16) | (uint)network << 8 | (uint)host);

    static byte[] Bytes(Address address) => [(byte)(address.V4 >> 24), (byte)(address.V4 >> 16), (byte)(address.V4 >> 8), (byte)address.V4];

    static Address Host(int client) => Address.FromV4(0x0A000100u + (uint)client);

    static ImmutableArray<Weighing> Judge(RandomTraffic.Row[] rows, Bits? from = null) => new FluxJudge(new(new(RandomTraffic.Roll(rows)))).Judge(from ?? Weighing.WatchedFrom);

    static double BitsOf(Weighing weighing, string id) => weighing.Signals.Single(signal => signal.Id == id).AsBrowsing.Value;

    static string Told(Weighing weighing) => string.Create(CultureInfo.InvariantCulture, $"{weighing.Level} {weighing.Sum.Value}: {string.Join(", ", weighing.Signals.Select(signal => $"{signal.Id} {signal.Value} {signal.AsBrowsing.Value}"))}");

    static string[] InWords(RollupSet set) => [.. new FluxJudge(new(new(set))).Judge(Bits.Least).Select(weighing => $"{WireName.ToText(((FluxZone)weighing.Subject).Zone)} {Told(weighing)} {string.Join(' ', weighing.Signals.Select(signal => signal.Text.Render(text => text.Raw)))}")];

    static RollupSet ThroughBytes(RollupSet set)
    {
        var bytes = new ArrayBufferWriter<byte>();
        set.WriteTo(bytes);
        var reader = new StateReader(bytes.WrittenSpan);
        return RollupSet.ReadFrom(ref reader);
    }
}
