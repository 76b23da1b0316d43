using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Xunit;
using static Nameward.Engine.Tests.Flows.ExportBytes;

namespace Nameward.Engine.Tests.Flows;

/// <summary>Flow exports in the packets of a capture: templates hold for the exporter that sent them, and in the order of the packets.</summary>
public class ExportsInCapturesTests
{
    const int Udp = 17;

    static byte[] Template => Nine(1).Set(0, ExportBytes.Template(256, 8, 4, 12, 4, 7, 2, 11, 2, 4, 1, 1, 4, 2, 4)).ToArray();

    static byte[] Data(string client) => Nine(1).Set(256, new ExportBytes().Address(client, "192.0.2.53").U16(51234, 53).U8(Udp).U32(73, 1)).ToArray();

    [Fact]
    public void TheTemplatesOfOneExporterAreNotThoseOfAnother()
    {
        var dump = Read((1, 2055, Data("192.0.2.7")), (2, 2055, Template), (2, 2055, Data("192.0.2.8")), (1, 2055, Data("192.0.2.9")));
        Assert.Contains("flow 2026-11-21T17:31:30.0000000Z +00:00:00 protocol 17 192.0.2.8 51234 > 192.0.2.53 53 bytes 73/-1", dump.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("192.0.2.7", dump.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, dump.Malformed);
    }

    [Fact]
    public void DataWaitsForItsTemplateAndAPacketIsCountedOnce()
    {
        var dump = Read((1, 2055, Data("192.0.2.7")), (1, 2055, Template));
        Assert.Contains("192.0.2.7 51234 > 192.0.2.53 53", dump.ToString(), StringComparison.Ordinal);
        // The packets, which are no DNS; the exported flow; the conversation of exporter and collector.
        Assert.Equal((2, 2, 0), (dump.Ignored, dump.Observed, dump.Malformed));
    }

    [Theory]
    [InlineData(2055, true)]
    [InlineData(40123, true)]
    [InlineData(53, false)]
    public void WhatFitsToTheLastByteIsAnExportOnAnyPortButThoseOfNameServices(ushort port, bool isRead) =>
        Assert.Equal(isRead, Read((1, port, Template), (1, port, Data("192.0.2.7"))).ToString().Contains("192.0.2.7 51234", StringComparison.Ordinal));

    [Fact]
    public void WhatOnlyBeginsLikeAnExportIsNone()
    {
        byte[] longer = [.. Data("192.0.2.7"), 1, 2, 3, 4, 5];
        var dump = Read((1, 40123, Template), (1, 40123, longer));
        Assert.DoesNotContain("192.0.2.7 51234", dump.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, dump.Malformed);
    }

    static RowDump Read(params (byte Exporter, ushort Port, byte[] Payload)[] datagrams)
    {
        var capture = new PcapBuilder();
        foreach (var (exporter, port, payload) in datagrams)
        {
            capture.Packet(Frames.Ethernet(Frames.V4(Frames.Udp(40000, port, payload), from: $"198.51.100.{exporter}", to: "198.51.100.200")));
        }
        return Feeding.Whole(new Pcap(), capture.ToArray());
    }
}
