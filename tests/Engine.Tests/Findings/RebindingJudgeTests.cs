using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class RebindingJudgeTests
{
    const int Clients = 16, Visitor = 3, Hours = 10;
    const string Name = "s7731.rebind.example.net";

    static readonly DateTime Start = new(2026, 3, 18, 8, 0, 0, DateTimeKind.Utc);
    static readonly byte[] Outside = [203, 0, 113, 66], Router = [192, 168, 1, 1];

    [Theory]
    [InlineData("192.168.1.1")]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    public void ANameThatLeadsOutsideFirstAndInsideSoonAfterIsWatched(string inside)
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. Turn(Visitor, Name, 3000, 65, inside: Bytes(inside))]));
        var rebinding = Assert.IsType<Rebinding>(weighing.Subject);
        Assert.Equal((Host(Visitor), "example.net", Level.Medium), (rebinding.Client, WireName.ToText(rebinding.Zone), weighing.Level));
        Assert.Equal((65u, 1, true), (rebinding.Quickest.Seconds, rebinding.Quickest.TtlSeconds, rebinding.Quickest.IsOfOneServer));
        Assert.Equal(Bits.Of(7), weighing.Signals.Single(signal => signal.Id == "turns-inward").AsBrowsing);
    }

    [Fact]
    public void SoIsOneOfIPv6() =>
        Assert.Single(Judge([.. Fleet(), LookUp(Visitor, Name, 3000, [0x20, 1, 0xD, 0xB8, .. new byte[11], 1], 1), LookUp(Visitor, Name, 3060, [0xFD, .. new byte[14], 1], 1)]));

    [Fact]
    public void ManyNamesOfOneZoneAreOneFindingThatWeighsMore()
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. Enumerable.Range(0, 5).SelectMany(i => Turn(Visitor, $"s{i}.rebind.example.net", 3000 + 200 * i, 65))]));
        Assert.Equal((5, Bits.Of(9)), (((Rebinding)weighing.Subject).Turns.Length, weighing.Signals.Single(signal => signal.Id == "turns-inward").AsBrowsing));
    }

    [Fact]
    public void NamesThatSpellAnAddressAndAlwaysLeadThereAreNot() =>
        Assert.Empty(Judge([.. Fleet(), LookUp(Visitor, "203-0-113-9.abc.example.net", 3000, [203, 0, 113, 9], 1), LookUp(Visitor, "192-168-1-5.abc.example.net", 3060, [192, 168, 1, 5], 1)]));

    [Fact]
    public void ANameThatIsPublishedWithBothAddressesIsNot()
    {
        List<RandomTraffic.Row> rows = [.. Fleet(), Answered(Visitor, Name, 3000, 60, Outside, Router), .. Turn(Visitor, Name, 4000, 65)];
        Assert.Empty(Judge(rows));
    }

    [Fact]
    public void WhatALaptopIsToldByAnotherServerIsNot() => Assert.Empty(Judge([.. Fleet(), LookUp(Visitor, Name, 3000, Outside, 60), LookUp(Visitor, Name, 3600, Router, 60, server: 0x0A000036)]));

    [Fact]
    public void AFilterThatLeadsManyZonesThereIsNot() =>
        Assert.Empty(Judge([.. Fleet(), .. Turn(Visitor, Name, 3000, 600, ttl: 60), .. Enumerable.Range(0, 8).Select(i => LookUp(1 + i % Clients, $"www.ads{i}.com", 2000 + i, Router, 60))]));

    [Fact]
    public void AZoneThatLeadsOthersInsideAlwaysIsNot() =>
        Assert.Empty(Judge([.. Fleet(), .. Turn(Visitor, "intranet.example.net", 3000, 600, ttl: 60), .. Enumerable.Range(4, 9).Select(i => LookUp(i, "intranet.example.net", 2000 + i, Router, 60))]));

    [Fact]
    public void AZoneOfTheInsideIsNot() => Assert.Empty(Judge([.. Fleet(), .. Turn(Visitor, Name, 3000, 65)], new() { InternalZones = [Names.Wire("rebind.example.net")] }));

    [Theory]
    [InlineData("s1.rebind.corp")]
    [InlineData("s1.rebind.local")]
    public void NamesBelowNoPublicSuffixAreNot(string name) => Assert.Empty(Judge([.. Fleet(), .. Turn(Visitor, name, 3000, 65)]));

    [Fact]
    public void WhatTurnsTheOtherWayIsNot() => Assert.Empty(Judge([.. Fleet(), LookUp(Visitor, Name, 3000, Router, 1), LookUp(Visitor, Name, 3060, Outside, 1)]));

    [Fact]
    public void WhatTurnsAfterHoursIsNot() => Assert.Empty(Judge([.. Fleet(), .. Turn(Visitor, Name, 3000, (int)InwardAnswers.MostSeconds + 1)]));

    [Fact]
    public void AThousandZonesThatTurnAreJudgedEachByItself()
    {
        var random = new Random(8);
        var found = Judge([.. Fleet(), .. Enumerable.Range(0, 1000).SelectMany(i => Turn(Visitor, $"www.drawn{i}.com", random.Next(3000), 60, inside: [10, 1, (byte)(i >> 8), (byte)i]))]);
        Assert.Equal(1000, found.Length);
        Assert.Equal(found.Select(weighing => weighing.Sum).OrderDescending(), found.Select(weighing => weighing.Sum));
    }

    static System.Collections.Immutable.ImmutableArray<Weighing> Judge(List<RandomTraffic.Row> rows, SiteFacts? site = null)
    {
        var scene = new Scene(new(RandomTraffic.Roll(rows))) { Site = site ?? SiteFacts.None, Threads = 2 };
        return new RebindingJudge(scene).Judge(Weighing.WatchedFrom);
    }

    /// <summary>Clients that look up some of two hundred sites at any time of the day.</summary>
    static IEnumerable<RandomTraffic.Row> Fleet()
    {
        var random = new Random(3);
        for (var client = 1; client <= Clients; client++)
        {
            for (var i = 0; i < 100; i++)
            {
                var site = random.Next(200);
                yield return LookUp(client, $"www.site{site}.com", random.Next(Hours * 3600), [198, 51, 100, (byte)site], 60);
            }
        }
    }

    static IEnumerable<RandomTraffic.Row> Turn(int client, string name, int second, int after, int ttl = 1, byte[]? inside = null) =>
        [LookUp(client, name, second, Outside, ttl), LookUp(client, name, second + after, inside ?? Router, ttl)];

    static RandomTraffic.Row LookUp(int client, string name, int second, byte[] address, int ttl, uint server = 0x0A000035) => Answered(client, name, second, ttl, server, [address]);

    static RandomTraffic.Row Answered(int client, string name, int second, int ttl, params byte[][] addresses) => Answered(client, name, second, ttl, 0x0A000035, addresses);

    static RandomTraffic.Row Answered(int client, string name, int second, int ttl, uint server, byte[][] addresses)
    {
        var records = new ResourceRecordWriter();
        foreach (var address in addresses)
        {
            records.Add(Section.Answer, address.Length == 4 ? RecordTypes.A : RecordTypes.Aaaa, (uint)ttl, [], address);
        }
        return new(new()
        {
            At = new(0, second),
            Time = Start.AddSeconds(second),
            Sides = Sides.Query | Sides.Response,
            Transport = Transport.Udp,
            Client = new(Host(client), 40000),
            Server = new(Address.FromV4(server), 53),
            Type = addresses[0].Length == 4 ? RecordTypes.A : RecordTypes.Aaaa,
            Rcode = 0,
            ShowsAnswers = true,
        }, Names.Wire(name), records.Written.ToArray(), new(0, 0), 1);
    }

    static byte[] Bytes(string address) => [.. address.Split('.').Select(byte.Parse)];

    static Address Host(int number) => Address.FromV4(0x0A000100u + (uint)number);
}
