using System.Text;
using Nameward.Engine.Evidence.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

/// <summary>Codes as products write them.</summary>
public class DnsWordsTests
{
    [Theory]
    [InlineData("NOERROR", 0)]
    [InlineData("Server Failure", 2)]
    [InlineData("NON_EXISTENT_DOMAIN", 3)]
    [InlineData("RESERVED11", 11)]
    [InlineData("16", 16)]
    [InlineData("RCODE4095", 4095)]
    [InlineData("4096", null)]
    [InlineData("RCODE4096", null)]
    [InlineData("RESERVED65535", null)]
    [InlineData("", null)]
    [InlineData("UNHEARDOF", null)]
    public void ACodeIsANameOrANumberOfTwelveBits(string word, int? code) => Assert.Equal(code, DnsWords.Rcode(Encoding.ASCII.GetBytes(word)));
}
