using System.Buffers.Binary;
using System.Globalization;
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

    [Fact]
    public void ANumberAmidALineIsReadAsAloneWhateverStandsBehind()
    {
        for (var seed = 0; seed < 50_000; seed++)
        {
            var random = new Random(seed);
            byte[] text = Noise(random, random.Next(8)), line = [.. Noise(random, random.Next(4)), .. text, .. Noise(random, random.Next(12))];
            var start = line.AsSpan().IndexOf(text);
            var isRead = Numbers.TryUInt16(line, start, text.Length, out var number);
            Assert.True(isRead == Numbers.TryUInt16(text, out var alone) && number == alone, $"seed {seed}");
        }
    }

    [Fact]
    public void OneToEightDigitsAreReadFromTheirEndWhateverStandsAround()
    {
        for (var seed = 0; seed < 50_000; seed++)
        {
            var random = new Random(seed);
            var text = Noise(random, random.Next(11));
            byte[] line = [.. Noise(random, 8), .. text, .. Noise(random, 3)];
            var isRead = Numbers.TryDigits(line, 8 + text.Length, text.Length, out var number);
            var isNumber = text.Length is > 0 and <= 8 && text.All(Numbers.IsDigit);
            Assert.True(isRead == isNumber && (!isRead || number == uint.Parse(text, CultureInfo.InvariantCulture)), $"seed {seed}");
        }
    }

    [Fact]
    public void EightDigitsAreReadAtOnceAndNothingElseIs()
    {
        for (var seed = 0; seed < 50_000; seed++)
        {
            var random = new Random(seed);
            var text = Encoding.ASCII.GetBytes(random.Next(100_000_000).ToString("D8", CultureInfo.InvariantCulture));
            if (random.Next(2) == 0)
            {
                text[random.Next(8)] = (byte)random.Next(256);
            }
            var expected = text.All(Numbers.IsDigit) ? uint.Parse(text, CultureInfo.InvariantCulture) : 0;
            Assert.True(text.All(Numbers.IsDigit) == Numbers.TryEight(BinaryPrimitives.ReadUInt64LittleEndian(text), out var number) && number == expected, $"seed {seed}");
        }
    }

    static byte[] Noise(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => random.Next(30) == 0 ? (byte)random.Next(256) : (byte)random.Next('0', '9' + 1))];

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
