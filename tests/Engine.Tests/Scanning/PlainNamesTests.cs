using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

public class PlainNamesTests
{
    [Fact]
    public void APlainNameIsTheSameAsByTheGrammarAndAllElseIsLeftToIt()
    {
        var plain = 0;
        for (var seed = 0; seed < 20_000; seed++)
        {
            var text = Text(new Random(seed));
            byte[] name = new byte[PlainNames.Room], expected = new byte[256];
            new Random(seed).NextBytes(name);
            var length = PlainNames.ToWire(text, name);
            var byGrammar = WireName.FromText(text, expected);
            Assert.True(length == 0 || (length == byGrammar && name.AsSpan(0, length).SequenceEqual(expected.AsSpan(0, length))), $"seed {seed}");
            Assert.True(length > 0 || byGrammar == 0 || text.Length == 0 || text[^1] == '.' || text.Contains((byte)'\\'), $"seed {seed}");
            plain += length > 0 ? 1 : 0;
        }
        Assert.InRange(plain, 4_000, 16_000);
    }

    [Fact]
    public void ANameAmidALineIsTheSameAsAloneAndItsLabelsAreFound()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var text = Text(random);
            byte[] alone = new byte[PlainNames.Room], name = new byte[PlainNames.Room], starts = new byte[WireName.MaxLabels + 1], expected = new byte[WireName.MaxLabels];
            byte[] line = [.. "a.b\\"u8, .. text, .. Enumerable.Range(0, PlainNames.Room).Select(_ => (byte)".\\Aa"[random.Next(4)])];
            var length = PlainNames.ToWire(text, alone);
            var plain = PlainNames.ToWire(line, 4, text.Length, name, starts);
            Assert.True(plain.Labels > 0 == length > 0, $"seed {seed}");
            if (length > 0)
            {
                Assert.True(name.AsSpan(0, length).SequenceEqual(alone.AsSpan(0, length)), $"seed {seed}");
                Assert.True(plain.Labels == WireName.Labels(alone.AsSpan(0, length), expected), $"seed {seed}");
                Assert.True(starts.AsSpan(0, plain.Labels).SequenceEqual(expected.AsSpan(0, plain.Labels)), $"seed {seed}");
                Assert.True(plain.HasCapitals == text.Any(c => char.IsAsciiLetterUpper((char)c)), $"seed {seed}");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData(@"a\.b")]
    public void WhatIsNotPlainIsLeftToTheGrammar(string text) =>
        Assert.Equal(0, PlainNames.ToWire(Encoding.ASCII.GetBytes(text), new byte[PlainNames.Room]));

    [Fact]
    public void LongestLabelsAndNamesArePlainAndLongerOnesAreNone()
    {
        var longest = string.Join('.', Enumerable.Repeat(new string('a', 63), 3)) + "." + new string('b', 61);
        Assert.Equal(255, PlainNames.ToWire(Encoding.ASCII.GetBytes(longest), new byte[PlainNames.Room]));
        Assert.Equal(0, PlainNames.ToWire(Encoding.ASCII.GetBytes(longest + "b"), new byte[PlainNames.Room]));
        Assert.Equal(0, PlainNames.ToWire(Encoding.ASCII.GetBytes(new string('a', 64)), new byte[PlainNames.Room]));
        Assert.Equal(0, PlainNames.ToWire(new byte[100_000], new byte[PlainNames.Room]));
    }

    static byte[] Text(Random random)
    {
        var text = new byte[random.Next(4) == 0 ? random.Next(300) : random.Next(70)];
        var dots = random.Next(2, 40);
        for (var at = 0; at < text.Length; at++)
        {
            text[at] = random.Next(dots) == 0 ? (byte)'.' : random.Next(400) == 0 ? (byte)'\\' : (byte)random.Next(256);
        }
        return text;
    }
}
