using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Xunit;

namespace Nameward.Engine.Tests.Reports;

public class SuffixDefangTests
{
    [Theory]
    [InlineData("t.example.net", "t.example[.]net")]
    [InlineData("www.example.co.uk", "www.example[.]co.uk")]
    [InlineData("user.github.io", "user[.]github.io")]
    [InlineData(@"a\046b.example.com", @"a\046b.example[.]com")]
    [InlineData("localhost", "localhost")]
    [InlineData("com", "com")]
    public void TheBracketStandsBeforeThePublicSuffix(string name, string shown)
    {
        var dot = new SuffixDefang(PublicSuffixes.Shipped).DotOf(name);
        Assert.Equal(shown, dot < 0 ? name : $"{name[..dot]}[.]{name[(dot + 1)..]}");
    }
}
