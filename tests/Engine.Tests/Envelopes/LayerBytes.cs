using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Envelopes;

/// <summary>Reads what is in envelopes in every manner that reading has.</summary>
static class LayerBytes
{
    /// <summary>All bytes in one piece, and the damage that was told.</summary>
    public static (byte[] Bytes, string? Damage) Whole(byte[] packed) => In(packed, bytes =>
    {
        var all = new MemoryStream();
        var piece = new byte[1 << 20];
        for (var count = piece.Length; count == piece.Length;)
        {
            count = bytes.Fill(piece);
            all.Write(piece, 0, count);
        }
        return (all.ToArray(), bytes.Damage);
    });

    /// <summary>Unpacked without damage it is what was packed.</summary>
    public static void AreWhole(byte[] expected, byte[] packed)
    {
        var (bytes, damage) = Whole(packed);
        Assert.Null(damage);
        Assert.True(bytes.AsSpan().SequenceEqual(expected));
    }

    /// <summary>In small steps, and from anywhere, it is the same.</summary>
    public static void AreTheSameInAnySteps(byte[] packed, int skips)
    {
        var (expected, damage) = Whole(packed);
        In(packed, bytes =>
        {
            var one = new byte[1];
            foreach (var each in expected)
            {
                Assert.Equal(1, bytes.Fill(one));
                Assert.Equal(each, one[0]);
            }
            Assert.Equal(0, bytes.Fill(one));
            Assert.Equal(damage, bytes.Damage);
            var random = new Random(1);
            for (var i = 0; i < skips; i++)
            {
                var (at, few) = (random.Next(expected.Length + 1), new byte[random.Next(1, 2000)]);
                Assert.True(bytes.SkipTo(at));
                var count = bytes.Fill(few);
                Assert.Equal(expected.AsSpan(at, Math.Min(few.Length, expected.Length - at)), few.AsSpan(0, count));
            }
            Assert.False(bytes.SkipTo(expected.Length + 1));
            return 0;
        });
    }

    static T In<T>(byte[] packed, Func<UnpackedBytes, T> use)
    {
        using var folder = new EvidenceFolder();
        using var file = RawFile.Own(RawFile.OpenHandle(folder.Write("a", packed)), hash: false);
        using var peeled = Peeled.Of(new PlainBytes(file), 0);
        return use(peeled.Bytes);
    }
}
