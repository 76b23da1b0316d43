using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class ConditionalJudgeTests
{
    const int Clients = 12, Chosen = 3, Hours = 8;
    const string Zone = "updates-example.com", Base32 = "abcdefghijklmnopqrstuvwxyz234567";
    const ushort A = RecordTypes.A, Txt = RecordTypes.Txt;

    static readonly DateTime Start = new(2026, 3, 18, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(30)]
    [InlineData(400)]
    public void AClientThatAloneIsToldTextsForDrawnNamesEscalates(int names)
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. Drawn(names, Txt, (client, _) => client == Chosen)]));
        var subject = Assert.IsType<ConditionalZone>(weighing.Subject);
        Assert.Equal((Zone, Host(Chosen), Level.High), (WireName.ToText(subject.Zone), Assert.Single(subject.Told), weighing.Level));
        Assert.True(subject.IsDrawn);
        Assert.Equal((Outcomes.Records, Outcomes.Missing), (subject.Apart.Most, subject.Apart.Least));
    }

    [Fact]
    public void AClientThatAloneIsToldThatANameExistsIsWatched()
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. OneName(Txt, (client, _) => client == Chosen)]));
        var subject = Assert.IsType<ConditionalZone>(weighing.Subject);
        Assert.Equal((Zone, Host(Chosen), Level.Medium), (WireName.ToText(subject.Zone), Assert.Single(subject.Told), weighing.Level));
        Assert.False(subject.IsDrawn);
    }

    [Fact]
    public void AddressesThatDifferAreAContentNetworks() => Assert.Empty(Judge([.. Fleet(), .. OneName(A, (_, _) => true, ownAddress: true)], Bits.Least));

    [Fact]
    public void ARecordThatIsAddedForEverybodyIsNot() => Assert.Empty(Judge([.. Fleet(), .. OneName(Txt, (_, second) => second > Hours * 1800)], Bits.Least));

    [Fact]
    public void ARecordThatComesAndGoesIsNot() => Assert.Empty(Judge([.. Fleet(), .. OneName(Txt, (_, second) => second is > Hours * 900 and < Hours * 2700)], Bits.Least));

    [Fact]
    public void WhatAListKnowsByChanceIsNot()
    {
        var random = new Random(8);
        Assert.Empty(Judge([.. Fleet(), .. Drawn(200, A, (_, _) => random.Next(4) == 0)]));
    }

    [Fact]
    public void AServerThatTellsTheSameClientApartEverywhereIsAFilter()
    {
        string[] zones = ["one-example.com", "two-example.com", "three-example.com", "four-example.com", "five-example.com", "six-example.com"];
        var rows = zones.SelectMany(zone => OneName(A, (client, _) => client != Chosen, zone: zone)).ToList();
        Assert.Empty(Judge([.. Fleet(), .. rows]));
        var all = Judge([.. Fleet(), .. rows], Bits.Least);
        Assert.Equal(zones.Length, all.Length);
        Assert.All(all, weighing => Assert.Equal(zones.Length - 1, ((ConditionalZone)weighing.Subject).Alike));
    }

    [Fact]
    public void WhatTwoServersSayIsNotCompared() => Assert.Empty(Judge([.. Fleet(), .. OneName(Txt, (client, _) => client == Chosen, server: client => client == Chosen ? 54 : 53)], Bits.Least));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void TheOrderOfTheEvidenceAndTheThreadsChangeNothing(int threads)
    {
        RandomTraffic.Row[] rows = [.. Fleet(), .. Drawn(60, Txt, (client, _) => client == Chosen), .. OneName(Txt, (client, _) => client > Chosen, zone: "other-example.com")];
        var first = InWords(rows, 1);
        Assert.Equal(2, first.Length);
        for (var seed = 1; seed <= 4; seed++)
        {
            new Random(seed).Shuffle(rows);
            Assert.Equal(first, InWords(rows, threads));
        }

        static string[] InWords(RandomTraffic.Row[] rows, int threads) =>
            [.. new ConditionalJudge(new(new(RandomTraffic.Roll([.. rows]))), threads).Judge(Bits.Least)
                .Select(weighing => string.Join('\n', weighing.Signals.Select(signal => $"{signal.AsBrowsing.Value} {signal.Text.Render(hostile => hostile.Raw)}")))];
    }

    static ImmutableArray<Weighing> Judge(List<RandomTraffic.Row> rows, Bits? from = null) =>
        new ConditionalJudge(new(new(RandomTraffic.Roll(rows)))).Judge(from ?? Weighing.WatchedFrom);

    /// <summary>Clients that look up some of two hundred sites, and mistype a name in them now and then.</summary>
    static IEnumerable<RandomTraffic.Row> Fleet()
    {
        var random = new Random(3);
        for (var client = 1; client <= Clients; client++)
        {
            for (var i = 0; i < 200; i++)
            {
                var site = $"site{random.Next(200)}.com";
                yield return random.Next(20) == 0 ? Ask(client, $"wwv.{site}", random.Next(Hours * 3600), A, exists: false) : Ask(client, $"www.{site}", random.Next(Hours * 3600), A, exists: true);
            }
        }
    }

    /// <summary>Three clients in turn ask for names that are drawn.</summary>
    static IEnumerable<RandomTraffic.Row> Drawn(int names, ushort type, Func<int, double, bool> exists)
    {
        var random = new Random(5);
        for (var i = 0; i < names; i++)
        {
            var (client, second, label) = (Chosen + i % 3, i * 60.0 + random.Next(30), new StringBuilder());
            for (var letters = 0; letters < 20; letters++)
            {
                label.Append(Base32[random.Next(Base32.Length)]);
            }
            yield return Ask(client, $"{label}.{Zone}", second, type, exists(client, second));
        }
    }

    /// <summary>Four clients in turn ask for one name, again and again.</summary>
    static IEnumerable<RandomTraffic.Row> OneName(ushort type, Func<int, double, bool> exists, bool ownAddress = false, string zone = Zone, Func<int, int>? server = null)
    {
        var random = new Random(6);
        for (var i = 0; i < 60; i++)
        {
            var (client, second) = (Chosen + i % 4, i * (Hours * 60.0) + random.Next(200));
            yield return Ask(client, $"status.{zone}", second, type, exists(client, second), ownAddress ? (byte)client : (byte)7, server?.Invoke(client) ?? 53);
        }
    }

    static RandomTraffic.Row Ask(int client, string name, double second, ushort type, bool exists, byte address = 7, int server = 53)
    {
        var message = new DnsMessage
        {
            Time = Start.AddSeconds(second),
            Sides = Sides.Query | Sides.Response,
            Client = new(Host(client), 40000),
            Server = new(Host(server), 53),
            Type = type,
            Rcode = exists ? (byte)0 : (byte)3,
            ShowsAnswers = true,
        };
        var answers = new ResourceRecordWriter();
        if (exists)
        {
            answers.Add(Section.Answer, type, 60, [], type == Txt ? [4, (byte)'w', (byte)'a', (byte)'i', (byte)'t'] : [198, 51, 100, address]);
        }
        return new(message, Names.Wire(name), answers.Written.ToArray(), new(0, 0), 2);
    }

    static Address Host(int number) => Address.FromV4(0x0A000000u + (uint)number);
}
