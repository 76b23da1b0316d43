using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Xunit;

namespace Nameward.Engine.Tests.Rollups;

public class NameSpellingTests
{
    [Theory]
    [InlineData("www.example.org", false)]
    [InlineData("DC01-BERLIN.example.org", false)]
    [InlineData("DownloadServer.example.org", false)]
    [InlineData("_ldap._tcp.example.org", false)]
    [InlineData("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b.example.org", false)]
    [InlineData("rEoAEgATBA.example.org", true)]
    [InlineData("rEoAEgATBA.eXaMple.oRg", false)]
    [InlineData("0eaba82?2dI?B?aa.example.org", true)]
    [InlineData("aGVsbG8+d29ybGQ.example.org", true)]
    [InlineData(@"caf\195\169.example.org", true)]
    [InlineData("two\\ words.example.org", true)]
    [InlineData("www.exa+mple.org", false)]
    [InlineData("example.org", false)]
    public void ANameIsWrittenAsHostsAreNamedOrNot(string name, bool isCoded)
    {
        var wire = new byte[256];
        var whole = wire.AsSpan(0, WireName.FromText(Encoding.ASCII.GetBytes(name), wire));
        Assert.Equal(isCoded, NameSpelling.IsCoded(whole, PublicSuffixes.Shipped.Cut(whole).Start));
    }
}
