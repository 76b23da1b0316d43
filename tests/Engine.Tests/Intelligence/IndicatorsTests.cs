using System.Text;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Intelligence;

public class IndicatorsTests
{
    const string Text = """
        # ours
        evil.example.com   # a name and all below it
        *.wild.example
        BIG.Example.ORG.
        192.0.2.1
        198.51.100.0/24
        2001:db8::/32
        """;

    static readonly Indicators List = TestFeeds.Of("ours.txt", Text);

    [Theory]
    [InlineData("evil.example.com", "evil.example.com")]
    [InlineData("a.b.evil.example.com", "evil.example.com")]
    [InlineData("x.wild.example", "wild.example")]
    [InlineData("big.example.org", "big.example.org")]
    [InlineData("notevil.example.com", null)]
    [InlineData("example.com", null)]
    [InlineData("com", null)]
    public void ANameIsFoundAtALabelAndNowhereElse(string name, string? entry)
    {
        var wire = new byte[256];
        var length = WireName.FromText(Encoding.ASCII.GetBytes(name), wire);
        Assert.Equal(entry, List.Of(wire.AsSpan(0, length)).FirstOrDefault()?.Text.Raw);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.2", null)]
    [InlineData("198.51.100.255", "198.51.100.0/24")]
    [InlineData("198.51.101.0", null)]
    [InlineData("2001:db8:1::5", "2001:db8::/32")]
    [InlineData("2001:db9::", null)]
    public void AnAddressIsFoundByItsPrefix(string address, string? entry)
    {
        Assert.True(Address.TryParse(Encoding.ASCII.GetBytes(address), out var parsed));
        Assert.Equal(entry, List.Of(parsed).FirstOrDefault()?.Text.Raw);
    }

    [Fact]
    public void EntriesAreCountedByKind() => Assert.Equal((3, 3), (List.Names, List.Networks));
}
