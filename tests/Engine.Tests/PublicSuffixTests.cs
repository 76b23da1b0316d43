using System.Text;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests;

public class PublicSuffixTests
{
    /// <summary>Cases after the list's own test vectors (publicsuffix.org, test_psl.txt), and what this program adds to them.</summary>
    [Theory]
    [InlineData("com", "com")]
    [InlineData("example.com", "example.com")]
    [InlineData("a.b.example.com", "example.com")]
    [InlineData("unlisted.example", "unlisted.example")]
    [InlineData("a.unlisted.example", "unlisted.example")]
    [InlineData("test.ac.jp", "test.ac.jp")]
    [InlineData("www.test.kyoto.jp", "test.kyoto.jp")]
    [InlineData("b.ide.kyoto.jp", "b.ide.kyoto.jp")]
    [InlineData("a.b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("www.city.kobe.jp", "city.kobe.jp")]
    [InlineData("ck", "ck")]
    [InlineData("b.test.ck", "b.test.ck")]
    [InlineData("www.www.ck", "www.ck")]
    [InlineData("x.user.github.io", "user.github.io")]
    [InlineData("www.xn--85x722f.xn--55qx5d.cn", "xn--85x722f.xn--55qx5d.cn")]
    [InlineData("localhost", "localhost")]
    [InlineData("www.brand.com.edgekey.net", "brand.com.edgekey.net")]
    [InlineData("e1234.a.akamaiedge.net", "a.akamaiedge.net")]
    [InlineData(".", ".")]
    public void AZoneIsThePublicSuffixAndOneLabelMore(string name, string zone)
    {
        var wire = Names.Wire(name);
        var cut = PublicSuffixes.Shipped.Cut(wire);
        Assert.Equal(zone, WireName.ToText(wire.AsSpan(cut.Start)));
        Assert.Equal(WireName.Hash(wire.AsSpan(cut.Start), NameHashing.Seed), cut.Hash);
        Assert.Equal(WireName.Hash(wire, NameHashing.Seed), cut.Name);
    }

    [Fact]
    public void TheTableThatIsReadAtStartIsMadeOfTheRulesBesideIt()
    {
        var made = new PublicSuffixes(PublicSuffixes.ShippedRules, NameHashing.Seed).Table;
        if (Environment.GetEnvironmentVariable("NAMEWARD_ACCEPT") == "1")
        {
            File.WriteAllBytes(Samples.Own("src/Nameward.Engine/Observations/Data/public-suffixes.bin"), made);
        }
        Assert.True(made.SequenceEqual(PublicSuffixes.Shipped.Table), "the table does not fit its rules: make it anew with NAMEWARD_ACCEPT=1");
    }

    [Fact]
    public void TheVectorsOfTheListHold()
    {
        var path = Samples.Shared("intel/lists/public-suffix/tests/tests.txt");
        var lines = File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal));
        var checkedCount = 0;
        foreach (var words in lines.Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words[0] != "null" && words[0].All(char.IsAscii) && words[0][0] != '.'))
        {
            var wire = Names.Wire(words[0].ToLowerInvariant());
            var zone = WireName.ToText(wire.AsSpan(PublicSuffixes.Shipped.Cut(wire).Start));
            Assert.True(zone == (words[1] == "null" ? Encoding.ASCII.GetString(Encoding.ASCII.GetBytes(words[0])).ToLowerInvariant() : words[1]), $"{words[0]}: {zone}, expected {words[1]}");
            checkedCount++;
        }
        Assert.True(checkedCount > 40, $"only {checkedCount} vectors were found");
    }
}
