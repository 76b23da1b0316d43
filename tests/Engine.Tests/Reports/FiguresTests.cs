using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Html;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

public class FiguresTests
{
    [Theory]
    [InlineData(0, "0 bytes")]
    [InlineData(1, "1 byte")]
    [InlineData(61, "61 bytes")]
    [InlineData(994, "994 bytes")]
    [InlineData(4_118, "4.1 kB")]
    [InlineData(9_960, "10 kB")]
    [InlineData(38_214, "38 kB")]
    [InlineData(732_034, "730 kB")]
    [InlineData(999_999, "1 MB")]
    [InlineData(61_402_113, "61 MB")]
    [InlineData(long.MaxValue, "9.2 EB")]
    public void ASizeHasTwoDigits(long bytes, string shown) => Assert.Equal(shown, Figures.Size(bytes));

    [Theory]
    [InlineData(24, "24 s")]
    [InlineData(600, "10 min")]
    [InlineData(630, "10 min 30 s")]
    [InlineData(6_240, "1 h 44 min")]
    [InlineData(86_400, "24 h")]
    [InlineData(300_000, "3 days")]
    public void ADurationHasAtMostTwoUnits(int seconds, string shown) => Assert.Equal(shown, Figures.Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(35.1, "+35.1")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(0, "+0.0")]
    [InlineData(-0.04, "+0.0")]
    [InlineData(9.95, "+10.0")]
    public void BitsHaveOneDecimalAndASign(double bits, string shown) => Assert.Equal(shown, Figures.Bits(bits));

    [Fact]
    public void MarksOnAnAxisAreRoundAndNeverTooMany()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var top = Math.Pow(10, random.NextDouble() * 12);
            var marks = Axis.Marks(top, 4).ToList();
            Assert.True(marks.Count is >= 2 and <= 5 || top < 1, $"seed 7: {top} has {marks.Count}");
            Assert.True(marks[^1] <= top);
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(6_240)]
    [InlineData(86_400)]
    [InlineData(31_536_000)]
    public void MarksOfTimeAreWholeStepsOfTheClock(int seconds)
    {
        var from = new DateTime(2026, 3, 18, 8, 31, 7, DateTimeKind.Utc);
        var marks = Axis.Times(from, from.AddSeconds(seconds), 8).ToList();
        Assert.InRange(marks.Count, 2, 8);
        Assert.All(marks, mark => Assert.True(mark >= from && mark <= from.AddSeconds(seconds)));
    }
}
