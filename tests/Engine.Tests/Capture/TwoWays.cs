using Nameward.Engine.Evidence;
using Nameward.Engine.Tests.Reading;
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
        longWay.AssertSameRows(shortWay, where);
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
}
