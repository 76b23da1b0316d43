using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

public class Ipv6PlainTests
{
    [Fact]
    public void WhatIsReadIsReadAlikeByTheGrammarAndNothingPlainIsLeft()
    {
        var (read, refused) = (0, 0);
        for (var seed = 0; seed < 100_000; seed++)
        {
            var random = new Random(seed);
            var text = Text(random);
            byte[] line = [.. "1234:"u8, .. text, .. Enumerable.Range(0, ByteMasks.Width).Select(_ => (byte)"0:fg,\t"[random.Next(6)])];
            var isRead = Ipv6Plain.TryRead(line, 5, text.Length, out var address);
            var isAddress = Address.TryParse(text, out var expected);
            Assert.True(isRead ? isAddress && expected == address : !isAddress || text.AsSpan().IndexOfAny("%."u8) >= 0, $"seed {seed}: {Encoding.Latin1.GetString(text)}");
            read += isRead ? 1 : 0;
            refused += isRead ? 0 : 1;
        }
        Assert.True(read > 20_000 && refused > 20_000);
    }

    [Theory]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("fe80::")]
    [InlineData("2001:DB8:0:0:8:800:200C:417A")]
    [InlineData("1:2:3:4:5:6:7::")]
    [InlineData("::2:3:4:5:6:7:8")]
    [InlineData("1::3:4:5:6:7:8")]
    public void EveryFormOfTheGrammarIsPlain(string text) => Assert.True(IsRead(text));

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1::2::3")]
    [InlineData("::1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("12345::")]
    [InlineData(":1:2:3:4:5:6:7:8")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("g::")]
    [InlineData("cafe")]
    public void WhatIsNoneOrNotPlainIsLeft(string text) => Assert.False(IsRead(text));

    static bool IsRead(string text) => Ipv6Plain.TryRead(Encoding.ASCII.GetBytes("addr\t" + text + new string('0', ByteMasks.Width)), 5, text.Length, out _);

    static byte[] Text(Random random)
    {
        string[] groups = [.. Enumerable.Range(0, random.Next(20) == 0 ? 9 : 8).Select(_ => random.Next(1 << random.Next(17)).ToString(random.Next(4) == 0 ? "X4" : "x"))];
        var gap = random.Next(groups.Length);
        var text = Encoding.ASCII.GetBytes(random.Next(3) == 0 ? string.Join(':', groups) : $"{string.Join(':', groups[..gap])}::{string.Join(':', groups[random.Next(gap, groups.Length + 1)..])}");
        for (var changes = random.Next(3) == 0 ? random.Next(1, 3) : 0; changes > 0; changes--)
        {
            text[random.Next(text.Length)] = (byte)"::0aFg.%\xFF"[random.Next(9)];
        }
        return text;
    }
}
