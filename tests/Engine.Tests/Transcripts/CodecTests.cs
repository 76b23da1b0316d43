using System.Text;
using Nameward.Engine.Transcripts.Codecs;
using Nameward.Engine.Transcripts.Decoders;
using Xunit;

namespace Nameward.Engine.Tests.Transcripts;

/// <summary>Codecs against vectors of the tools' own tests and of recordings.</summary>
public class CodecTests
{
    const int Base32 = 0, Base64 = 1, Base64Url = 2, Base128 = 3;

    [Theory]
    [InlineData(Base32, "nfxwi0lomv0gk21unfxgo3dfon0gs1th", "iodinetestingtesting")]
    [InlineData(Base32, "orsxg3a", "test")]
    [InlineData(Base32, "ORzxi", "tst")]
    [InlineData(Base64, "ywjJmtiZmq", "abc1231")]
    [InlineData(Base64, "Aw8KAw4LDgvZDgLUz2rLC2rPBMC", "iodinetestingtesting")]
    [InlineData(Base64Url, "Aw8KAw4LDgvZDgLUz2rLC2rPBMC", "iodinetestingtesting")]
    public void IodineWritesAsItsOwnTestsSay(int codec, string text, string plain) =>
        Assert.Equal(plain, Encoding.ASCII.GetString(IodineAnswer.Codecs[codec].Decode(Encoding.ASCII.GetBytes(text))));

    [Fact]
    public void IodinesBase128HoldsSevenBitsASymbol()
    {
        byte[] all = [.. Enumerable.Range(0, 112).Select(value => (byte)(value * 37))];
        var alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + new string([.. Enumerable.Range(0xBC, 66).Select(value => (char)value)]);
        Assert.Equal(all, IodineAnswer.Codecs[Base128].Decode(Encoding.Latin1.GetBytes(Talk.Encode(all, alphabet))));
    }

    /// <summary>RFC 1950 section 2.2: FDICT set, so that zlib asks for a dictionary that nobody has.</summary>
    [Fact]
    public void APacketThatNeedsADictionaryIsNone() => Assert.Null(ZlibPacket.Inflate([0x78, 0xBB, 0, 0, 0, 1, 2, 3, 4, 5], 10));

    [Fact]
    public void Rfc4648IsRead()
    {
        Assert.Equal("dnstap.conf.txt|13", Encoding.ASCII.GetString(SymbolCodec.Base32.Decode("MRXHG5DBOAXGG33OMYXHI6DUPQYTG"u8)));
        Assert.Equal("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", Encoding.ASCII.GetString(SymbolCodec.Base32.Decode("knjuqljsfyyc2t3qmvxfgu2il44s4mtqgeqeizlcnfqw4ljsbufa"u8)));
        Assert.Equal("190E6F2B6F4004", Convert.ToHexString(SymbolCodec.Base64.Decode("GQ5vK29ABA"u8)));
        Assert.Equal("00AbFF", Convert.ToHexString(SymbolCodec.Hex.Decode("00aBfF"u8)), ignoreCase: true);
    }

    [Fact]
    public void WhatIsNotOfACodecIsNothing()
    {
        Assert.Empty(SymbolCodec.Hex.Decode("0g"u8));
        Assert.Empty(SymbolCodec.Hex.Decode("0"u8));
        Assert.Empty(SymbolCodec.Base32.Decode("a"u8));
        Assert.Empty(SymbolCodec.Base64.Decode("abcd="u8));
        Assert.Equal(-1, SymbolCodec.Hex.Decode("0011"u8, new byte[1]));
        Assert.Null(ZlibPacket.Inflate([0x78, 0x9C, 1, 2, 3, 4, 5, 6, 7], 9));
        Assert.Null(ZlibPacket.Inflate([], 0));
    }

    [Fact]
    public void Base58IsANumber()
    {
        var codec = new Base58("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"u8);
        Assert.Equal("Hello World!", Encoding.ASCII.GetString(codec.Decode("2NEpo7TZRRrLZSi2U"u8)));
        Assert.Equal([0, 0, 1], codec.Decode("112"u8));
        Assert.Empty(codec.Decode("0"u8));
    }

    // ISO C++ 26.5.5 [rand.predef]: the 10,000th number of the seed 5489 is 4123659995.
    [Fact]
    public void TheTwisterIsMt19937()
    {
        var random = new MersenneTwister(5489);
        Assert.Equal(3499211612, random.Next());
        for (var i = 2; i < 10_000; i++)
        {
            random.Next();
        }
        Assert.Equal(4123659995, random.Next());
    }
}
