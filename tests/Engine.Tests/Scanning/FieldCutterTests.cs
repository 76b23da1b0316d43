using Nameward.Engine.Evidence.Scanning;
using Xunit;

namespace Nameward.Engine.Tests.Scanning;

public class FieldCutterTests
{
    [Fact]
    public void VectorsAndSearchesCutAlikeAndAsSplitDoes()
    {
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var line = new byte[32 + random.Next(200)];
            var separators = random.Next(1, 60);
            for (var at = 0; at < line.Length; at++)
            {
                line[at] = random.Next(60) < separators ? (byte)'\t' : (byte)random.Next(256);
            }
            int[] expected = [.. Ends(line)], byVectors = new int[expected.Length], bySearches = new int[expected.Length];
            Assert.Equal(expected.Length, FieldCutter.CutVectors(line, (byte)'\t', byVectors));
            Assert.Equal(expected.Length, FieldCutter.CutSpans(line, (byte)'\t', bySearches));
            Assert.Equal(expected, byVectors);
            Assert.Equal(expected, bySearches);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(60)]
    public void MoreFieldsThanThereIsRoomForAreSaid(int fields)
    {
        var line = new byte[fields - 1];
        Array.Fill(line, (byte)',');
        Assert.Equal(fields, FieldCutter.Cut(line, (byte)',', new int[fields]));
        Assert.Equal(fields, FieldCutter.Cut(line, (byte)',', new int[fields - 1]));
        Assert.Equal(2, FieldCutter.Cut(line, (byte)',', new int[1]));
        Assert.Equal(1, FieldCutter.Cut(line, (byte)',', []));
        Assert.Equal(1, FieldCutter.Cut([], (byte)',', new int[2]));
    }

    static IEnumerable<int> Ends(byte[] line)
    {
        for (var at = 0; at < line.Length; at++)
        {
            if (line[at] == '\t')
            {
                yield return at;
            }
        }
        yield return line.Length;
    }
}
