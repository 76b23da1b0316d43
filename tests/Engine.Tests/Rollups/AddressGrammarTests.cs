using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

public class AddressGrammarTests
{
    [Theory]
    [InlineData("4.3.2.1.dnsbl.example.org", true)]
    [InlineData("4.3.2.1.in-addr.arpa", true)]
    [InlineData("4.3.256.1.dnsbl.example.org", false)]
    [InlineData("3.2.1.list.example.org", false)]
    [InlineData("b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa", true)]
    [InlineData("1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.list.example.org", true)]
    [InlineData("www.example.org", false)]
    [InlineData("b._dns-sd._udp.0.1.60.10.in-addr.arpa", false)]
    [InlineData("example.org", false)]
    public void ANameSpellsAnAddressOrNot(string name, bool spells)
    {
        var wire = new byte[256];
        var whole = wire.AsSpan(0, WireName.FromText(Encoding.ASCII.GetBytes(name), wire));
        Assert.Equal(spells, AddressGrammar.Spells(whole[..PublicSuffixes.Shipped.Cut(whole).Start], whole));
    }

    [Fact]
    public void OrdinaryLabelsCostLessThanRandomOnes()
    {
        var ordinary = "static".Length * 100;
        Assert.InRange(CodeLengths.OfLabel("static"u8), 1, 5 * ordinary);
        Assert.InRange(CodeLengths.OfLabel("xq7zj0"u8), 6 * ordinary, 12 * ordinary);
        Assert.True(CodeLengths.OfLabel([0xBC, 0xF1, 0x00]) > 3 * 725);
        Assert.Equal(0, CodeLengths.OfLabel([]));
    }
}
