using System.Security.Cryptography;
using Nameward.Engine.Evidence.Envelopes;
using Xunit;

namespace Nameward.Engine.Tests.Reading;

/// <summary>A packed source gives the same with a thread of its own and without.</summary>
public class UnpackedAheadTests
{
    const int Many = 3 << 20;

    static readonly byte[] Bytes = RandomBytes(1);

    public static TheoryData<string, byte[]> Files() => new()
    {
        { "whole", EvidenceFolder.Gzip(Bytes) },
        { "as long as the pieces", EvidenceFolder.Gzip(Bytes.AsSpan(0, 2 << 20)) },
        { "cut", EvidenceFolder.Gzip(Bytes)[..^(1 << 20)] },
        { "damaged", Damaged(EvidenceFolder.Gzip(Bytes)) },
        { "two members", [.. EvidenceFolder.Gzip(Bytes), .. EvidenceFolder.Gzip(Bytes)] },
        { "something behind", [.. EvidenceFolder.Gzip(Bytes), .. "more"u8] },
        { "short", EvidenceFolder.Gzip("one\n"u8) },
        { "empty", EvidenceFolder.Gzip([]) },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void ItGivesTheSameBytesAndTellsTheSameDamage(string what, byte[] packed)
    {
        using var folder = new EvidenceFolder();
        var path = folder.Write("a.gz", packed);
        for (var seed = 0; seed < 6; seed++)
        {
            var random = new Random(seed);
            var most = 1 << random.Next(8, 22);
            using RawFile file = RawFile.Own(RawFile.OpenHandle(path), hash: false), other = RawFile.Own(RawFile.OpenHandle(path), hash: false);
            using var bytes = new UnpackedAhead(Peeled.Of(new PlainBytes(file), 0).Bytes);
            using var alone = Peeled.Of(new PlainBytes(other), 0).Bytes;
            byte[] one = new byte[most], two = new byte[most];
            for (var count = most; count == most;)
            {
                count = bytes.Fill(one);
                Assert.Equal(alone.Fill(two), count);
                Assert.True(two.AsSpan(0, count).SequenceEqual(one.AsSpan(0, count)), $"{what}, seed {seed}");
                Assert.Equal(alone.Damage, bytes.Damage);
            }
            Assert.Equal(0, bytes.Fill(one));
        }
    }

    [Fact]
    public void WhoStopsEarlyNeedNotReadOn()
    {
        using var folder = new EvidenceFolder();
        var path = folder.Write("a.gz", EvidenceFolder.Gzip(Bytes));
        for (var i = 0; i < 50; i++)
        {
            using var file = RawFile.Own(RawFile.OpenHandle(path), hash: false);
            using (var bytes = new UnpackedAhead(Peeled.Of(new PlainBytes(file), 0).Bytes))
            {
                Assert.Equal(1000, bytes.Fill(new byte[1000]));
                Assert.Equal(i, bytes.Fill(new byte[i]));
                Assert.Null(bytes.Damage);
            }
            // Nobody moves the file any more.
            var position = file.Position;
            Assert.InRange(position, 1, file.Stamp.Length);
            Thread.Sleep(1);
            Assert.Equal(position, file.Position);
        }
    }

    [Fact]
    public void AFaultInUnpackingIsThrownWhereTheBytesAreMissed()
    {
        using var bytes = new UnpackedAhead(new Faulty());
        Assert.Equal(10, bytes.Fill(new byte[10]));
        Assert.Throws<InvalidTimeZoneException>(() => bytes.Fill(new byte[10]));
        Assert.Throws<InvalidTimeZoneException>(() => bytes.Fill(new byte[10]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void TheDigestIsThatOfTheFileWhetherItIsReadToItsEndOrNot(int threads)
    {
        using var folder = new EvidenceFolder { Options = new() { Formats = [new WordLines()], BlockBytes = 1 << 20, Hash = true } };
        byte[] known = EvidenceFolder.Gzip(EvidenceFolder.Lines(200_000, 3)), unknown = EvidenceFolder.Gzip(Bytes);
        folder.Write("a.gz", known);
        folder.Write("b.gz", unknown);
        using var evidence = folder.Open();
        var (_, report) = EvidenceFolder.Read(evidence, threads);
        Assert.Equal([Sha256(known), Sha256(unknown)], report.Sources.Select(source => source.Sha256));
        Assert.Null(report.Sources[0].Damage);
        Assert.StartsWith("no known format", report.Sources[1].Damage, StringComparison.Ordinal);
    }

    static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    static byte[] RandomBytes(int seed)
    {
        var bytes = new byte[Many];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    static byte[] Damaged(byte[] packed)
    {
        packed.AsSpan(packed.Length / 2, 20).Fill(0xFF);
        return packed;
    }

    sealed class Faulty : UnpackedBytes
    {
        bool _isBegun;

        public override string? Damage => null;

        public override int Fill(Span<byte> to) => _isBegun ? throw new InvalidTimeZoneException() : Begin(to);

        public override bool SkipTo(long offset) => false;

        public override void Dispose()
        {
        }

        int Begin(Span<byte> to)
        {
            _isBegun = true;
            return to.Length;
        }
    }
}
