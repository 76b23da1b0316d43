using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

public class Ipv4TextTests
{
    [Fact]
    public void AddressesAmidALineAreReadAsAloneWhateverStandsAround()
    {
        var read = 0;
        for (var seed = 0; seed < 50_000; seed++)
        {
            var random = new Random(seed);
            var text = Text(random);
            byte[] before = Noise(random, random.Next(8)), behind = Noise(random, random.Next(20));
            byte[] line = [.. before, .. text, .. behind];
            var isRead = Ipv4Text.TryRead(line, before.Length, text.Length, out var address);
            var isAlone = Address.TryParseV4(text, out var alone);
            Assert.True(!isRead || (isAlone && alone == address), $"seed {seed}: {Encoding.Latin1.GetString(text)}");
            Assert.True(isRead || !isAlone || line.Length - before.Length < 16, $"seed {seed}: {Encoding.Latin1.GetString(text)}");
            var isAny = Ipv4Text.TryAddress(line, before.Length, text.Length, out var any);
            Assert.True(isAny == Address.TryParse(text, out var expected) && (!isAny || any == expected), $"seed {seed}: {Encoding.Latin1.GetString(text)}");
            read += isRead ? 1 : 0;
        }
        Assert.InRange(read, 10_000, 40_000);
    }

    [Theory]
    [InlineData("2001:db8::1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("-")]
    [InlineData("")]
    public void WhatIsNoIpv4IsReadAsAnyAddress(string text)
    {
        var bytes = Encoding.ASCII.GetBytes($"before\t{text}\tand all that is behind it");
        var isRead = Ipv4Text.TryAddress(bytes, 7, text.Length, out var address);
        Assert.Equal(Address.TryParse(Encoding.ASCII.GetBytes(text), out var expected), isRead);
        Assert.Equal(expected, address);
    }

    static byte[] Text(Random random)
    {
        var text = Encoding.ASCII.GetBytes(string.Join('.', Enumerable.Range(0, random.Next(20) == 0 ? 5 : 4).Select(_ => random.Next(random.Next(8) == 0 ? 1000 : 256))));
        if (random.Next(3) == 0)
        {
            text[random.Next(text.Length)] = ". 0:9/-a\n"u8[random.Next(9)];
        }
        return text;
    }

    static byte[] Noise(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => "0123456789.\t,x"u8[random.Next(14)])];
}
