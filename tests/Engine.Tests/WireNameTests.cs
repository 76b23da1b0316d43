using System.Text;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests;

public class WireNameTests
{
    [Theory]
    [InlineData("www.example.com", "www.example.com")]
    [InlineData("www.example.com.", "www.example.com")]
    [InlineData(".", ".")]
    [InlineData("", ".")]
    [InlineData(@"a\.b.example", @"a\046b.example")]
    [InlineData(@"\000\255x", @"\000\255x")]
    [InlineData(@"trailing\", @"trailing\092")]
    [InlineData(@"end\..", @"end\046")]
    public void TextBecomesANameAndComesBackCanonical(string text, string canonical)
    {
        var name = new byte[256];
        var length = WireName.FromText(Encoding.Latin1.GetBytes(text), name);
        Assert.Equal(canonical, WireName.ToText(name.AsSpan(0, length)));
    }

    [Theory]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("..")]
    public void AnEmptyLabelIsNoName(string text) => Assert.Equal(0, WireName.FromText(Encoding.Latin1.GetBytes(text), new byte[256]));

    [Fact]
    public void LabelsOf64AndNamesOf256BytesAreNoNames()
    {
        var name = new byte[256];
        Assert.Equal(65, WireName.FromText(Encoding.Latin1.GetBytes(new string('a', 63)), name));
        Assert.Equal(0, WireName.FromText(Encoding.Latin1.GetBytes(new string('a', 64)), name));
        var longest = string.Join('.', Enumerable.Repeat(new string('a', 63), 3)) + "." + new string('b', 61);
        Assert.Equal(255, WireName.FromText(Encoding.Latin1.GetBytes(longest), name));
        Assert.Equal(0, WireName.FromText(Encoding.Latin1.GetBytes(longest + "b"), name));
    }

    [Fact]
    public void APrefixHashedOnItsZoneIsTheWholeName()
    {
        byte[] zone = [7, .. "example"u8, 3, .. "com"u8, 0], prefix = [1, .. "a"u8, 2, .. "bc"u8, 0];
        byte[] whole = [.. prefix[..^1], .. zone];
        Assert.Equal(WireName.Hash(whole, 5), WireName.Hash(prefix, WireName.Hash(zone, 5)));
    }
}
