using System.IO.Compression;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Envelopes;

public class InflaterTests
{
    public static TheoryData<string, byte[]> Plain() => new()
    {
        { "one byte", [7] },
        { "a short text", "every block of so short a text has the fixed codes"u8.ToArray() },
        { "one byte many times", new byte[300_000] },
        { "lines", EvidenceFolder.Lines(20_000, 5) },
        { "chance, which is stored", Chance(200_000, 256) },
        { "chance of few letters", Chance(200_000, 3) },
    };

    [Theory]
    [MemberData(nameof(Plain))]
    public void WhatIsPackedIsUnpackedAndItsEndIsFound(string what, byte[] plain)
    {
        foreach (var level in Enum.GetValues<CompressionLevel>())
        {
            var packed = Deflate(plain, level);
            var (unpacked, state, _) = Unpack(packed, Packing.Bare);
            Assert.True(state == InflateState.Whole && unpacked.SequenceEqual(plain), $"{what}, {level}");
            var input = new PackedInput([.. packed, 1, 2, 3]);
            (unpacked, state, var end) = Unpack(input, Packing.Bare, inflater => inflater.BeginCarefully());
            Assert.True(state == InflateState.Whole && unpacked.SequenceEqual(plain), $"{what}, {level}");
            Assert.Equal((packed.Length, packed.Length), (end, input.Position));
            (unpacked, state, _) = Unpack(Gzip(plain, level), Packing.Gzip);
            Assert.True(state == InflateState.Whole && unpacked.SequenceEqual(plain), $"{what}, {level}");
        }
    }

    [Theory]
    [InlineData(Packing.Bare)]
    [InlineData(Packing.Gzip)]
    public void CutAnywhereItGivesTheBytesBefore(object kind)
    {
        var packing = (Packing)kind;
        var plain = EvidenceFolder.Lines(60, 6);
        foreach (var level in Enum.GetValues<CompressionLevel>())
        {
            var packed = Pack(plain, level, packing);
            var most = 0;
            for (var cut = 1; cut < packed.Length; cut++)
            {
                var (unpacked, state, end) = Unpack(packed[..cut], packing);
                Assert.Equal((InflateState.Cut, (long)cut), (state, end));
                Assert.True(unpacked.Length >= most && unpacked.AsSpan().SequenceEqual(plain.AsSpan(0, unpacked.Length)), $"cut at {cut}");
                most = unpacked.Length;
            }
            Assert.True(most >= plain.Length - 300, $"{most} of {plain.Length} bytes, {level}");
        }
    }

    [Theory]
    [InlineData(Packing.Bare)]
    [InlineData(Packing.Gzip)]
    public void OfDamagedDataAllBytesButOneAreGiven(object kind)
    {
        var packing = (Packing)kind;
        var packed = Pack(EvidenceFolder.Lines(60, 7), CompressionLevel.Optimal, packing);
        var damaged = 0;
        for (var bit = 0; bit < packed.Length * 8; bit++)
        {
            packed[bit / 8] ^= (byte)(1 << bit % 8);
            var (unpacked, state, end) = Unpack(packed, packing);
            if (state == InflateState.Damaged)
            {
                // What shows the damage is the byte at the end of these: cut before it, nothing is wrong.
                var (before, stateBefore, _) = Unpack(packed[..((int)end - 1)], packing);
                Assert.Equal(InflateState.Cut, stateBefore);
                Assert.True(end > bit / 8 && unpacked.AsSpan().StartsWith(before), $"bit {bit}");
                Assert.InRange(unpacked.Length, before.Length, before.Length + 1);
                damaged++;
            }
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
        var (_, state, _) = Unpack([.. Convert.FromHexString(packed), .. new byte[40]], Packing.Bare);
        Assert.True(state == InflateState.Damaged, why);
    }

    [Fact]
    public void ChanceNeverThrowsAndIsNeverLong()
    {
        var random = new Random(8);
        for (var i = 0; i < 5000; i++)
        {
            var bytes = new byte[random.Next(1, 400)];
            random.NextBytes(bytes);
            Assert.InRange(Unpack(bytes, Packing.Bare).Bytes.Length, 0, 258 * 8 * bytes.Length);
            Assert.InRange(Unpack([.. GzipHeader.Magic, .. bytes], Packing.Gzip).Bytes.Length, 0, 258 * 8 * bytes.Length);
        }
    }

    [Fact]
    public void WhereAMemberBeginsIsKnown()
    {
        byte[] first = Gzip(EvidenceFolder.Lines(5000, 1), CompressionLevel.Optimal), none = [.. GzipHeader.Magic, 0, 0, 0, 0, 0, 0, 3, 3, 0, .. new byte[8]];
        // A member in a member is part of its data.
        var second = Gzip(Gzip("heads stand in stored data"u8.ToArray(), CompressionLevel.Optimal), CompressionLevel.NoCompression);
        byte[] packed = [.. first, .. none, .. none, .. second, .. first];
        foreach (var cut in new[] { first.Length - 1, first.Length + none.Length + 19, first.Length + 2 * none.Length + second.Length - 1, packed.Length - 1 })
        {
            using var inflater = new Inflater(new(packed[..cut]), Packing.Gzip);
            inflater.Begin();
            while (inflater.State == InflateState.Going)
            {
                inflater.Step();
            }
            var starts = new[] { 0, first.Length, first.Length + none.Length, first.Length + 2 * none.Length, packed.Length - first.Length };
            Assert.Equal(starts.Last(start => start < cut), inflater.Member);
        }
    }

    [Fact]
    public void WhatFollowsTheMembersIsFound()
    {
        var packed = Gzip(EvidenceFolder.Lines(5000, 1), CompressionLevel.Optimal);
        var (unpacked, state, end) = Unpack([.. packed, .. packed, .. new byte[10_000]], Packing.Gzip);
        Assert.Equal((InflateState.Followed, 2L * packed.Length), (state, end));
        Assert.Equal(2 * EvidenceFolder.Lines(5000, 1).Length, unpacked.Length);
    }

    static (byte[] Bytes, InflateState State, long End) Unpack(byte[] packed, Packing packing) => Unpack(new(packed), packing, inflater => inflater.Begin());

    static (byte[] Bytes, InflateState State, long End) Unpack(PackedInput input, Packing packing, Action<Inflater> begin)
    {
        using var inflater = new Inflater(input, packing);
        begin(inflater);
        var all = new MemoryStream();
        while (inflater.State == InflateState.Going)
        {
            all.Write(inflater.Step().Span);
        }
        Assert.True(inflater.Step().IsEmpty);
        return (all.ToArray(), inflater.State, inflater.EndsAt);
    }

    static byte[] Pack(byte[] plain, CompressionLevel level, Packing packing) => packing == Packing.Gzip ? Gzip(plain, level) : Deflate(plain, level);

    static byte[] Deflate(byte[] plain, CompressionLevel level)
    {
        var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, level, leaveOpen: true))
        {
            deflate.Write(plain);
        }
        return packed.ToArray();
    }

    static byte[] Gzip(byte[] plain, CompressionLevel level)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level, leaveOpen: true))
        {
            gzip.Write(plain);
        }
        return packed.ToArray();
    }

    static byte[] Chance(int count, int letters)
    {
        var random = new Random(letters);
        return [.. Enumerable.Range(0, count).Select(_ => (byte)random.Next(letters))];
    }
}
