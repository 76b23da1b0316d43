using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

public class DefangTests
{
    [Theory]
    [InlineData("t.example.net", "t.example[.]net")]
    [InlineData("localdomain", "localdomain")]
    [InlineData(".", ".")]
    [InlineData("", "")]
    public void ANameIsBracketedAtItsLastDot(string name, string shown) => Assert.Equal(shown, Defang.Bracketed(HostileText.Name(name), new LastDotDefang()));

    [Theory]
    [InlineData("203.0.113.66", "203.0.113[.]66")]
    [InlineData("2001:db8::7", "2001:db8:[:]7")]
    [InlineData("10.0.3.7", "10.0.3.7")]
    [InlineData("192.168.1.1", "192.168.1.1")]
    [InlineData("fd00::53", "fd00::53")]
    [InlineData("224.0.0.251", "224.0.0.251")]
    public void AnOutsideAddressIsBracketedBeforeItsLastPart(string address, string shown) => Assert.Equal(shown, Defang.Bracketed(TriageSamples.Host(address), new LastDotDefang()));

    [Fact]
    public void ASuffixOfTwoLabelsAndAZoneOfOursAreTheListsToDecide()
    {
        var suffixes = new FixedDefang(name => name.EndsWith(".example.test", StringComparison.Ordinal) ? name.Length - ".example.test".Length : -1);
        Assert.Equal("bad[.]example.test", Defang.Bracketed(HostileText.Name("bad.example.test"), suffixes));
        Assert.Equal("www.corp.example", Defang.Bracketed(HostileText.Name("www.corp.example"), suffixes));
    }

    sealed class FixedDefang(Func<string, int> dotOf) : IDefang
    {
        public int DotOf(string name) => dotOf(name);

        public bool IsOurs(Address address) => false;
    }
}
