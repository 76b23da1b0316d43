using System.Globalization;
using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

public class DurationsTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("0.009193", 91_930L)]
    [InlineData("10.761076927185059", 107_610_769L)]
    [InlineData("3600", 36_000_000_000L)]
    [InlineData("1.1920928955078125e-06", 11L)]
    [InlineData("9.5367431640625e-07", 9L)]
    [InlineData("1.5E+2", 1_500_000_000L)]
    [InlineData("15e1", 1_500_000_000L)]
    [InlineData("0.00000000000000000000000000000001", 0L)]
    [InlineData("0e9999", 0L)]
    [InlineData("1e-9999", 0L)]
    [InlineData("922337203685.4775807", long.MaxValue)]
    [InlineData("922337203686", null)]
    [InlineData("1e12", null)]
    [InlineData("1e9999", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("", null)]
    [InlineData(".", null)]
    [InlineData(".5", null)]
    [InlineData("5.", null)]
    [InlineData("-1", null)]
    [InlineData("1e", null)]
    [InlineData("1e+", null)]
    [InlineData("1e-", null)]
    [InlineData("1e12345", null)]
    [InlineData("e5", null)]
    [InlineData("1.5s", null)]
    [InlineData("1.2.3", null)]
    [InlineData("0x10", null)]
    public void SecondsAreExactToATick(string text, long? ticks) =>
        Assert.Equal(ticks, Durations.TrySeconds(Encoding.ASCII.GetBytes(text), out var duration) ? duration.Ticks : null);

    [Fact]
    public void EverySpanIsReadBackFromItsText()
    {
        for (var seed = 0; seed < 10_000; seed++)
        {
            var ticks = new Random(seed).NextInt64(1L << new Random(~seed).Next(1, 62));
            var text = string.Create(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerSecond}.{ticks % TimeSpan.TicksPerSecond:0000000}");
            Assert.True(Durations.TrySeconds(Encoding.ASCII.GetBytes(text), out var duration) && duration.Ticks == ticks, $"seed {seed}: {text}");
        }
    }
}
