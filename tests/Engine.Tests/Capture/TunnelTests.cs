using Xunit;

namespace Nameward.Engine.Tests.Capture;

public class TunnelTests
{
    static readonly byte[] V4 = Frames.V4(Frames.Udp(40000, 53, MessageBuilder.Query("inner.example.com").ToArray()));
    static readonly byte[] V6 = Frames.V6(Frames.Udp(40000, 53, MessageBuilder.Query("inner.example.com").ToArray()));
    static readonly byte[] Frame = Frames.Ethernet(V4);

    public static TheoryData<string, byte[]> Envelopes() => new()
    {
        { "IP in IP", Outer(V4, 4) },
        { "6in4", Outer(V6, 41) },
        { "IPv4 in IPv6", Frames.Ethernet(Frames.V6(V4, 4), 0x86DD) },
        { "GRE", Outer([0, 0, 8, 0, .. V4], 47) },
        { "GRE with checksum, key and sequence", Outer([0xB0, 0, 0x86, 0xDD, .. new byte[12], .. V6], 47) },
        { "GRE with Ethernet", Outer([0, 0, 0x65, 0x58, .. Frame], 47) },
        { "GRE with PPP", Outer([0x30, 0x81, 0x88, 0x0B, .. new byte[12], 0xFF, 3, 0, 0x21, .. V4], 47) },
        { "ERSPAN", Outer([0x10, 0, 0x88, 0xBE, 0, 0, 0, 1, .. new byte[8], .. Frame], 47) },
        { "VXLAN", Outer(Frames.Udp(50000, 4789, [8, 0, 0, 0, 0, 1, 2, 0, .. Frame]), 17) },
        { "Geneve", Outer(Frames.Udp(50000, 6081, [1, 0, 0x65, 0x58, 0, 1, 2, 0, .. new byte[4], .. Frame]), 17) },
        { "GTP-U", Outer(Frames.Udp(2152, 2152, [0x30, 0xFF, .. Frames.U16(V4.Length), 0, 0, 0, 1, .. V4]), 17) },
        { "two of them", Outer(Frames.V4([0, 0, 8, 0, .. V4], 47), 4) },
    };

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void AMessageIsFoundInsideATunnel(string envelope, byte[] frame)
    {
        var rows = Reading.Frame(frame);
        Assert.True(rows is { Names: ["inner.example.com"], Lines.Count: 1, Flows.Count: 0 }, $"{envelope}: {rows.Lines[0]}");
        Assert.Equal(40000, rows.Messages[0].Client.Port);
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void ATunnelCutAnywhereIsOneRecord(string envelope, byte[] frame)
    {
        for (var length = 0; length < frame.Length; length++)
        {
            Assert.True(Reading.Frame(frame[..length]).Lines.Count == 1, $"{envelope}, {length} bytes");
        }
    }

    [Fact]
    public void TunnelsInTunnelsHaveAnEnd()
    {
        var packet = V4;
        for (var i = 0; i < 20; i++)
        {
            packet = Frames.V4(packet, 4);
        }
        Assert.Equal(1, Reading.Frame(Frames.Ethernet(packet)).IgnoredCount);
    }

    static byte[] Outer(byte[] payload, byte protocol) => Frames.Ethernet(Frames.V4(payload, protocol, "192.0.2.1", "192.0.2.2"));
}
