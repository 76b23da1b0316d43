using Nameward.Engine.Findings;
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
