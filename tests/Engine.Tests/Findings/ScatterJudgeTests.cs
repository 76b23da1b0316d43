using Nameward.Engine.Findings;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

/// <summary>Channels whose names share no zone, and what asks many zones at a server of its own without being one.</summary>
public sealed class ScatterJudgeTests
{
    /// <summary>The exchanges after which a channel is watched, and escalates; 0 for never within forty.</summary>
    static (int Watched, int Escalates) FirstOf(Func<int, List<RandomTraffic.Row>> channel, List<RandomTraffic.Row> around)
    {
        var (watched, escalates) = (0, 0);
        for (var names = 1; names <= 40 && escalates == 0; names++)
        {
            var level = ScatteredTraffic.Weigh([.. around, .. channel(names)])?.Level ?? Level.Informational;
            watched = watched == 0 && level >= Level.Medium ? names : watched;
            escalates = level >= Level.High ? names : 0;
        }
        return (watched, escalates);
    }

    [Theory]
    [InlineData("without a domain", 0, 4, 4)]
    [InlineData("without a domain", 50, 4, 4)]
    [InlineData("before sites", 0, 4, 0)]
    [InlineData("before sites", 50, 4, 4)]
    [InlineData("in place of sites", 0, 4, 0)]
    [InlineData("in place of sites", 50, 4, 4)]
    public void AChannelWhoseNamesShareNoZoneIsFoundAfterAFewExchanges(string kind, int fleet, int watched, int escalates)
    {
        Assert.Equal((watched, escalates), FirstOf(names => Channel(kind, names), ScatteredTraffic.Fleet(fleet)));
    }

    [Theory]
    [InlineData("browsing")]
    [InlineData("mail")]
    [InlineData("generated")]
    [InlineData("caught")]
    public void WhoAsksManyZonesAtAServerOfItsOwnIsNotSuspected(string kind)
    {
        foreach (var fleet in new[] { 0, 12, 50 })
        {
            for (var seed = 1; seed <= 20; seed++)
            {
                var weighing = ScatteredTraffic.Weigh([.. ScatteredTraffic.Fleet(fleet), .. Innocent(kind, seed)]);

                Assert.True(weighing is null || weighing.Sum < Weighing.WatchedFrom, $"{kind}, fleet {fleet}, seed {seed}: {weighing?.Sum.Value}: {Said(weighing)}");
            }
        }
    }

    [Fact]
    public void TheFindingNamesItsEndsAndAFewZonesInOrder()
    {
        var weighing = ScatteredTraffic.Weigh([.. ScatteredTraffic.Fleet(12), .. new ScatteredTraffic(1).InPlaceOfSites(30)])!;
        var pair = (Pair)weighing.Subject;

        Assert.Equal(ChannelTraffic.Host(ScatteredTraffic.Server), Assert.Single(pair.Servers).Address);
        Assert.Equal(ScatterJudge.NamedZones, pair.Zones.Length);
        Assert.Equal(pair.Zones.Order(ByteOrder.Instance), pair.Zones);
        Assert.Equal(new ScatterMeasures(30, 30, 30, 0, true), pair.Scatter!.Measures);
    }

    [Fact]
    public void AServerThatManyAskIsNotJudgedSo()
    {
        List<RandomTraffic.Row> rows = [.. new ScatteredTraffic(1).InPlaceOfSites(30)];
        for (var client = 20; client < 24; client++)
        {
            rows.AddRange(ScatteredTraffic.Of(client, new ScatteredTraffic(client).Browsing(5)));
        }

        Assert.Null(ScatteredTraffic.Weigh(rows));
    }

    [Fact]
    public void NamesThatAnotherClientAsksTooAreNoData()
    {
        var channel = new ScatteredTraffic(1).InPlaceOfSites(30);

        Assert.Null(ScatteredTraffic.Weigh([.. channel, .. ChannelTraffic.Each(ScatteredTraffic.Of(3, channel), message => message with { Server = message.Server with { Address = ChannelTraffic.Host(99) } })]));
    }

    [Fact]
    public void OthersWhoDoTheLikeAtTheSameServerSpeakAgainstAChannel()
    {
        List<RandomTraffic.Row> one = [.. ScatteredTraffic.Fleet(300), .. new ScatteredTraffic(1).InPlaceOfSites(30)];
        List<RandomTraffic.Row> two = [.. one, .. ScatteredTraffic.Of(3, new ScatteredTraffic(2).InPlaceOfSites(30))];

        Assert.True(ScatteredTraffic.Weigh(two)!.Sum < ScatteredTraffic.Weigh(one)!.Sum);
    }

    [Fact]
    public void TheOrderOfMessagesMeansNothing()
    {
        List<RandomTraffic.Row> rows = [.. ScatteredTraffic.Fleet(12), .. new ScatteredTraffic(1).GluedBeforeSites(40)];
        var forward = ScatteredTraffic.Weigh(rows)!;
        rows.Reverse();
        var backward = ScatteredTraffic.Weigh(rows)!;

        Assert.Equal(forward.Sum, backward.Sum);
        Assert.Equal(((Pair)forward.Subject).Scatter!.Measures, ((Pair)backward.Subject).Scatter!.Measures);
    }

    static List<RandomTraffic.Row> Channel(string kind, int names) => kind switch
    {
        "without a domain" => new ScatteredTraffic(1).WithoutDomain(names),
        "before sites" => new ScatteredTraffic(1).GluedBeforeSites(names),
        _ => new ScatteredTraffic(1).InPlaceOfSites(names),
    };

    static List<RandomTraffic.Row> Innocent(string kind, int seed) => kind switch
    {
        "browsing" => new ScatteredTraffic(seed).Browsing(20 + 5 * seed),
        "mail" => new ScatteredTraffic(seed).Mail(20 + 5 * seed),
        "generated" => new ScatteredTraffic(seed).Generated(20 + 5 * seed),
        _ => new ScatteredTraffic(seed).Caught(20 + 5 * seed),
    };

    static string Said(Weighing? weighing) => weighing is null ? "" : string.Join("; ", weighing.Signals.Select(signal => $"{signal.Id} {signal.AsBrowsing.Value}/{signal.AsLookUps.Value}"));
}
