using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

/// <summary>Reads the same capture by the short way, on which plain DNS messages are written straight into the batch, and by the long one.</summary>
static class TwoWays
{
    /// <summary>Fails where both ways differ in a row, in what its slices hold, or in a count.</summary>
    /// <param name="file">The capture.</param>
    /// <param name="where">Said where they differ.</param>
    /// <param name="wantsOddClients">Whether the sink wants the messages of clients with an odd address alone.</param>
    public static void AssertSame(byte[] file, string where, bool wantsOddClients = false)
    {
        RowsSeen shortWay = new(wantsOddClients), longWay = new(wantsOddClients);
        Read(file, shortWay, shortWay.Writer);
        Read(file, longWay, new LongWay(longWay.Writer));
        for (var row = 0; row < Math.Max(shortWay.Rows.Count, longWay.Rows.Count); row++)
        {
            Assert.True(longWay.Rows.ElementAtOrDefault(row) == shortWay.Rows.ElementAtOrDefault(row),
                $"{where}, row {row}\nlong  {longWay.Rows.ElementAtOrDefault(row)}\nshort {shortWay.Rows.ElementAtOrDefault(row)}");
        }
        Assert.True(longWay.Counts == shortWay.Counts, $"{where}\nlong  {longWay.Counts}\nshort {shortWay.Counts}");
    }

    /// <summary>A pcap file of frames, and bytes behind the last of them.</summary>
    public static byte[] Capture(IEnumerable<byte[]> frames)
    {
        var capture = new PcapBuilder();
        foreach (var frame in frames)
        {
            capture.Packet(frame);
        }
        return capture.Packet(Frames.Ethernet(new byte[1000], 0x0806)).ToArray();
    }

    static void Read(byte[] file, RowsSeen seen, IBatchWriter rows)
    {
        seen.Writer.Begin(default, 1);
        Assert.Equal(file.Length, Reading.Open(file).Read(file, true, rows));
        seen.Writer.Flush();
    }

    /// <summary>Keeps rows as text.</summary>
    sealed class RowsSeen : IObservationSink
    {
        readonly bool _wantsOddClients;

        public RowsSeen(bool wantsOddClients)
        {
            _wantsOddClients = wantsOddClients;
            Writer = new(this, RowChoice.Wanted);
        }

        public BatchWriter Writer { get; }

        public List<string> Rows { get; } = [];

        public string Counts => $"{Writer.Counts.Observed} {Writer.Counts.Ignored} {Writer.Counts.Malformed} {Writer.Counts.DnsMessages} {Writer.Counts.From:O} "
            + $"{Writer.Counts.To:O} {Writer.LastPosition} {string.Join(';', Writer.Counts.Reasons)} {string.Join(';', Writer.Counts.Samples)}";

        public bool Wants(Address client, Address server) => !_wantsOddClients || (client.Low & 1) == 1;

        public void Take(IObservationBatch batch)
        {
            foreach (ref readonly var row in batch.Messages)
            {
                var plain = row with { RawName = default, Name = default, Answers = default };
                Rows.Add($"{plain} raw {Hex(batch, row.RawName)} name {Hex(batch, row.Name)} answers {Hex(batch, row.Answers)}");
            }
        }

        static string Hex(IObservationBatch batch, Slice slice) => Convert.ToHexString(batch.Bytes(slice));
    }

    /// <summary>Hides that a writer has places to fill, so that every message goes the long way.</summary>
    sealed class LongWay(BatchWriter rows) : IBatchWriter
    {
        public bool Wants(Address client, Address server) => rows.Wants(client, server);

        public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers) => rows.Message(row, rawName, answers);

        public void Flow(in Flow row) => rows.Flow(row);

        public void Ignored(long offset) => rows.Ignored(offset);

        public void Malformed(long offset, string because) => rows.Malformed(offset, because);
    }
}
