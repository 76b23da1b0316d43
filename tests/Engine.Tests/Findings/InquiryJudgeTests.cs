using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class InquiryJudgeTests
{
    const string Small = "news.example";

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void WhatTriageWeighsIsWeighedTheSameWhenAskedFor(int threads)
    {
        var scene = SceneOf(24);
        var all = new PairJudge(scene, threads).Judge(Bits.Least);
        Assert.NotEmpty(all);
        foreach (var expected in all)
        {
            var pair = (Pair)expected.Subject;
            var asked = Asked(WireName.ToText(pair.Zones[0]), scene, threads).Single(weighing => ((Pair)weighing.Subject).Client == pair.Client);
            Assert.Equal((expected.Sum, expected.Level), (asked.Sum, asked.Level));
            Assert.Equal(ChannelTraffic.Signals(expected), ChannelTraffic.Signals(asked));
        }
    }

    [Fact]
    public void AZoneThatSaysTooLittleIsWeighedOnlyBecauseItIsAskedFor()
    {
        var scene = SceneOf(24);
        Assert.DoesNotContain(new PairJudge(scene).Judge(Bits.Least), weighing => WireName.ToText(((Pair)weighing.Subject).Zones[0]) == Small);
        var kind = Assert.Single(new InquiryJudge(scene, About("www." + Small), 1).Judge([]), kind => kind.Kind == SubjectKind.Pair);
        Assert.Equal(ChannelTraffic.Clients, kind.Few.Length + kind.Others.Sum(others => others.Count));
        Assert.Equal(GravestFew.Most, kind.Few.Length);
        Assert.All(kind.Few, asked => Assert.True(asked.IsSmall && asked.Weighing.Level < Level.Medium));
        Assert.All(kind.Few, asked => Assert.Equal(
            ["coded-names", "fresh-names", "information-budget", "long-names", "look-up-service", "rare-types", "regular-times", "sole-asker"],
            asked.Weighing.Signals.Select(signal => signal.Detector).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void AClientIsAskedForWithAllItsZonesTheGravestFirst()
    {
        var kind = new InquiryJudge(SceneOf(24), About(ChannelTraffic.Host(ChannelTraffic.Channel).ToString()), 2).Judge([]).Single(kind => kind.Kind == SubjectKind.Pair);
        Assert.Equal(ChannelTraffic.Zone, WireName.ToText(((Pair)kind.Few[0].Weighing.Subject).Zones[0]));
        Assert.All(kind.Few, asked => Assert.Equal(ChannelTraffic.Host(ChannelTraffic.Channel), ((Pair)asked.Weighing.Subject).Client));
        Assert.Equal(kind.Few.OrderByDescending(asked => asked.Weighing.Sum), kind.Few);
        Assert.False(kind.Few[0].IsSmall);
    }

    [Fact]
    public void AServerIsAskedForWithItsWeighingAndTheChannelsThatEndThere()
    {
        var kinds = new InquiryJudge(SceneOf(24), About(ChannelTraffic.Host(ChannelTraffic.Relay).ToString()), 1).Judge([]);
        Assert.Single(kinds.Single(kind => kind.Kind == SubjectKind.Server).Few);
        Assert.Contains(kinds.Single(kind => kind.Kind == SubjectKind.Pair).Few, asked => WireName.ToText(((Pair)asked.Weighing.Subject).Zones[0]) == ChannelTraffic.Zone);
    }

    [Fact]
    public void WhatDoesNotOccurIsNotWeighedAndNotSeen()
    {
        var scene = SceneOf(24);
        foreach (var inquiry in new[] { About("nowhere.example.net"), About("192.0.2.99") })
        {
            Assert.Empty(new InquiryJudge(scene, inquiry, 1).Judge([]));
            Assert.Empty(AskedUse.All(inquiry, scene));
        }
    }

    [Fact]
    public void WhatTheEvidenceShowsIsCounted()
    {
        var use = Assert.Single(AskedUse.All(About(ChannelTraffic.Zone), SceneOf(24)));
        Assert.Equal((UsePart.Zone, 1, 24L, 1, 1), (use.Part, use.Clients, use.Queries, use.Days, use.Zones));
        Assert.Equal((new DateTime(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc), new DateTime(2026, 3, 18, 9, 0, 23, DateTimeKind.Utc)), (use.First, use.Last));
        Assert.Equal(ChannelTraffic.Host(ChannelTraffic.Relay), Assert.Single(use.Servers).Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0.0.0.0..")]
    [InlineData("a..b")]
    [InlineData("::")]
    public void WhatIsNeitherNameNorAddressIsRefused(string text) => Assert.False(Inquiry.TryRead(text, out _));

    [Theory]
    [InlineData("t-example[.]net")]
    [InlineData("T-Example.NET.")]
    [InlineData("\\116-example.net")]
    public void ANameIsReadInAnyOfItsForms(string text) => Assert.Equal(ChannelTraffic.Zone, WireName.ToText(About(text).Zone));

    [Fact]
    public void NoTextIsTooHostileToBeReadOrRefused()
    {
        var random = new Random(6);
        for (var i = 0; i < 2000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(600)).Select(_ => (char)(random.Next(4) == 0 ? random.Next(0x300) : "a.\\[]:0"[random.Next(7)]))]);
            Assert.True(!Inquiry.TryRead(text, out var inquiry) || inquiry.Zone is not null || inquiry.Address is not null, $"seed 6, text {i}");
        }
    }

    [Fact]
    public void TheSignalsThatHoldAChannelOverTheLineAreFewestAndSuffice()
    {
        var weighing = new PairJudge(SceneOf(60)).Judge(Bits.Least)[0];
        Assert.True(weighing.Level >= Level.High);
        var without = new LineSearch(weighing.Prior, weighing.Signals).Without(Level.Medium);
        Assert.NotEmpty(without);
        Assert.True(LevelOf(weighing, [.. weighing.Signals.Except(without)]) < Level.Medium);
        Assert.All(without, signal => Assert.True(LevelOf(weighing, [.. weighing.Signals.Except(without.Remove(signal))]) >= Level.Medium));
    }

    [Fact]
    public void AWeighingUnderTheLineNamesSignalsThatWouldBringItOver()
    {
        var weighing = Asked(Small, SceneOf(24), 1)[0];
        Assert.NotEmpty(new LineSearch(weighing.Prior, weighing.Signals).Over(Level.Medium));
        Assert.Empty(new LineSearch(weighing.Prior, weighing.Signals).Without(Level.Medium));
    }

    static Level LevelOf(Weighing weighing, List<Signal> signals) => Weighing.LevelOf(Weighing.SumOf(weighing.Prior, signals), signals);

    static Inquiry About(string text) => Inquiry.TryRead(text, out var inquiry) ? inquiry : throw new ArgumentException(text);

    static Scene SceneOf(int names)
    {
        var traffic = new ChannelTraffic(seed: 3);
        return new(new FrozenRollups(RandomTraffic.Roll([.. traffic.Fleet(), .. traffic.Tunnel(names)])));
    }

    static ImmutableArray<Weighing> Asked(string name, Scene scene, int threads) =>
        [.. new InquiryJudge(scene, About(name), threads).Judge([]).Single(kind => kind.Kind == SubjectKind.Pair).Few.Select(asked => asked.Weighing)];
}
