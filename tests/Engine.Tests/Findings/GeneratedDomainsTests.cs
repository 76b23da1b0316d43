using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class GeneratedDomainsTests
{
    const int Clients = 16, Infected = 3, Hours = 10;
    const ushort NameError = 3;

    static readonly DateTime Start = new(2026, 3, 18, 8, 0, 0, DateTimeKind.Utc);
    static readonly string[] Words = ["garden", "market", "travel", "school", "river", "silver", "window", "summer"];

    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 14)]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456789", 12)]
    [InlineData("0123456789abcdef", 20)]
    public void DrawnNamesThatDoNotExistEscalate(string symbols, int length)
    {
        var weighing = Assert.Single(Judge([.. Fleet(), .. Missing(Infected, 10, i => Drawn(i, symbols, length) + ".com")]));
        var subject = Assert.IsType<MissingZones>(weighing.Subject);
        Assert.Equal((Host(Infected), 10, true), (subject.Client, subject.Missing.Length, weighing.Level >= Level.High));
    }

    [Fact]
    public void NamesOfWordsInARowAreWatched() =>
        Assert.Equal(Level.Medium, Assert.Single(Judge([.. Fleet(), .. Missing(Infected, 12, i => $"{Words[i % 8]}{Words[(i * 3 + 1) % 8]}{(i > 7 ? "s" : "")}.{(i % 3) switch { 0 => "com", 1 => "net", _ => "org" }}")])).Level);

    [Fact]
    public void MistypedNamesNowAndThenAreNot() =>
        Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(0, 12).Select(i => LookUp(Infected, $"{Words[i % 8]}-shop{i}.com", i * 2800 + 11, NameError))]));

    [Fact]
    public void AFewProbesAreNot() => Assert.Empty(Judge([.. Fleet(), .. Missing(Infected, MissingZoneJudge.Fewest - 1, i => Drawn(i, "abcdefghijklmnopqrstuvwxyz", 12) + ".com")]));

    [Fact]
    public void WhatIsMissingForAllIsNot() =>
        Assert.Empty(Judge([.. Fleet(), .. Enumerable.Range(1, Clients).SelectMany(client => Missing(client, 12, i => $"{Words[i % 8]}ads{i}.com"))]));

    [Theory]
    [InlineData("{0}")]
    [InlineData("{0}.corp.internal-lan")]
    [InlineData("{0}.example.com")]
    public void ProbesSearchListsAndNamesBelowAZoneAreNoZones(string form) =>
        Assert.Empty(Judge([.. Fleet(), .. Missing(Infected, 40, i => string.Format(System.Globalization.CultureInfo.InvariantCulture, form, Drawn(i, "abcdefghijklmnopqrstuvwxyz", 12)))]));

    [Fact]
    public void AZoneThatExistsForOneRowIsNotMissing() =>
        Assert.Empty(Judge([.. Fleet(), .. Missing(Infected, 20, i => Drawn(i, "abcdefghijklmnopqrstuvwxyz", 12) + ".com"), .. Missing(Infected, 20, i => Drawn(i, "abcdefghijklmnopqrstuvwxyz", 12) + ".com").Select(row => row with { Message = row.Message with { Rcode = 0 } })]));

    static System.Collections.Immutable.ImmutableArray<Weighing> Judge(List<RandomTraffic.Row> rows) => new MissingZoneJudge(new(new(RandomTraffic.Roll(rows)))).Judge(Weighing.WatchedFrom);

    /// <summary>Clients that look up some of two hundred sites at any time of the day.</summary>
    static IEnumerable<RandomTraffic.Row> Fleet()
    {
        var random = new Random(3);
        for (var client = 1; client <= Clients; client++)
        {
            for (var i = 0; i < 300; i++)
            {
                yield return LookUp(client, $"www.site{random.Next(200)}.com", random.Next(Hours * 3600), 0);
            }
        }
    }

    static IEnumerable<RandomTraffic.Row> Missing(int client, int count, Func<int, string> name) => Enumerable.Range(0, count).Select(i => LookUp(client, name(i), 20_000 + i, NameError));

    static string Drawn(int number, string symbols, int length)
    {
        var random = new Random(number);
        return new string([.. Enumerable.Range(0, length).Select(_ => symbols[random.Next(symbols.Length)])]);
    }

    static RandomTraffic.Row LookUp(int client, string name, double second, ushort rcode) => new(new()
    {
        At = new(0, (long)(second * 10)),
        Time = Start.AddSeconds(second),
        Sides = Sides.Query | Sides.Response,
        Transport = Transport.Udp,
        Client = new(Host(client), 40000),
        Server = new(Address.FromV4(0x0A000035), 53),
        Type = RecordTypes.A,
        Rcode = rcode,
        ShowsAnswers = true,
    }, Names.Wire(name), [], new(0, 0), 1);

    static Address Host(int number) => Address.FromV4(0x0A000100u + (uint)number);
}
