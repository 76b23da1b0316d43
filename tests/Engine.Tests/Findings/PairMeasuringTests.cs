using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Proof;
using Nameward.Engine.Tests.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class PairMeasuringTests
{
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 0.05)]
    [InlineData(16, 4, 0.2)]
    public void WhereAnswersAreNotShownTheirSizesCarryTheirEntropy(int sizes, double bitsOfName, double off)
    {
        const int Names = 100, LeftOut = 2;
        var measures = Measure(Names, name => 100 + name % sizes);
        Assert.Equal(DownFrom.Sizes, measures.Down);
        Assert.InRange(measures.DownBits, (Names - LeftOut) * (bitsOfName - off), (Names - LeftOut) * bitsOfName);
    }

    [Fact]
    public void SizesThatFollowTheLengthOfTheQuestionCarryNothing() => Assert.Equal(0, Measure(100, name => 100, lengths: 20).DownBits);

    [Fact]
    public void WhereNeitherAnswersNorSizesAreShownNothingCameDown()
    {
        var measures = Measure(100, _ => 0);
        Assert.Equal((DownFrom.Nothing, 0), (measures.Down, measures.DownBits));
    }

    [Fact]
    public void ATargetInAZoneOfItsOwnForEachNameCarriesTheNameOfThatZone()
    {
        var targets = Enumerable.Range(0, 40).Select(i => $"{Random(i)}.com").ToList();
        Assert.InRange(Pointed(targets).DownBits, 38 * 150, 38 * 300);
        Assert.Equal(0, Pointed(targets, alsoAskedBy: 3).DownBits);
    }

    [Fact]
    public void TargetsInAFewZonesCarryNothingOfTheirNames()
    {
        List<string> Targets(int zones) => [.. Enumerable.Range(0, 40).Select(i => $"{Random(i)}.{Random(1000 + i % zones)}.com")];
        Assert.Equal(Pointed(Targets(1)).DownBits, Pointed(Targets(10)).DownBits);
        Assert.InRange(Pointed(Targets(40)).DownBits, 1.9 * Pointed(Targets(1)).DownBits, 2.1 * Pointed(Targets(1)).DownBits);
    }

    [Fact]
    public void WhereNoRecordsComeBackTheCodesOfResponsesCarryTheirEntropy()
    {
        const int Names = 100, LeftOut = 2;
        Assert.InRange(Answered(Names, i => i % 2 * 3, i => false), (Names - LeftOut) * 0.95, Names - LeftOut);
        Assert.InRange(Answered(Names, i => i % 4, i => false), (Names - LeftOut) * 1.9, (Names - LeftOut) * 2);
        Assert.Equal(0, Answered(Names, i => 3, i => false));
    }

    /// <summary>A list answers with one of few records where the name is on it, and says else that there is none.</summary>
    [Fact]
    public void ThatNamesAreOnAListOrNotCarriesNothing() => Assert.Equal(0, Answered(100, i => i % 3 == 0 ? 0 : 3, i => i % 3 == 0));

    static PairMeasures Pointed(List<string> targets, int? alsoAskedBy = null)
    {
        var rows = new List<RandomTraffic.Row>();
        for (var i = 0; i < targets.Count; i++)
        {
            ChannelTraffic.LookUp(rows, ChannelTraffic.Channel, ChannelTraffic.Relay, i, $"{Random(2000 + i)}.{ChannelTraffic.Zone}", RecordTypes.Cname, 300, Names.Wire(targets[i]));
            if (alsoAskedBy is { } other)
            {
                ChannelTraffic.LookUp(rows, other, ChannelTraffic.Relay, i, $"{Random(3000 + i)}.{ChannelTraffic.Zone}", RecordTypes.Cname, 300, Names.Wire(targets[i]));
            }
        }
        return ((Pair)ChannelTraffic.Weigh(rows)!.Subject).Measures;
    }

    static double Answered(int names, Func<int, int> rcode, Func<int, bool> hasRecord)
    {
        var rows = new List<RandomTraffic.Row>();
        for (var i = 0; i < names; i++)
        {
            var one = new List<RandomTraffic.Row>();
            ChannelTraffic.LookUp(one, ChannelTraffic.Channel, ChannelTraffic.Relay, i, $"{Random(i)}.{ChannelTraffic.Zone}", RecordTypes.A, 300, [127, 0, 0, 2]);
            rows.Add(one[0]);
            rows.Add(one[1] with { Message = one[1].Message with { Rcode = (ushort)rcode(i) }, Answers = hasRecord(i) ? one[1].Answers : [] });
        }
        return ((Pair)ChannelTraffic.Weigh(rows)!.Subject).Measures.DownBits;
    }

    static string Random(int seed)
    {
        var bytes = new byte[20];
        new Random(seed).NextBytes(bytes);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Measures a channel in a log without answers.</summary>
    /// <param name="names">Its names.</param>
    /// <param name="reply">Bytes of the response for a name, the name not counted.</param>
    /// <param name="lengths">How many different lengths the names have.</param>
    static PairMeasures Measure(int names, Func<int, int> reply, int lengths = 1)
    {
        var rows = new List<RandomTraffic.Row>();
        for (var i = 0; i < names; i++)
        {
            rows.AddRange(ChannelTraffic.WithoutAnswers(new ChannelTraffic(i).Tunnel(1, 10 + i % lengths)).Select(row => row with { Message = row.Message with { Bytes = reply(i) > 0 ? reply(i) + row.Name.Length : 0 } }));
        }
        return ((Pair)ChannelTraffic.Weigh(rows)!.Subject).Measures;
    }
}
