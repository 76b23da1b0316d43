using System.Text;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Formats;
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
            for (var row = 0; row < Math.Max(shortWay.Rows.Count, longWay.Rows.Count); row++)
            {
                Assert.True(longWay.Rows.ElementAtOrDefault(row) == shortWay.Rows.ElementAtOrDefault(row),
                    $"seed {seed}, row {row}\nlong  {longWay.Rows.ElementAtOrDefault(row)}\nshort {shortWay.Rows.ElementAtOrDefault(row)}");
            }
            Assert.True(longWay.Counts() == shortWay.Counts(), $"seed {seed}\nlong  {longWay.Counts()}\nshort {shortWay.Counts()}");
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
            RowsSeen shortWay = new() { WantsOddClients = true }, longWay = new() { WantsOddClients = true };
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

    /// <summary>Keeps rows as text.</summary>
    sealed class RowsSeen : IObservationSink
    {
        public RowsSeen() => Writer = new(this, RowChoice.Wanted);

        public BatchWriter Writer { get; }

        public List<string> Rows { get; } = [];

        public bool WantsOddClients { get; init; }

        public bool Wants(Address client, Address server) => !WantsOddClients || (client.Low & 1) == 1;

        public void Take(IObservationBatch batch)
        {
            foreach (var row in batch.Messages)
            {
                Rows.Add($"{row with { RawName = default, Name = default, Answers = default }} raw {Hex(batch, row.RawName)} name {Hex(batch, row.Name)} answers {Hex(batch, row.Answers)}");
            }
        }

        public string Counts()
        {
            var counts = Writer.Counts;
            return $"{counts.Observed} {counts.Ignored} {counts.Malformed} {counts.DnsMessages} {counts.From:O} {counts.To:O} {Writer.LastPosition} "
                + $"{string.Join(';', counts.Reasons)} {string.Join(';', counts.Samples)}";
        }

        static string Hex(IObservationBatch batch, Slice slice) => Convert.ToHexString(batch.Bytes(slice));
    }

    /// <summary>Hides that a writer has places to fill, so that every row goes the long way.</summary>
    sealed class LongWay(BatchWriter rows) : IBatchWriter
    {
        public bool Wants(Address client, Address server) => rows.Wants(client, server);

        public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers) => rows.Message(row, rawName, answers);

        public void Flow(in Flow row) => rows.Flow(row);

        public void Ignored(long offset) => rows.Ignored(offset);

        public void Malformed(long offset, string because) => rows.Malformed(offset, because);
    }
}
