using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rollups;
using Xunit;
using static Nameward.Engine.Tests.Proof.ChannelTraffic;

namespace Nameward.Engine.Tests.Proof;

/// <summary>What may be changed about a channel and its surroundings, and what that may do to the bits: laws that need no labelled traffic.</summary>
public class MetamorphicTests
{
    const int Seeds = 6;

    /// <summary>Few names, as many as a sample holds in full, and many more; short ones, and ones that are filled.</summary>
    public static TheoryData<int, int> Sizes => new(from names in (int[])[6, 40, 400] from bytes in (int[])[6, 25] select (names, bytes));

    [Theory, MemberData(nameof(Sizes))]
    public void TheNameOfTheZoneDoesNotMatter(int names, int bytes) => ForEachSeed(names, bytes, (seed, rows, whole) =>
    {
        var traffic = new ChannelTraffic(seed);
        var renamed = Found([.. traffic.Fleet(), .. traffic.Tunnel(names, bytes, zone: OtherZone)], zone: OtherZone);
        // Beyond the size of a sample another zone means other hashes, and so another sample: 8.9 % of the volume, well below one bit.
        var mayDiffer = names > 128 ? 100 : 0;
        Assert.InRange(renamed.Sum.Hundredths - whole.Sum.Hundredths, -mayDiffer, mayDiffer);
    });

    [Theory, MemberData(nameof(Sizes))]
    public void TheDayDoesNotMatter(int names, int bytes) => ForEachSeed(names, bytes, (seed, rows, whole) =>
    {
        foreach (var days in (int[])[1, -1, 365])
        {
            AssertSame(whole, Found(Each(rows, message => message with { Time = message.Time.AddDays(days) })));
        }
    });

    [Theory, MemberData(nameof(Sizes))]
    public void TheCaseOfNamesDoesNotMatter(int names, int bytes) => ForEachSeed(names, bytes, (seed, rows, whole) =>
    {
        var random = new Random(seed);
        AssertSame(whole, Found([.. rows.Select(row => row with { Name = [.. row.Name.Select(c => c is >= (byte)'a' and <= (byte)'z' && random.Next(2) == 0 ? (byte)(c - 32) : c)] })]));
    });

    [Theory, MemberData(nameof(Sizes))]
    public void ASecondLogOfTheSameTrafficDoesNotMatter(int names, int bytes) => ForEachSeed(names, bytes, (seed, rows, whole) =>
        AssertSame(whole, Found([.. rows, .. rows.Select(row => row with { Format = (byte)(row.Format + 1), Segment = new(1, 0) })])));

    [Theory, MemberData(nameof(Sizes))]
    public void AClientWithNamesOfItsOwnTakesAwayOnlyWhatThePopulationGave(int names, int bytes) => ForEachSeed(names, bytes, (seed, rows, whole) =>
    {
        var joined = Found([.. rows, .. new ChannelTraffic(seed + 1000).Tunnel(names, bytes, client: Channel + 1)]);
        Assert.Equal(Signals(whole, Family.Population), Signals(joined, Family.Population));
        Assert.True(Population(joined) < Population(whole), $"seed {seed}");
        Assert.Equal(OverPrior(whole) - Population(whole).Hundredths, OverPrior(joined) - Population(joined).Hundredths);
    });

    [Theory, MemberData(nameof(Sizes))]
    public void ARelayThatAsksTheSameNamesTakesAwayNothing(int names, int bytes) => ForEachSeed(names, bytes, (seed, rows, whole) =>
    {
        var upstream = Each(rows.Where(row => row.Message.Client.Address == Host(Channel)), message => message with
        {
            Client = message.Server with { Port = 33000 },
            Server = new(Address.FromV4(0xCB007142), 53),
        });
        var relayed = Found([.. rows, .. upstream]);
        Assert.Equal(Signals(whole), Signals(relayed));
        Assert.Equal(OverPrior(whole), OverPrior(relayed));
    });

    [Theory, MemberData(nameof(Sizes))]
    public void WithoutAnswersThereIsNoMoreEvidence(int names, int bytes) => ForEachSeed(names, bytes, (seed, rows, whole) =>
    {
        AssertNoMore(whole, Found(WithoutAnswers(rows)), seed);
        AssertNoMore(whole, Found([.. rows.Where(row => row.Message.Sides == Sides.Query)]), seed);
    });

    [Theory, MemberData(nameof(Sizes))]
    public void WhatIsSentAgainIsNoMoreEvidence(int names, int bytes) => ForEachSeed(names, bytes, (seed, rows, whole) =>
    {
        var again = Found([.. rows, .. Each(rows.Where(row => row.Message.Sides == Sides.Query), message => message with { Time = message.Time.AddSeconds(1) })]);
        AssertNoMore(whole, again, seed);
    });

    [Theory, MemberData(nameof(Sizes))]
    public void WhatIsUnrelatedCountsAsSoManyMoreChancesAndNothingElse(int names, int bytes) => ForEachSeed(names, bytes, (seed, rows, whole) =>
    {
        var keys = rows.Select(row => (row.Message.Client.Address, WireName.ToText(row.Name).Split('.', 2)[1])).Distinct().Count();
        foreach (var more in (int[])[1, 100, 1000])
        {
            var among = Found([.. rows, .. Unrelated(more)]);
            Assert.Equal(Signals(whole), Signals(among));
            Assert.Equal(OverPrior(whole), OverPrior(among));
            // Both priors are rounded to tenths.
            Assert.Equal(Math.Log2((keys + more) / (double)keys), (whole.Prior.Hundredths - among.Prior.Hundredths) / 100.0, 0.1001);
        }
    });

    [Fact]
    public void MoreEvidenceNeverMeansALowerLevel()
    {
        var subject = new Domain([], []);
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var signals = Enumerable.Range(0, random.Next(8)).Select(_ => Signal(random, -500)).ToList();
            var prior = new Bits(random.Next(-2000, 100));
            var before = Weighing.Of(subject, prior, signals);
            for (var more = 0; more < 5; more++)
            {
                signals.Add(Signal(random, 0));
                var after = Weighing.Of(subject, prior, signals);
                Assert.True(after.Level >= before.Level && after.Sum >= before.Sum, $"seed {seed}: {before.Level} {before.Sum}, {after.Level} {after.Sum}");
                before = after;
            }
        }
    }

    static Signal Signal(Random random, int least) => new()
    {
        Id = "made-up",
        Detector = "made-up",
        Family = (Family)random.Next(Enum.GetValues<Family>().Length),
        Value = null,
        Baseline = null,
        AsBrowsing = new(random.Next(least, 800)),
        AsLookUps = new(random.Next(least, 800)),
        Say = () => Sentence.Of("made up"),
    };

    static void ForEachSeed(int names, int bytes, Action<int, List<RandomTraffic.Row>, Weighing> check)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var traffic = new ChannelTraffic(seed);
            List<RandomTraffic.Row> rows = [.. traffic.Fleet(), .. traffic.Tunnel(names, bytes)];
            check(seed, rows, Found(rows));
        }
    }

    static Weighing Found(List<RandomTraffic.Row> rows, string zone = Zone)
    {
        var weighing = ChannelTraffic.Weigh(rows, zone: zone);
        Assert.NotNull(weighing);
        return weighing;
    }

    static void AssertSame(Weighing expected, Weighing actual)
    {
        Assert.Equal(Signals(expected), Signals(actual));
        Assert.Equal((expected.Prior, expected.Sum, expected.Level), (actual.Prior, actual.Sum, actual.Level));
    }

    // Not in sum, not in level, and in no family.
    static void AssertNoMore(Weighing whole, Weighing less, int seed)
    {
        Assert.True(less.Sum <= whole.Sum && less.Level <= whole.Level, $"seed {seed}: {less.Sum}, {whole.Sum}");
        foreach (var signal in less.Signals)
        {
            var before = whole.Signals.Single(other => other.Family == signal.Family);
            Assert.True(signal.AsBrowsing <= before.AsBrowsing && signal.AsLookUps <= before.AsLookUps, $"seed {seed}: {signal.Id}");
        }
    }

    static int OverPrior(Weighing weighing) => weighing.Sum.Hundredths - weighing.Prior.Hundredths;

    static Bits Population(Weighing weighing) => weighing.BitsOf(weighing.Signals.Single(signal => signal.Family == Family.Population));
}
