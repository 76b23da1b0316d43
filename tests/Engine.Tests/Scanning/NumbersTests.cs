using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

public class NumbersTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("00053", 53)]
    [InlineData("65535", 65535)]
    [InlineData("65536", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("", null)]
    [InlineData("-1", null)]
    [InlineData("5 ", null)]
    [InlineData("/", null)]
    [InlineData(":", null)]
    public void PortsAndCodesHaveSixteenBits(string text, int? expected) =>
        Assert.Equal(expected, Numbers.TryUInt16(Encoding.ASCII.GetBytes(text), out var number) ? number : null);

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("912345678901", 912345678901L)]
    [InlineData("999999999999999999", 999999999999999999L)]
    [InlineData("1000000000000000000", null)]
    [InlineData("", null)]
    [InlineData("-1", null)]
    [InlineData("1.0", null)]
    [InlineData(" 1", null)]
    public void CountsHaveEighteenDigits(string text, long? expected) =>
        Assert.Equal(expected, Numbers.TryCount(Encoding.ASCII.GetBytes(text), out var count) ? count : null);

    [Theory]
    [InlineData("60.000000", 60u)]
    [InlineData("60", 60u)]
    [InlineData("0.0", 0u)]
    [InlineData("2230.", 2230u)]
    [InlineData("4294967295.9", 4294967295u)]
    [InlineData("4294967296", null)]
    [InlineData("99999999999999999999999", null)]
    [InlineData("-", null)]
    [InlineData("", null)]
    [InlineData(".5", null)]
    [InlineData("1e3", null)]
    [InlineData("60.0s", null)]
    public void SecondsLoseTheirFraction(string text, uint? expected) =>
        Assert.Equal(expected, Numbers.TrySeconds(Encoding.ASCII.GetBytes(text), out var seconds) ? seconds : null);
}
