using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Xunit;

namespace Nameward.Engine.Tests.Zeek;

/// <summary>The short way of plain rows gives what the long way gives, whatever stands in them and around them.</summary>
public class ZeekPlainRowTests
{
    [Fact]
    public void PlainRowsReadTheSameOnTheLongWay()
    {
        var observed = 0L;
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var source = Encoding.Latin1.GetBytes(OddRows.Source(random));
            var (shortWay, longWay) = (new RowsSeen(), new RowsSeen());
            Read(source, new Random(seed), shortWay, shortWay.Writer);
            Read(source, new Random(seed), longWay, new LongWay(longWay.Writer));
            longWay.AssertSameRows(shortWay, $"seed {seed}");
            Assert.True(longWay.Counts == shortWay.Counts, $"seed {seed}\nlong  {longWay.Counts}\nshort {shortWay.Counts}");
            observed += shortWay.Writer.Counts.Observed;
        }
        Assert.InRange(observed, 20_000, 200_000);
    }

    [Fact]
    public void RowsThatNobodyWantsAreIgnoredOnTheShortWayToo()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var source = Encoding.Latin1.GetBytes(OddRows.Source(new(seed)));
            RowsSeen shortWay = new(wantsOddClients: true), longWay = new(wantsOddClients: true);
            Read(source, new Random(seed), shortWay, shortWay.Writer);
            Read(source, new Random(seed), longWay, new LongWay(longWay.Writer));
            Assert.Equal(longWay.Rows, shortWay.Rows);
            // A row that nobody wants is looked at no further: whether it is damaged is told by the reading that counts.
            Assert.Equal((longWay.Writer.Counts.Observed, longWay.Writer.Counts.Records), (shortWay.Writer.Counts.Observed, shortWay.Writer.Counts.Records));
        }
    }

    /// <summary>Reads in blocks that end anywhere.</summary>
    static void Read(byte[] source, Random random, RowsSeen seen, IBatchWriter rows)
    {
        var reader = FormatGoldenTests.Format("zeek-dns").Open(Feeding.Source);
        seen.Writer.Begin(default, 1);
        for (var at = 0; at < source.Length;)
        {
            var end = Math.Min(source.Length, at + random.Next(1, 30_000));
            at += reader.Read(source.AsSpan(at..end), end == source.Length, rows);
        }
        seen.Writer.Flush();
    }
}
