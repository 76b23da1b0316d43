using Nameward.Engine.Baselines;
using Nameward.Engine.Cases;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Profiles;

/// <summary>The reputation of a zone: each part by its formula, what is not known as not known, and nothing decided by it.</summary>
public class ReputationTests
{
    const int FirstDay = 20_530;
    const string Zone = "x-example.com";

    [Fact]
    public void AZoneOfWhichNothingIsKnownHasNone()
    {
        var reputation = Of(Scene([Asks(1, Zone)]));
        Assert.Equal((null, "not known"), (reputation.Score, reputation.Word));
        Assert.Equal(["age", "registered", "provider", "prevalence", "feeds", "parking"], reputation.Parts.Select(part => part.Id));
        Assert.All(reputation.Parts, part => Assert.Null(part.Score));
    }

    [Theory]
    [InlineData(1, 25)]
    [InlineData(2, 63)]
    [InlineData(3, 84)]
    [InlineData(4, 100)]
    [InlineData(16, 100)]
    public void ThePrevalenceIsTheShareOfClients(int clients, int score) =>
        Assert.Equal(score, Part(Scene([.. Enumerable.Range(1, 16).Select(client => Asks(client, client <= clients ? Zone : "other.example"))]), "prevalence").Score);

    [Fact]
    public void OfFewClientsAShareSaysNothing() => Assert.Null(Part(Scene([.. Enumerable.Range(1, 9).Select(client => Asks(client, Zone))]), "prevalence").Score);

    [Theory]
    [InlineData(0, 9, null, "asked here from the first days that are known, at least 9 days before the newest: it may be older")]
    [InlineData(2, 9, null, "asked here from the first days that are known, at least 7 days before the newest: it may be older")]
    [InlineData(1, 1, null, "asked here on the newest day of the evidence, and fewer than three earlier days are known: it may be older")]
    [InlineData(3, 3, 25, "first asked here 0 days before the newest day of the evidence; 3 earlier days are known")]
    [InlineData(3, 17, 63, "first asked here 14 days before the newest day of the evidence; 3 earlier days are known")]
    [InlineData(0, 28, 100, "asked here for at least 28 days")]
    [InlineData(5, 40, 100, "first asked here 35 days before the newest day of the evidence; 5 earlier days are known")]
    public void TheAgeIsTheTimeSinceTheFirstDayWhereEarlierOnesAreKnown(int first, int last, int? score, string text)
    {
        var rows = Enumerable.Range(0, last + 1).Select(day => Asks(1, day >= first ? Zone : "other.example", day));
        Assert.Equal((score, text), Told(Part(Scene([.. rows]), "age")));
    }

    [Fact]
    public void TheBaselineKnowsEarlierDays()
    {
        var hash = WireName.Hash(Names.Wire(Zone), NameHashing.Seed);
        Baseline Learned(Func<int, bool> isThere) => Baseline.Empty.With(Enumerable.Range(1, 20).Select(day => new BaselineDay
        {
            Day = (ushort)(FirstDay - day),
            LeftOut = 0,
            Halvings = 0,
            Clients = [],
            SharedZones = isThere(day) ? [1, hash, ulong.MaxValue] : [1],
        }));
        var scene = Scene([Asks(1, Zone)]);
        Assert.Equal((25, "first asked here 0 days before the newest day of the evidence; 20 earlier days are known"), Told(Part(scene with { Normal = Learned(_ => false) }, "age")));
        Assert.Equal((52, "first asked here 10 days before the newest day of the evidence; 10 earlier days are known"), Told(Part(scene with { Normal = Learned(day => day <= 10) }, "age")));
        Assert.Null(Part(scene with { Normal = Learned(_ => true) }, "age").Score);
    }

    [Fact]
    public void DaysOfWhichABaselineKeptOnlyOtherZonesAreNotKnown()
    {
        var days = Enumerable.Range(1, 20).Select(day => new BaselineDay { Day = (ushort)(FirstDay - day), LeftOut = 0, Halvings = BaselineDay.MostHalvings, Clients = [], SharedZones = [] });
        Assert.Null(Part(Scene([Asks(1, Zone)]) with { Normal = Baseline.Empty.With(days) }, "age").Score);
    }

    [Theory]
    [InlineData("camera.dynv6.net", 20, "a name of dynamic DNS (dynv6)")]
    [InlineData("serveo.net", 20, "it is a free tunnel service (Serveo)")]
    [InlineData("someone.eu.org", 30, "a name of a free registry (EU.org)")]
    [InlineData("someone.github.io", 50, "a name of free hosting (GitHub Pages)")]
    [InlineData("x-example.com", null, "of no provider of free names that is known")]
    public void TheProviderIsTold(string zone, int? score, string text) => Assert.Equal((score, text), Told(Part(Scene([Asks(1, zone)]), "provider", zone)));

    [Theory]
    [InlineData("other.example", null, "on none of 1 indicator list given, which speaks neither for nor against it")]
    [InlineData("x-example.com", 0, "x-example.com stands in feed, line 1")]
    [InlineData("a.x-example.com", 25, "a name of it, a.x-example.com, stands in feed, line 1")]
    [InlineData("ax-example.com", null, "on none of 1 indicator list given, which speaks neither for nor against it")]
    public void AListSpeaksAgainstAndNeverFor(string entry, int? score, string text)
    {
        var list = TestFeeds.Of("feed", entry);
        var hits = list.Of(Names.Wire("www." + entry)).FirstOrDefault() is { } indicator ? new IndicatorHit(indicator, Address.None, HitPlace.Question) : null;
        var scene = Scene([Asks(1, Zone)]) with { Indicators = list, Hits = hits is null ? [] : [hits] };
        Assert.Equal((score, text), Told(Part(scene, "feeds")));
    }

    [Fact]
    public void TheScoreIsTheWeightedMeanOfWhatIsKnown()
    {
        var part = Sentence.Of("");
        Reputation Of(params (int? Score, int Weight)[] parts) => new() { Zone = HostileText.Name(Zone), Parts = [.. parts.Select(one => new ReputationPart("age", one.Score, one.Weight, part))] };
        Assert.Equal((43, "doubtful"), ScoreOf(Of((100, 2), (null, 2), (100, 1), (0, 4))));
        Assert.Equal((0, "poor"), ScoreOf(Of((0, 4), (null, 1))));
        Assert.Equal((60, "fair"), ScoreOf(Of((20, 1), (100, 1))));
        Assert.Equal((80, "good"), ScoreOf(Of((80, 3))));

        static (int?, string) ScoreOf(Reputation reputation) => (reputation.Score, reputation.Word);
    }

    [Fact]
    public void NoOrderOfTheEvidenceChangesIt()
    {
        var traffic = new RandomTraffic(7).Rows(400).ToArray();
        string InWords() => InWordsOf("example.com") + InWordsOf("a.github.io");
        string InWordsOf(string zone) => string.Join('\n', Of(Scene(traffic), zone).Parts.Select(part => $"{part.Score} {Told(part).Item2}"));
        var first = InWords();
        for (var seed = 1; seed <= 5; seed++)
        {
            new Random(seed).Shuffle(traffic);
            Assert.Equal(first, InWords());
        }
    }

    static (int?, string) Told(ReputationPart part) => (part.Score, part.Text.Render(hostile => hostile.Raw));

    static ReputationPart Part(Scene scene, string id, string zone = Zone) => Of(scene, zone).Parts.Single(part => part.Id == id);

    static Reputation Of(Scene scene, string zone = Zone) => new ReputationBuilder(scene, [Names.Wire(zone)]).Of(Names.Wire(zone));

    static Scene Scene(IEnumerable<RandomTraffic.Row> rows) => new(new(RandomTraffic.Roll(rows)));

    static RandomTraffic.Row Asks(int client, string zone, int day = 0) => new(new()
    {
        Time = DateTime.UnixEpoch.AddDays(FirstDay + day).AddHours(9),
        Sides = Sides.Query,
        Client = new(Address.FromV4(0x0A000000u + (uint)client), 40_000),
        Server = new(Address.FromV4(0x0A0000FE), 53),
        Type = RecordTypes.A,
    }, Names.Wire("www." + zone), [], new(0, 0), 1);
}
