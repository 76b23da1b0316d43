using Nameward.Engine.Evidence.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

public class FieldCutterTests
{
    [Fact]
    public void MasksAndBytesCutAlikeAndAsASearchForEachDoes()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var text = Text(random, ByteMasks.Width + random.Next(300));
            var most = random.Next(40);
            var expected = Expected(text);
            foreach (var cut in (Cut[])[FieldCutter.CutMasks, FieldCutter.CutBytes, FieldCutter.Cut])
            {
                AssertCut(expected, most, text, cut, seed);
            }
        }
    }

    [Fact]
    public void TextsOfAnyLengthAreCut()
    {
        var random = new Random(5);
        for (var length = 0; length < 200; length++)
        {
            var text = Text(random, length);
            AssertCut(Expected(text), 30, text, FieldCutter.Cut, length);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(24)]
    public void AMegabyteOfSeparatorsNeedsNoMoreRoomThanAHeaderOfFewFields(int most)
    {
        var text = new byte[1 << 20];
        Array.Fill(text, (byte)'\t');
        text[^1] = (byte)'\n';
        var cut = FieldCutter.Cut(text, (byte)'\t', most, new int[FieldCutter.Room(most)]);
        Assert.True(cut.Fields > most && cut.HasEnd);
        Assert.Equal(text.Length - 1, cut.Length);
    }

    [Fact]
    public void ABackslashIsNeverMissed()
    {
        for (var at = 0; at < 200; at++)
        {
            var text = new byte[201];
            text[at] = (byte)'\\';
            Assert.True(FieldCutter.Cut(text, (byte)'\t', 3, new int[FieldCutter.Room(3)]).HasBackslash);
            text[at] = (byte)'/';
            Assert.False(FieldCutter.Cut(text, (byte)'\t', 3, new int[FieldCutter.Room(3)]).HasBackslash);
        }
    }

    [Fact]
    public void EachByteOf64HasItsBit()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var bytes = Text(random, ByteMasks.Width);
            Assert.True(ByteMasks.OfBytes(bytes, (byte)'\t') == ByteMasks.Of(bytes, (byte)'\t'), $"seed {seed}");
        }
    }

    delegate CutLine Cut(ReadOnlySpan<byte> text, byte separator, int most, Span<int> starts);

    static void AssertCut((int Length, int[] Starts, bool HasEnd) expected, int most, byte[] text, Cut cut, int seed)
    {
        var starts = new int[FieldCutter.Room(most)];
        var line = cut(text, (byte)'\t', most, starts);
        Assert.True(line.Length == expected.Length && line.HasEnd == expected.HasEnd, $"seed {seed}");
        Assert.True(expected.Starts.Length - 1 > most ? line.Fields > most : line.Fields == expected.Starts.Length - 1, $"seed {seed}");
        Assert.True(line.Fields > most || expected.Starts.AsSpan().SequenceEqual(starts.AsSpan(0, line.Fields + 1)), $"seed {seed}");
        Assert.True(line.HasBackslash || !text.AsSpan(0, line.Length).Contains((byte)'\\'), $"seed {seed}");
    }

    /// <summary>The end of the line, and the start of each field with that of one more.</summary>
    static (int Length, int[] Starts, bool HasEnd) Expected(byte[] text)
    {
        var end = Array.IndexOf(text, (byte)'\n');
        var length = end < 0 ? text.Length : end;
        return (length, [0, .. Enumerable.Range(0, length).Where(at => text[at] == '\t').Select(at => at + 1), length + 1], end >= 0);
    }

    static byte[] Text(Random random, int length)
    {
        var (separators, others) = (random.Next(1, 60), random.Next(2) == 0 ? 4 : 250);
        var text = new byte[length];
        for (var at = 0; at < length; at++)
        {
            text[at] = random.Next(60) < separators ? (byte)'\t' : random.Next(others) == 0 ? "\n\\\r"u8[random.Next(3)] : (byte)random.Next(256);
        }
        return text;
    }
}
