using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Findings.Detectors;
using Nameward.Engine.Rollups;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

/// <summary>What zones that each hold a name or two say together.</summary>
public sealed class ScatteredNamesTests
{
    public static TheoryData<string, int[], bool, int, int, string> Cases() => new()
    {
        { "fires on data in every zone", [30, 30, 30], true, 12_00, 12_00, "of 30 zones asked at this server, 30 under names spelled as data that nobody else asks; in 30 of these a name was given data that no other name got" },
        { "stays quiet on one who browses", [100, 5, 5], true, -12_00, 12_00, "of 100 zones asked at this server, 5 under names spelled as data that nobody else asks; in 5 of these a name was given data that no other name got" },
        { "takes made-up names for what they are", [40, 40, 0], true, 12_00, -12_00, "of 40 zones asked at this server, 40 under names spelled as data that nobody else asks; in 0 of these a name was given data that no other name got" },
        { "cannot tell without answers", [40, 40, 0], false, 12_00, 0, "of 40 zones asked at this server, 40 under names spelled as data that nobody else asks; no answers are shown" },
        { "weighs few by their chance", [5, 4, 2], true, 10_77, 1_66, "of 5 zones asked at this server, 4 under names spelled as data that nobody else asks; in 2 of these a name was given data that no other name got" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void ZonesVote(string what, int[] counts, bool showsAnswers, int asBrowsing, int asLookUps, string text)
    {
        var signal = Signals(new(counts[0], counts[1], counts[2], 0, showsAnswers))[0];

        Assert.Equal((what, asBrowsing, asLookUps, text), (what, signal.AsBrowsing.Hundredths, signal.AsLookUps.Hundredths, signal.Text.Render(hostile => hostile.Raw)));
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(5, 4_00)]
    [InlineData(40, 8_00)]
    public void TopLevelDomainsThatNoListHasSpeakBeyondAFew(int suffixes, int bits)
    {
        var signal = Signals(new(40, 40, 40, suffixes, true))[1];

        Assert.Equal((bits, bits), (signal.AsBrowsing.Hundredths, signal.AsLookUps.Hundredths));
    }

    [Fact]
    public void AChannelThroughAZoneIsNotItsMatter() => Assert.Empty(Signals(null));

    static List<Signal> Signals(ScatterMeasures? measures)
    {
        var signals = new List<Signal>();
        var nothing = PairMeasuring.Measure(0, new PairState(), ZoneFleet.Empty);
        var pair = new Pair(default, 0, [[0]], null, nothing, new(), [], ZoneFleet.Empty, Crowd.None)
        {
            Scatter = measures is { } known ? new(known, default, ImmutableHashSet<ulong>.Empty) : null,
        };
        new ScatteredNames().Judge(pair, new(new(RandomTraffic.Roll([]))), signals);
        return signals;
    }
}
