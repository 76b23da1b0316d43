using System.IO.Compression;
using Nameward.Engine.Evidence.Envelopes.Deflate;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Envelopes;

public class InflaterTests
{
    public static TheoryData<string, byte[]> Plain() => new()
    {
        { "nothing", [] },
        { "one byte", [7] },
        { "a short text", "every block of so short a text has the fixed codes"u8.ToArray() },
        { "one byte many times", new byte[300_000] },
        { "lines", EvidenceFolder.Lines(20_000, 5) },
        { "chance, which is stored", Chance(200_000, 256) },
        { "chance of few letters", Chance(200_000, 3) },
        { "repeated at every distance", Repeated() },
    };

    [Theory]
    [MemberData(nameof(Plain))]
    public void WhatSystemIoCompressionPacksIsUnpacked(string what, byte[] plain)
    {
        foreach (var level in Enum.GetValues<CompressionLevel>())
        {
            byte[] packed = [.. Deflate(plain, level), 1, 2, 3];
            var input = new PackedInput(packed);
            var (unpacked, state) = Unpack(input);
            Assert.True(state == InflateState.Whole && unpacked.SequenceEqual(plain), $"{what}, {level}");
            Assert.Equal(packed.Length - 3, input.Position);
        }
    }

    [Fact]
    public void CutAnywhereItGivesTheBytesBefore()
    {
        var plain = EvidenceFolder.Lines(60, 6);
        foreach (var level in Enum.GetValues<CompressionLevel>())
        {
            var packed = Deflate(plain, level);
            var most = 0;
            for (var cut = 0; cut < packed.Length; cut++)
            {
                var (unpacked, state) = Unpack(new(packed[..cut]));
                Assert.Equal(InflateState.Cut, state);
                Assert.True(unpacked.Length >= most && unpacked.AsSpan().SequenceEqual(plain.AsSpan(0, unpacked.Length)), $"cut at {cut}");
                most = unpacked.Length;
            }
            Assert.True(most >= plain.Length - 300, $"{most} of {plain.Length} bytes, {level}");
        }
    }

    [Fact]
    public void AWrongBitNeverThrowsAndHarmsNothingBefore()
    {
        var plain = EvidenceFolder.Lines(60, 7);
        var packed = Deflate(plain, CompressionLevel.Optimal);
        var damaged = 0;
        for (var bit = 0; bit < packed.Length * 8; bit++)
        {
            packed[bit / 8] ^= (byte)(1 << bit % 8);
            var (unpacked, state) = Unpack(new(packed));
            damaged += state == InflateState.Damaged ? 1 : 0;
            var (before, _) = Unpack(new(packed[..(bit / 8)]));
            Assert.True(unpacked.AsSpan().StartsWith(before), $"bit {bit}");
            packed[bit / 8] ^= (byte)(1 << bit % 8);
        }
        Assert.InRange(damaged, 100, packed.Length * 8);
    }

    [Theory]
    [InlineData("07", "a block of the kind that is reserved")]
    [InlineData("010500FAFE0000", "a stored block whose length is not its complement")]
    [InlineData("0100000100", "a stored block of nothing whose complement is wrong")]
    [InlineData("FDFF", "more codes than there are")]
    [InlineData("4B041200", "a distance before the first byte")]
    public void WhatIsNoDeflateDataIsDamaged(string packed, string why)
    {
        var (_, state) = Unpack(new([.. Convert.FromHexString(packed), .. new byte[40]]));
        Assert.True(state == InflateState.Damaged, why);
    }

    [Fact]
    public void ChanceNeverThrowsAndIsNeverLong()
    {
        var random = new Random(8);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(400)];
            random.NextBytes(bytes);
            var (unpacked, _) = Unpack(new(bytes));
            Assert.InRange(unpacked.Length, 0, 258 * 8 * bytes.Length);
        }
    }

    static (byte[] Bytes, InflateState State) Unpack(PackedInput input)
    {
        var inflater = new Inflater(input);
        var all = new MemoryStream();
        while (inflater.State == InflateState.Going)
        {
            all.Write(inflater.Step().Span);
        }
        Assert.True(inflater.Step().IsEmpty);
        return (all.ToArray(), inflater.State);
    }

    static byte[] Deflate(byte[] plain, CompressionLevel level)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, level, leaveOpen: true))
        {
            deflate.Write(plain);
        }
        // For nothing the stream writes nothing; this is the empty block that others write.
        return packed.Length == 0 ? [3, 0] : packed.ToArray();
    }

    static byte[] Chance(int count, int letters)
    {
        var random = new Random(letters);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(letters))];
    }

    static byte[] Repeated()
    {
        var all = new List<byte>(Chance(40_000, 256));
        for (var distance = 1; distance < 32_768; distance = distance * 5 / 4 + 1)
        {
            all.AddRange(all.GetRange(all.Count - distance, Math.Min(distance, 300)));
            all.AddRange(Chance(3, 256));
        }
        return [.. all];
    }
}
