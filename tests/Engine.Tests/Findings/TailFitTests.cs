using Nameward.Engine.Findings;
using Xunit;

namespace Nameward.Engine.Tests.Findings;

public class TailFitTests
{
    /// <summary>The fits' own published values, to a tenth of a bit.</summary>
    [Theory]
    [InlineData("up, real", 1000, 10.5)]
    [InlineData("up, real", 2000, 13.8)]
    [InlineData("up, real", 5000, 18.6)]
    [InlineData("up, lab", 1000, 9.4)]
    [InlineData("up, lab", 2000, 12.7)]
    [InlineData("up, lab", 5000, 18.1)]
    [InlineData("both ways", 1000, 12.2)]
    [InlineData("both ways", 2000, 15.3)]
    [InlineData("both ways", 5000, 19.5)]
    public void TheTailGivesTheBitsOfTheFit(string fit, double x, double bits) => Assert.Equal(bits, Fit(fit).Bits(x), 0.06);

    [Theory]
    [InlineData("up, real")]
    [InlineData("up, lab")]
    [InlineData("both ways")]
    public void MoreIsNeverLessRareAndTheBulkMeetsTheTail(string fit)
    {
        var bits = Enumerable.Range(0, 20_000).Select(x => Fit(fit).Bits(x)).ToList();
        Assert.Equal(0, bits[0]);
        Assert.All(bits.Zip(bits.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 0, 1.01));
    }

    static TailFit Fit(string name) => name switch { "up, real" => TailFit.UpReal, "up, lab" => TailFit.UpLab, _ => TailFit.BothWays };
}
