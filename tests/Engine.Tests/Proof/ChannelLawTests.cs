using System.Globalization;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Rollups;
using Nameward.Engine.Transcripts;
using Xunit;
using static Nameward.Engine.Tests.Proof.ChannelTraffic;

namespace Nameward.Engine.Tests.Proof;

/// <summary>
/// The laws of weighing, each over a thousand small channels of every kind: in which order and in how many parts evidence comes, what more of it may do, and
/// less of it, and what does not matter at all.
/// </summary>
[Trait("tier", "ci")]
public sealed class ChannelLawTests(ChannelLawTests.Cases cases) : IClassFixture<ChannelLawTests.Cases>
{
    const int Count = 1000, OneBit = 100, TenthOfABit = 10, Cap = 12 * OneBit;

    readonly PairWeigher _weigher = new(new(new(RandomTraffic.Roll(new ChannelCase(seed: 0).Rows))));

    /// <summary>Of names beyond a sample the figures are estimates, with 8.9 % for one standard error: well below one bit.</summary>
    static int Error(ChannelCase channel) => channel.IsExact ? 0 : OneBit;

    [Fact]
    public void EveryKindOfSignalSpeaksInManyCases()
    {
        var spoken = cases.All.SelectMany(one => one.Whole.Signals.Where(signal => signal.AsBrowsing > Bits.Zero).Select(signal => signal.Id).Concat(Kinds(Measures(one.Whole)))).CountBy(id => id).ToDictionary();
        Assert.All(["both-ways", "came-down", "said-up", "name-symbols", "name-length", "never-repeated", "even-intervals", "record-types", "one-client", "sizes", "texts", "shared"],
            id => Assert.True(spoken.GetValueOrDefault(id) >= Count / 100, $"{id}: {spoken.GetValueOrDefault(id)} of {cases.All.Count}"));
    }

    /// <summary>Any permutation, split over the sinks of one set or over sets that are merged: the same weighings, suspects and findings.</summary>
    [Fact]
    public void InAnyOrderAndAnyPartsTheFindingsAreTheSame() => ForEachCase((channel, whole, random) =>
    {
        var rows = channel.Rows.ToArray();
        random.Shuffle(rows);
        var parts = rows.GroupBy(_ => random.Next(1 + channel.Seed % 4)).Select(part => part.ToList()).ToList();
        AssertSame(channel, Findings(RandomTraffic.Roll(channel.Rows), channel.Rows), Findings(channel.Seed % 2 == 0 ? OverSinks(parts) : Merged(parts), rows));
    });

    /// <summary>
    /// What was in a file that is there twice. Queries add up, as each of them may be one; so each name was asked twice, and what rests on names being new
    /// (the cache, and times that no cache explains) may say less. Nothing says more.
    /// </summary>
    [Fact]
    public void RowsGivenTwiceAreNoMoreEvidence() => ForEachCase((channel, whole, random) =>
    {
        var twice = Found(channel, [.. channel.Rows, .. channel.Rows]);
        var isLess = false;
        foreach (var (before, after) in whole.Signals.Select(signal => (signal, Of(twice, signal.Family))))
        {
            Assert.True(after.AsBrowsing <= before.AsBrowsing && after.AsLookUps <= before.AsLookUps, Text(channel, whole, twice));
            isLess |= after.AsBrowsing < before.AsBrowsing;
            Assert.True(after.AsBrowsing == before.AsBrowsing || after.Family is Family.Cache or Family.Timing, Text(channel, whole, twice));
        }
        Assert.True(isLess ? twice.Sum <= whole.Sum && twice.Level <= whole.Level : (twice.Sum, twice.Level) == (whole.Sum, whole.Level), Text(channel, whole, twice));
    });

    /// <summary>However many times a day it speaks, and whoever fills some hours of it beside: a clock is worth what it is worth in an hour.</summary>
    [Theory]
    [InlineData(12, 0)]
    [InlineData(60, 0)]
    [InlineData(60, 5000)]
    public void AClockIsNotLostForSpeakingAllDay(int interval, int noise)
    {
        const int Day = 86_400, Midnight = -9 * 3600, Quarter = 900;
        var rows = new List<RandomTraffic.Row>();
        for (var second = 0; second < Day; second += interval)
        {
            LookUp(rows, Channel, Relay, Midnight + second, $"{WyHash.Of((ulong)second, 1):x16}.{Zone}", RecordTypes.A, 60, [198, 51, 100, 9]);
        }
        for (var i = 0; i < noise; i++)
        {
            LookUp(rows, Channel, Relay, i % (4 * Quarter), $"www.{Zone}", RecordTypes.A, 60, [198, 51, 100, 8]);
        }
        Assert.Equal(6 * OneBit, Of(Weigh(rows)!, Family.Timing).AsBrowsing.Hundredths);
    }

    [Fact]
    public void ASecondLogOfTheSameTrafficChangesNothing() => ForEachCase((channel, whole, random) =>
        AssertSame(channel, whole, Found(channel, [.. channel.Rows, .. channel.Rows.Select(row => row with { Format = (byte)(row.Format + 1), Segment = new(1, 0) })])));

    /// <summary>
    /// Queries alone do not show that a server answers, and so is one: of evidence that shows only these it is not asked.
    /// </summary>
    [Fact]
    public void ARelayThatAsksTheSameNamesChangesNothingThatTheyAre() => ForEachCase((channel, whole, random) =>
    {
        if (channel.Shown == DownFrom.Nothing)
        {
            return;
        }
        var upstream = Each(channel.Exchanges.SelectMany(rows => rows), message => message with { Client = message.Server with { Port = 33000 }, Server = new(Address.FromV4(0xCB007142), 53) });
        var relayed = Found(channel, [.. channel.Rows, .. upstream]);
        Assert.True(Signals(whole).SequenceEqual(Signals(relayed)), Text(channel, whole, relayed));
    });

    /// <summary>
    /// A channel that goes on says more, and never less: not in sum beyond the error of a sample, and not in level. When it speaks is left out of
    /// it where it keeps no clock, as few arrivals without memory may look even by chance.
    /// </summary>
    [Fact]
    public void MoreExchangesOfAChannelNeverSayLess()
    {
        var tried = 0;
        ForEachCase((channel, whole, random) =>
        {
            var some = channel.Exchanges.Take(1 + random.Next(channel.Exchanges.Count)).SelectMany(rows => rows);
            if (Weigh([.. channel.Around, .. some], ChannelCase.Client) is { } before)
            {
                tried++;
                AssertNoMore(channel, whole, before);
            }
        });
        Assert.InRange(tried, Count / 2, Count);
    }

    /// <summary>
    /// The same the other way round, whichever exchanges are lost: amounts grow less, and what names are like stays as it was. What may become more than it was
    /// is the evenness of times where no clock is kept, and beyond this channel: shares of unlike names, and what others of the fleet no longer share.
    /// </summary>
    [Fact]
    public void ThinningAChannelNeverRaisesIt()
    {
        var tried = 0;
        ForEachCase((channel, whole, random) =>
        {
            var kept = channel.Exchanges.Where(_ => random.Next(2) == 0).SelectMany(rows => rows);
            if (Weigh([.. channel.Around, .. kept], ChannelCase.Client) is { } thinned)
            {
                tried++;
                AssertNoMore(channel, whole, thinned);
            }
        });
        Assert.InRange(tried, Count / 2, Count);
    }

    /// <summary>
    /// Sizes tell less than data, and nothing tells less than sizes. (Where a few names are asked again and again, it is the time to live that excuses even
    /// times: there, less that is shown could be more that is to be explained. No channel here repeats its names so.)
    /// </summary>
    [Fact]
    public void WithoutAnswersThereIsNoMoreEvidence() => ForEachCase((channel, whole, random) =>
    {
        var sizes = Found(channel, WithoutAnswers(channel.Rows));
        var queries = Found(channel, [.. channel.Rows.Where(row => row.Message.Sides == Sides.Query)]);
        Assert.True(sizes.Sum <= whole.Sum && queries.Sum <= sizes.Sum, Text(channel, whole, sizes) + "\n" + Text(queries));
        Assert.True(sizes.Level <= whole.Level && queries.Level <= sizes.Level, Text(channel, whole, sizes) + "\n" + Text(queries));
    });

    /// <summary>A resolver that mixes the cases of letters against forgery does so in the zone too, and nobody's names are data for it.</summary>
    [Fact]
    public void AResolverThatMixesCasesChangesNothing() => ForEachCase((channel, whole, random) =>
        AssertSame(channel, whole, Found(channel, [.. channel.Rows.Select(row => row with { Name = Mixed(row.Name, random) })])));

    [Fact]
    public void NeitherTheZoneNorTheClientsMatter() => ForEachCase((channel, whole, random) =>
    {
        var (shift, zone) = ((uint)random.Next(1, 200) << 8, Names.Wire(OtherZone));
        var renamed = channel.Rows.Select(row => row with { Name = Renamed(row.Name, zone), Message = row.Message with { Client = new(Address.FromV4(row.Message.Client.Address.V4 + shift), 5000) } });
        var all = new PairJudge(new(new(RandomTraffic.Roll(renamed)))).Judge(new(int.MinValue));
        var found = all.Single(one => ((Pair)one.Subject).Client.V4 == Host(ChannelCase.Client).V4 + shift && WireName.ToText(((Pair)one.Subject).Zones[0]) == OtherZone);
        if (channel.IsExact)
        {
            AssertSame(channel, whole, found);
        }
        Assert.InRange(found.Sum.Hundredths - whole.Sum.Hundredths, -Error(channel), Error(channel));
    });

    [Fact]
    public void TheDayDoesNotMatter() => ForEachCase((channel, whole, random) =>
    {
        var days = random.Next(-1000, 1000);
        AssertSame(channel, whole, Found(channel, Each(channel.Rows, message => message with { Time = message.Time.AddDays(days) })));
    });

    [Fact]
    public void NoFamilyButProofGivesMoreThanTwelveBitsAndNoneAloneSuffices() => ForEachCase((channel, whole, random) =>
    {
        AssertCapped(whole);
        AssertCapped(_weigher.Weigh((Pair)whole.Subject with { Measures = Extreme(random) }));
        Assert.True(whole.Prior.Hundredths + Cap < Weighing.EscalatesFrom.Hundredths, Text(whole));
        var most = new Bits(Weighing.CriticalFrom.Hundredths - 1);
        Assert.All(whole.Signals, signal => Assert.True(Weighing.LevelOf(most, [signal]) < Level.High, signal.Id));
    });

    static void AssertCapped(Weighing weighing) => Assert.All(weighing.Signals.GroupBy(signal => signal.Family), family =>
        Assert.True(family.Sum(signal => signal.AsBrowsing.Hundredths) <= Cap && family.Sum(signal => signal.AsLookUps.Hundredths) <= Cap, Text(weighing)));

    /// <summary>Measures of any size, as no traffic has them.</summary>
    static PairMeasures Extreme(Random random)
    {
        double Any() => random.Next(4) switch { 0 => 0, 1 => random.Next(10), 2 => Math.Pow(2, random.Next(64)), _ => 1e12 * random.NextDouble() };
        var names = Any();
        return new(names, names, Any(), Any(), Any(), Any(), (DownFrom)random.Next(3), random.Next(200), random.Next(2) == 0 ? null : Any(), random.NextDouble(), random.NextDouble(),
            random.NextDouble(), Any(), random.NextDouble(), new(random.Next(500), Any(), random.NextDouble()), random.Next(50), random.Next(50))
        { Bursts = new(new(0, names, Any(), Any()), new(0, names, Any(), Any()), new(0, names, Any(), Any())) };
    }

    void ForEachCase(Action<ChannelCase, Weighing, Random> check)
    {
        Assert.InRange(cases.All.Count, Count, Count);
        cases.All.ForEach(one => check(one.Channel, one.Whole, new(one.Channel.Seed)));
    }

    static IEnumerable<string> Kinds(PairMeasures m) =>
        [.. m is { Down: DownFrom.Sizes, DownBits: > 100 } ? ["sizes"] : (string[])[], .. m.HostTextBits > 1000 ? ["texts"] : (string[])[], .. m.OtherClients > 0 ? ["shared"] : (string[])[]];

    static Weighing Found(ChannelCase channel, List<RandomTraffic.Row> rows)
    {
        var weighing = Weigh(rows, ChannelCase.Client);
        Assert.True(weighing is not null, $"seed {channel.Seed}: nothing is weighed");
        return weighing;
    }

    static void AssertSame(ChannelCase channel, Weighing expected, Weighing actual)
    {
        Assert.True(Signals(expected).SequenceEqual(Signals(actual)), Text(channel, expected, actual));
        Assert.True((expected.Prior, expected.Sum, expected.Level) == (actual.Prior, actual.Sum, actual.Level), Text(channel, expected, actual));
    }

    static void AssertSame(ChannelCase channel, string expected, string actual) => Assert.True(expected == actual, $"seed {channel.Seed}:\n{expected}\n{actual}");

    // What is estimated is no more by more than its error, and rounding; what has a clock loses nothing of it.
    static void AssertNoMore(ChannelCase channel, Weighing whole, Weighing less)
    {
        var even = channel.IsByTheClock ? null : Of(less, Family.Timing);
        var (browsing, lookUps) = (Excess(even?.AsBrowsing, Of(whole, Family.Timing).AsBrowsing), Excess(even?.AsLookUps, Of(whole, Family.Timing).AsLookUps));
        var sum = less.Sum.Hundredths - Math.Max(browsing, lookUps);
        Assert.True(sum <= whole.Sum.Hundredths + Error(channel) + TenthOfABit, Text(channel, whole, less));
        Assert.True(Math.Max(browsing, lookUps) + Error(channel) > 0 || less.Level <= whole.Level, Text(channel, whole, less));
    }

    static int Excess(Bits? more, Bits bits) => more is { } over ? Math.Max(0, over.Hundredths - bits.Hundredths) : 0;

    static Signal Of(Weighing weighing, Family family) => weighing.Signals.Single(signal => signal.Family == family);

    static PairMeasures Measures(Weighing weighing) => ((Pair)weighing.Subject).Measures;

    static byte[] Renamed(byte[] name, byte[] zone)
    {
        var old = Names.Wire(Zone);
        return name.AsSpan().EndsWith(old) ? [.. name.AsSpan(0, name.Length - old.Length), .. zone] : name;
    }

    static byte[] Mixed(byte[] name, Random random)
    {
        // The labels of the zone begin behind a length, with a letter: that one is always a capital.
        var zone = name.Length - Names.Wire(Zone).Length;
        return [.. name.Select((symbol, at) => char.IsAsciiLetter((char)symbol) && (at == zone + 1 || random.Next(2) == 0) ? (byte)(symbol ^ 0x20) : symbol)];
    }

    static RollupSet OverSinks(List<List<RandomTraffic.Row>> parts)
    {
        var set = new RollupSet();
        var sinks = parts.Select(part => Fed(new RollupSink(set), part)).ToList();
        sinks.ForEach(sink => sink.Finish());
        return set;
    }

    static RollupSet Merged(List<List<RandomTraffic.Row>> parts)
    {
        var merged = new RollupSet();
        parts.ForEach(part => merged.Merge(RandomTraffic.Roll(part)));
        return merged;
    }

    static T Fed<T>(T sink, IEnumerable<RandomTraffic.Row> rows) where T : IObservationSink
    {
        var writer = new BatchWriter(sink);
        foreach (var row in rows)
        {
            writer.Begin(row.Segment, row.Format);
            writer.Message(row.Message, row.Name, row.Answers);
            writer.Flush();
        }
        return sink;
    }

    static string Findings(RollupSet set, IEnumerable<RandomTraffic.Row> rows)
    {
        var builder = new FindingBuilder(new(new(set)));
        var findings = builder.Build(Fed(new TranscriptSink(builder.FindSuspects()), rows).Transcripts);
        return string.Join('\n', findings.Select(finding => string.Create(CultureInfo.InvariantCulture,
            $"{finding.Id} {finding.Title.Render(hostile => hostile.Raw)} {finding.Weighing.Level} {finding.Weighing.Sum.Value} {finding.FirstEscalation} {string.Join(' ', Signals(finding.Weighing))}")));
    }

    static string Text(ChannelCase channel, Weighing whole, Weighing other) => string.Create(CultureInfo.InvariantCulture,
        $"seed {channel.Seed}, {channel.Exchanges.Count} names\n{Text(whole)}\n{Text(other)}");

    static string Text(Weighing weighing) => string.Create(CultureInfo.InvariantCulture,
        $"{weighing.Level} {weighing.Sum.Value} over {weighing.Prior.Value}: {string.Join(' ', Signals(weighing).Select(signal => $"{signal.Id} {signal.AsBrowsing.Value}/{signal.AsLookUps.Value}"))} {((Pair)weighing.Subject).Measures}");

    /// <summary>The channels and what is weighed of each, made once for all laws; those that say too little to be weighed are passed over.</summary>
    public sealed class Cases
    {
        internal sealed record Case(ChannelCase Channel, Weighing Whole);

        internal List<Case> All { get; } = [.. Weighed().Take(Count)];

        static IEnumerable<Case> Weighed()
        {
            for (var seed = 0; ; seed++)
            {
                var channel = new ChannelCase(seed);
                if (Weigh(channel.Rows, ChannelCase.Client) is { } whole)
                {
                    yield return new(channel, whole);
                }
            }
        }
    }
}
