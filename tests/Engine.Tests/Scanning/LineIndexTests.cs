using Nameward.Engine.Evidence.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

public class LineIndexTests
{
    [Fact]
    public void WordsAndBytesFindTheSameLinesAndASearchForEachDoes()
    {
        var lines = 0;
        LineIndex byWords = new(), byBytes = new();
        for (var seed = 0; seed < 2_000; seed++)
        {
            var random = new Random(seed);
            var text = Text(random, random.Next(random.Next(4) == 0 ? 20_000 : 400));
            var from = random.Next(text.Length + 1);
            byWords.Find(text, from, (byte)'\t');
            byBytes.FindBytes(text, from, (byte)'\t');
            var expected = Expected(text[..Math.Min(text.Length, from + LineIndex.Window)], from);
            AssertLines(expected, byBytes, seed);
            // Words that would reach beyond the window are left to the next one.
            Assert.True(byWords.Lines == expected.Count || (text.Length > from + LineIndex.Window && byWords.Lines >= expected.Count - ByteMasks.Width), $"seed {seed}");
            AssertLines(expected[..byWords.Lines], byWords, seed);
            lines += byWords.Lines;
        }
        Assert.True(lines > 10_000);
    }

    [Theory]
    [InlineData("\t")]
    [InlineData("\n")]
    [InlineData("\t\n")]
    public void AWindowOfNothingElseFits(string pattern)
    {
        var text = new byte[3 * LineIndex.Window];
        for (var at = 0; at < text.Length; at++)
        {
            text[at] = (byte)pattern[at % pattern.Length];
        }
        var index = new LineIndex();
        index.Find(text, 7, (byte)'\t');
        AssertLines(Expected(text[..(7 + LineIndex.Window)], 7), index, 0);
    }

    static void AssertLines(List<int[]> expected, LineIndex index, int seed)
    {
        Assert.True(expected.Count == index.Lines, $"seed {seed}");
        for (var line = 0; line < index.Lines; line++)
        {
            Assert.True(index.Cuts(line).SequenceEqual(expected[line]), $"seed {seed}, line {line}");
        }
    }

    static List<int[]> Expected(byte[] text, int from)
    {
        var lines = new List<int[]>();
        List<int> cuts = [from - 1];
        for (var at = from; at < text.Length; at++)
        {
            if (text[at] is (byte)'\t' or (byte)'\n')
            {
                cuts.Add(at);
            }
            if (text[at] == '\n')
            {
                lines.Add([.. cuts]);
                cuts = [at];
            }
        }
        return lines;
    }

    static byte[] Text(Random random, int length)
    {
        int separators = random.Next(1, 40), lines = random.Next(1, 300);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(lines) == 0 ? (byte)'\n' : random.Next(separators) == 0 ? (byte)'\t' : (byte)random.Next(256))];
    }
}
