using System.Text;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests;

public class WyHashTests
{
    /// <summary>The texts and seeds of the project's own test vectors; the values are those of its C code built with WYHASH_CONDOM 2.</summary>
    [Theory]
    [InlineData("", 0, 0x4C91B2FDB699FF5F)]
    [InlineData("a", 1, 0x9165230AED21D083)]
    [InlineData("abc", 2, 0xBA31EE45A25CB04F)]
    [InlineData("message digest", 3, 0x88AAF4CC14F9B6C9)]
    [InlineData("abcdefghijklmnopqrstuvwxyz", 4, 0x94725703203B71A5)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", 5, 0x416BE917B4AD661A)]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890", 6, 0x899DEE2A86A08A8B)]
    public void TheTextsOfThePublishedVectorsHashAsTheReferenceDoes(string text, ulong seed, ulong expected) => Assert.Equal(expected, WyHash.Of(Encoding.ASCII.GetBytes(text), seed));

    /// <summary>Byte i is 7 i + 1, the seed that of runs over files; values by the same C code.</summary>
    [Theory]
    [InlineData(0, 0x0C88ADEEE0F22DE2)]
    [InlineData(1, 0x209B61CD524676FD)]
    [InlineData(3, 0x1B4052D55F490CB3)]
    [InlineData(4, 0x17DFA4E4AC87E794)]
    [InlineData(7, 0x63760946964BADD5)]
    [InlineData(8, 0xBDC1C30A2616AF83)]
    [InlineData(9, 0x4238997351F2A4F6)]
    [InlineData(15, 0xB8030BD7C1EBACB5)]
    [InlineData(16, 0xF4E16023EDD02D8A)]
    [InlineData(17, 0x1CD09F8C42B501BE)]
    [InlineData(31, 0xA1B9BC2C2045A449)]
    [InlineData(32, 0x0A74B81653C5C492)]
    [InlineData(33, 0x58A7C44D537F4D78)]
    [InlineData(47, 0xC51819627C696BE6)]
    [InlineData(48, 0xB6DC20D6BD40A171)]
    [InlineData(49, 0x391A396B13EC9A83)]
    [InlineData(63, 0x494913A6B7A8C8B4)]
    [InlineData(64, 0x2C2D0BDBD27E420E)]
    [InlineData(96, 0x225DE7A3692497BB)]
    [InlineData(97, 0x76C10B226CB8663F)]
    [InlineData(200, 0x79A51290CD8DA2FF)]
    [InlineData(255, 0xE6C1ADA59BFE3E84)]
    public void EveryWayThroughTheLengthsHashesAsTheReferenceDoes(int length, ulong expected)
    {
        byte[] data = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 7 + 1))];
        Assert.Equal(expected, WyHash.Of(data, NameHashing.Seed));
    }

    [Fact]
    public void ANumberHashesAsItsBytes()
    {
        Assert.Equal(WyHash.Of(BitConverter.GetBytes(0x0123456789ABCDEFUL), 7), WyHash.Of(0x0123456789ABCDEFUL, 7));
    }

    /// <summary>In the unprotected form eight bytes that equal a secret make a factor zero, and whatever else the data holds goes unheard.</summary>
    [Fact]
    public void NoChosenBytesSilenceTheOthers()
    {
        byte[] secret = [.. BitConverter.GetBytes(0x8BB84B93962EACC9UL), .. new byte[8]];
        Assert.Equal(256, Enumerable.Range(0, 256).Select(last => WyHash.Of([.. secret, 1, 2, 3, (byte)last], 0)).Distinct().Count());
    }
}
