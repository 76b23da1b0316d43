using System.Text;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Envelopes;

public class GzipTests
{
    const int MagicBytes = 3;

    static readonly string[] Members = ["first one\nfirst two\n", "second without an end", "third\n", "the fourth has\nthree\nlines\n"];

    [Fact]
    public void DamageAtAnyByteLosesNoMemberBehind()
    {
        var packed = Members.Select(member => EvidenceFolder.Gzip(Encoding.Latin1.GetBytes(member))).ToArray();
        byte[] all = [.. packed.SelectMany(member => member)];
        var starts = packed.Select((_, i) => packed[..i].Sum(member => member.Length)).ToArray();
        for (var at = MagicBytes; at < all.Length; at++)
        {
            var hit = Array.FindLastIndex(starts, start => start <= at);
            foreach (var wrong in new byte[] { 0xFF, 0x01, 0x10, 0x80 })
            {
                var bad = (byte[])all.Clone();
                bad[at] ^= wrong;
                var (bytes, _) = LayerBytes.Whole(bad);
                var text = Encoding.Latin1.GetString(bytes);
                Assert.StartsWith(string.Concat(Members[..hit]), text, StringComparison.Ordinal);
                Assert.All(Members[(hit + 1)..], member => Assert.Contains(member, text, StringComparison.Ordinal));
                Assert.EndsWith(string.Concat(Members[(hit + 1)..]), text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void TwoHalvesNeverLookLikeOneLine()
    {
        var first = EvidenceFolder.Gzip("a line without an end"u8);
        first[^5] ^= 1;
        var (bytes, damage) = LayerBytes.Whole([.. first, .. EvidenceFolder.Gzip("another\n"u8)]);
        Assert.Equal("a line without an end\nanother\n", Encoding.Latin1.GetString(bytes));
        Assert.Equal($"the gzip data is damaged, 21 bytes unpacked, at packed byte {first.Length - 4}; reading went on at packed byte {first.Length}", damage);
    }

    [Fact]
    public void OfManyDamagedPlacesAFewAreToldAndTheOthersCounted()
    {
        var damaged = EvidenceFolder.Gzip("line\n"u8);
        damaged[^1] ^= 1;
        var (bytes, damage) = LayerBytes.Whole([.. Enumerable.Repeat(damaged, 100).SelectMany(member => member)]);
        Assert.Equal(500, bytes.Length);
        Assert.Equal(4, damage!.Split("the gzip data is damaged").Length);
        Assert.EndsWith("; and 97 more such places", damage, StringComparison.Ordinal);
    }

    [Fact]
    public void BehindSomethingElseReadingGoesOn()
    {
        var (bytes, damage) = LayerBytes.Whole([.. EvidenceFolder.Gzip("one\n"u8), .. new byte[1000], .. EvidenceFolder.Gzip("two\n"u8)]);
        Assert.Equal("one\ntwo\n"u8, bytes);
        Assert.StartsWith("behind the gzip data follows something else, 4 bytes unpacked", damage, StringComparison.Ordinal);
    }

    [Fact]
    public void AWholeMemberIsNotLookedInto()
    {
        // A log of the bytes of a packed one, in stored blocks: its head stands there to be found.
        var inner = EvidenceFolder.Gzip(EvidenceFolder.Lines(200, 14));
        byte[] outer = [.. "a log\n"u8, .. inner];
        byte[] stored = [.. GzipHeader.Magic, 0, 0, 0, 0, 0, 0, 3, 1, .. Sixteen(outer.Length), .. Sixteen(~outer.Length), .. outer,
            .. BitConverter.GetBytes(Crc32.Append(0, outer)), .. BitConverter.GetBytes(outer.Length)];
        var (bytes, _) = LayerBytes.Whole([.. stored, .. new byte[100], .. EvidenceFolder.Gzip("two\n"u8)]);
        Assert.Equal([.. outer, .. outer[^1] == '\n' ? [] : "\n"u8, .. "two\n"u8], bytes);
    }

    static byte[] Sixteen(int value) => BitConverter.GetBytes((ushort)value);

    [Fact]
    public void AFileMadeOfHeadsAloneIsSoonGivenUp()
    {
        byte[] head = [0x1F, 0x8B, 8, 0];
        var (bytes, damage) = LayerBytes.Whole([.. EvidenceFolder.Gzip("one\n"u8), .. Enumerable.Repeat(head, 500_000).SelectMany(four => four)]);
        Assert.True(bytes.AsSpan().StartsWith("one\n"u8));
        Assert.NotNull(damage);
    }

    [Fact]
    public void EveryFieldOfAHeadIsPassedOver()
    {
        var plain = EvidenceFolder.Gzip("one\n"u8);
        byte[] fields = [5, 0, 1, 2, 3, 4, 5, .. "a.log\0a comment\0"u8];
        byte[] head = [.. plain[..3], 0x1F, .. plain[4..10], .. fields];
        head = [.. head, .. BitConverter.GetBytes((ushort)Crc32.Append(0, head))];
        LayerBytes.AreWhole("one\n"u8.ToArray(), [.. head, .. plain[10..]]);
        for (var cut = 3; cut < head.Length; cut++)
        {
            var (bytes, damage) = LayerBytes.Whole(head[..cut]);
            Assert.Empty(bytes);
            Assert.Equal("the file ends early, 0 bytes unpacked", damage);
        }
    }

    [Fact]
    public void GzipInGzipInGzipIsUnpacked()
    {
        var lines = EvidenceFolder.Lines(30_000, 9);
        var packed = EvidenceFolder.Gzip(EvidenceFolder.Gzip(EvidenceFolder.Gzip(lines)));
        LayerBytes.AreWhole(lines, packed);
        LayerBytes.AreTheSameInAnySteps(EvidenceFolder.Gzip(EvidenceFolder.Gzip(EvidenceFolder.Lines(3000, 9))), 60);
    }

    [Fact]
    public void DamageIsTheSameInAnySteps()
    {
        var packed = EvidenceFolder.Gzip(EvidenceFolder.Lines(8000, 10));
        packed.AsSpan(packed.Length / 2, 20).Fill(0xFF);
        LayerBytes.AreTheSameInAnySteps([.. packed, .. EvidenceFolder.Gzip(EvidenceFolder.Lines(2000, 11))], 60);
    }

    [Fact]
    public void OfManyDamagedMembersInAnotherEnvelopeAllAreMet()
    {
        // More of them, and farther apart, than are gone back to where the packed bytes are unpacked themselves.
        var damaged = EvidenceFolder.Gzip(Enumerable.Range(0, 4).SelectMany(i => EvidenceFolder.Lines(20_000, i)).ToArray());
        Assert.True(damaged.Length > PackedInput.Remembered);
        damaged[^6] ^= 1;
        var packed = EvidenceFolder.Gzip([.. Enumerable.Repeat(damaged, 24).SelectMany(member => member), .. EvidenceFolder.Gzip("the last\n"u8)]);
        var (bytes, damage) = LayerBytes.Whole(packed);
        Assert.EndsWith("; and 21 more such places", damage, StringComparison.Ordinal);
        Assert.True(bytes.AsSpan().EndsWith("the last\n"u8));
        var (alone, _) = LayerBytes.Whole(damaged);
        Assert.InRange(bytes.Length, 24 * (alone.Length - (64 << 10)), 24 * alone.Length);
        Assert.True(bytes.AsSpan().StartsWith(alone));
    }
}
