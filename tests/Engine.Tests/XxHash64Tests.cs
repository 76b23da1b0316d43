using System.Text;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests;

public class XxHash64Tests
{
    /// <summary>Vectors of the xxHash project (xxhsum -H64, seed 0) and of its sanity check.</summary>
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void PublishedVectorsHold(string text, ulong expected) => Assert.Equal(expected, XxHash64.Of(Encoding.ASCII.GetBytes(text), 0));

    [Fact]
    public void ANumberHashesAsItsBytes()
    {
        Assert.Equal(XxHash64.Of(BitConverter.GetBytes(0x0123456789ABCDEFUL), 7), XxHash64.Of(0x0123456789ABCDEFUL, 7));
    }
}
