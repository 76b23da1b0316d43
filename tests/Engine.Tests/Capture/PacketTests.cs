using Nameward.Engine.Evidence.Capture;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

public class PacketTests
{
    static readonly byte[] Query = MessageBuilder.Query("WWW.example.com").ToArray();
    static readonly byte[] Response = MessageBuilder.Response("www.example.com", 1, 1).Answer(1, [192, 0, 2, 1]).ToArray();
    static readonly byte[] Udp = Frames.Udp(40000, 53, Query);
    static readonly byte[] V4 = Frames.V4(Udp);
    static readonly byte[] V6 = Frames.V6(Udp);

    [Fact]
    public void AQueryShowsItsClientAndItsServer()
    {
        var rows = Reading.Frame(Frames.QueryFrame(Query));
        var row = Assert.Single(rows.Messages);
        Assert.Equal((Sides.Query, Leg.Wire, Transport.Udp), (row.Sides, row.Leg, row.Transport));
        Assert.Equal("10.0.0.7:40000 10.0.0.53:53", Ends(row));
        Assert.Equal((RecordTypes.A, (ushort?)null, (ushort)0x1234, Query.Length), (row.Type, row.Rcode, row.Id, row.Bytes));
        Assert.Equal(new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc).AddMilliseconds(250), row.Time);
        Assert.Equal(1, row.At.Offset);
        Assert.False(row.ShowsAnswers);
        Assert.Equal("WWW.example.com", Assert.Single(rows.Names));
        Assert.Empty(Assert.Single(rows.Answers));
    }

    [Fact]
    public void AResponseShowsTheSameEndsAndItsRecords()
    {
        var rows = Reading.Frame(Frames.ResponseFrame(Response));
        var row = Assert.Single(rows.Messages);
        Assert.Equal("10.0.0.7:40000 10.0.0.53:53", Ends(row));
        Assert.Equal((Sides.Response, (ushort?)0, true), (row.Sides, row.Rcode, row.ShowsAnswers));
        Assert.Equal(["Answer A 300 = C0000201"], Reading.Records(Assert.Single(rows.Answers)));
    }

    public static TheoryData<string, ushort, byte[]> Links() => new()
    {
        { "Ethernet", 1, Frames.Ethernet(V4) },
        { "Ethernet, IPv6", 1, Frames.Ethernet(V6, 0x86DD) },
        { "one VLAN", 1, Frames.Ethernet([0, 11, 8, 0, .. V4], 0x8100) },
        { "QinQ", 1, Frames.Ethernet([0, 11, 0x81, 0, 0, 12, 8, 0, .. V4], 0x88A8) },
        { "four tags", 1, Frames.Ethernet([0, 1, 0x81, 0, 0, 2, 0x81, 0, 0, 3, 0x81, 0, 0, 4, 0x86, 0xDD, .. V6], 0x9100) },
        { "SNAP", 1, Frames.Ethernet([0xAA, 0xAA, 3, 0, 0, 0, 8, 0, .. V4], V4.Length + 8) },
        { "MPLS", 1, Frames.Ethernet([0, 0, 0x10, 64, 0, 0, 0x11, 64, .. V4], 0x8847) },
        { "PPPoE", 1, Frames.Ethernet([0x11, 0, 0, 1, .. Frames.U16(V4.Length + 2), 0, 0x21, .. V4], 0x8864) },
        { "PPP", 9, [0xFF, 3, 0, 0x57, .. V6] },
        { "PPP with a short protocol", 50, [0x21, .. V4] },
        { "PPPoE alone", 51, [0x11, 0, 0, 1, .. Frames.U16(V4.Length + 2), 0, 0x21, .. V4] },
        { "SLL", 113, [.. new byte[14], 8, 0, .. V4] },
        { "SLL with a VLAN", 113, [.. new byte[14], 0x81, 0, 0, 11, 8, 0, .. V4] },
        { "SLL2", 276, [0x86, 0xDD, .. new byte[18], .. V6] },
        { "raw 12", 12, V4 }, { "raw 14", 14, V6 }, { "raw", 101, V6 }, { "IPv4", 228, V4 }, { "IPv6", 229, V6 },
        { "null, little-endian", 0, [2, 0, 0, 0, .. V4] }, { "null, big-endian", 0, [0, 0, 0, 2, .. V4] },
        { "null, Linux", 0, [10, 0, 0, 0, .. V6] }, { "null, Windows", 0, [23, 0, 0, 0, .. V6] }, { "null, NetBSD", 0, [24, 0, 0, 0, .. V6] },
        { "null, FreeBSD", 0, [28, 0, 0, 0, .. V6] }, { "null, macOS", 0, [30, 0, 0, 0, .. V6] }, { "loop", 108, [0, 0, 0, 24, .. V6] },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public void AQueryIsFoundUnderEveryLinkHeader(string link, ushort number, byte[] frame)
    {
        var row = Assert.Single(Reading.Frame(frame, number).Messages);
        Assert.True(Ends(row) is "10.0.0.7:40000 10.0.0.53:53" or "fd00::7:40000 fd00::53:53", link);
    }

    [Theory]
    [MemberData(nameof(Links))]
    public void AFrameCutAnywhereIsOneRecord(string link, ushort number, byte[] frame)
    {
        for (var length = 0; length < frame.Length; length++)
        {
            var rows = Reading.Whole(new PcapBuilder(link: number).Packet(frame[..length], original: (uint)frame.Length).ToArray());
            Assert.True(rows.Lines.Count == 1 && rows.Messages.Count == 0, $"{link}, {length} bytes");
        }
    }

    public static TheoryData<string, byte[]> Datagrams() => new()
    {
        { "options", Frames.V4(Udp, options: new byte[40]) },
        { "padding behind the packet", [.. V4, 1, 2, 3, 4, 5, 6] },
        { "padding behind IPv6", [.. V6, 1, 2, 3, 4, 5, 6] },
        { "padding behind the datagram", Frames.V4([.. Udp, 9, 9, 9]) },
        { "total length 0", Frames.V4(Udp, total: 0) },
        { "payload length 0", Frames.V6(Udp, length: 0) },
        { "UDP length 0", Frames.V4(Frames.Udp(40000, 53, Query, 0)) },
        { "hop-by-hop options", Frames.V6([17, 0, 0, 0, 0, 0, 0, 0, .. Udp], 0) },
        { "routing, of 16 bytes", Frames.V6([17, 1, .. new byte[14], .. Udp], 43) },
        { "authentication, of 16 bytes", Frames.V6([17, 2, .. new byte[14], .. Udp], 51) },
        { "an atomic fragment", Frames.V6([17, 0, 0, 0, 0, 0, 0, 1, .. Udp], 44) },
        { "a chain",
            Frames.V6([60, 0, .. new byte[6], 135, 0, .. new byte[6], 139, 0, .. new byte[6], 140, 0, .. new byte[6], 17, 0, .. new byte[6], .. Udp], 0) },
    };

    [Theory]
    [MemberData(nameof(Datagrams))]
    public void AQueryIsFoundInEveryDatagramWithItsOwnLength(string what, byte[] packet)
    {
        var row = Assert.Single(Reading.Frame(packet, 101).Messages);
        Assert.True(row.Bytes == Query.Length, what);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void PaddingBehindThePacketIsNoPartOfAMessage(bool isV6)
    {
        // The header claims one record, and the UDP length reaches over padding that could pass for it; the IP length does not.
        byte[] padding = [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0];
        var message = MessageBuilder.Response("a.b", 1, 1).ToArray();
        var datagram = Frames.Udp(53, 40000, message, message.Length + 8 + padding.Length);
        var rows = Reading.Frame([.. isV6 ? Frames.V6(datagram) : Frames.V4(datagram), .. padding], 101);
        Assert.Empty(Assert.Single(rows.Answers));
        Assert.False(Assert.Single(rows.Messages).ShowsAnswers);
    }

    [Fact]
    public void BytesBehindTheUdpLengthAreNoPartOfAMessage()
    {
        var datagram = Frames.Udp(53, 40000, MessageBuilder.Response("a.b", 1, 1).ToArray());
        var rows = Reading.Frame(Frames.V4([.. datagram, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]), 101);
        Assert.Empty(Assert.Single(rows.Answers));
    }

    public static TheoryData<string, byte[]> IgnoredPackets() => new()
    {
        { "ARP", Frames.Ethernet(new byte[28], 0x0806) },
        { "five tags", Frames.Ethernet([0, 1, 0x81, 0, 0, 2, 0x81, 0, 0, 3, 0x81, 0, 0, 4, 0x81, 0, 0, 5, 8, 0, .. V4], 0x8100) },
        { "spanning tree", Frames.Ethernet([0x42, 0x42, 3, .. new byte[35]], 38) },
        { "TCP without data", TcpFrames.FromClient(TcpFrames.Syn, 1000, []) },
        { "DNS quoted by ICMP", Frames.Ethernet(Frames.V4([3, 3, 0, 0, 0, 0, 0, 0, .. V4], 1)) },
        { "DNS quoted by ICMPv6", Frames.Ethernet(Frames.V6([1, 4, 0, 0, 0, 0, 0, 0, .. V6], 58), 0x86DD) },
        { "a later fragment", Frames.Ethernet(Frames.V4(Udp, fragment: 0x2001)) },
        { "a later fragment of IPv6", Frames.Ethernet(Frames.V6([17, 0, 0, 0x11, 0, 0, 0, 1, .. Udp], 44), 0x86DD) },
        { "NetBIOS names", Frames.Ethernet(Frames.V4(Frames.Udp(137, 137, MessageBuilder.Query("CKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 33).ToArray()))) },
        { "NOTIFY", Frames.QueryFrame(MessageBuilder.Header(0x2400, 1).Question("a.b", 6).ToArray()) },
        { "UPDATE", Frames.QueryFrame(MessageBuilder.Header(0x2800, 1).Question("a.b", 6).ToArray()) },
        { "a cookie alone", Frames.QueryFrame(MessageBuilder.Header(0x0100, 0, additionals: 1).Opt().ToArray()) },
        { "a multicast announcement", Multicast(MessageBuilder.Header(0x8400, 0, 1).Record([1, 97, 0], 1, [1, 2, 3, 4])) },
        { "anything on another port", Frames.Ethernet(Frames.V4(Frames.Udp(40000, 443, [.. Enumerable.Repeat((byte)0xC3, 1200)]))) },
        { "nothing on another port", Frames.Ethernet(Frames.V4(Frames.Udp(40000, 9, []))) },
    };

    [Theory]
    [MemberData(nameof(IgnoredPackets))]
    public void WhatIsNoLookUpIsIgnored(string what, byte[] frame)
    {
        var rows = Reading.Frame(frame);
        Assert.True(rows is { IgnoredCount: 1, Lines.Count: 1 }, $"{what}: {rows.Lines[0]}");
    }

    public static TheoryData<string, byte[]> MalformedPackets() => new()
    {
        { PacketDamage.LinkCut, new byte[10] },
        { PacketDamage.IpHeader, Frames.Ethernet([0x55, .. new byte[30]]) },
        { PacketDamage.IpHeader, Frames.Ethernet([0x41, .. new byte[30]]) },
        { PacketDamage.IpHeader, Frames.Ethernet(Frames.V4(Udp, total: 19)) },
        { PacketDamage.IpCut, Frames.Ethernet(Frames.V6([17, 255, 0, 0, 0, 0, 0, 0, .. Udp], 0), 0x86DD) },
        { PacketDamage.UdpCut, Frames.Ethernet(Frames.V4([0, 53, 0])) },
        { PacketDamage.TcpCut, Frames.Ethernet(Frames.V4([0, 53, 0], 6)) },
        { PacketDamage.TcpHeader, Frames.Ethernet(Frames.V4([.. Frames.U16(40000), .. Frames.U16(53), .. new byte[16], .. Query], 6)) },
        { PacketDamage.TunnelCut, Frames.Ethernet(Frames.V4([0x20, 0, 8, 0, 0], 47)) },
        { PacketDamage.UdpHeader, Frames.Ethernet(Frames.V4(Frames.Udp(40000, 53, Query, 7))) },
        { "the message is shorter than a DNS header", Frames.QueryFrame([1, 2, 3]) },
        { "the opcode is none that DNS has", Frames.QueryFrame([.. Enumerable.Repeat((byte)0xFB, 200)]) },
        { "a label is of a type that DNS does not use", Multicast(MessageBuilder.Header(0, 1).Bytes(0x40, 0, 0, 1, 0, 1)) },
        { "a compression pointer does not point backwards to a name", Multicast(MessageBuilder.Header(0, 1).Bytes(0xC0, 12, 0, 1, 0, 1), 5355) },
        { "the captured bytes end inside the DNS message", Frames.Ethernet(Frames.V4(Udp[..25], total: V4.Length, fragment: 0x2000)) },
    };

    [Theory]
    [MemberData(nameof(MalformedPackets))]
    public void ADamagedPacketIsMalformedForOneReason(string because, byte[] frame)
    {
        var rows = Reading.Frame(frame);
        Assert.Equal([because], rows.Reasons);
        Assert.Single(rows.Lines);
    }

    [Theory]
    [InlineData(5353, "224.0.0.251")]
    [InlineData(5355, "224.0.0.252")]
    [InlineData(8053, "198.51.100.1")]
    [InlineData(31337, "198.51.100.1")]
    public void DnsIsObservedOnItsOtherPortsAndOnAnyPort(ushort port, string server)
    {
        var row = Assert.Single(Reading.Frame(Frames.Ethernet(Frames.V4(Frames.Udp(40000, port, Query), to: server))).Messages);
        Assert.Equal($"10.0.0.7:40000 {server}:{port}", Ends(row));
    }

    [Fact]
    public void AMulticastQuestionMayAskForAUnicastAnswer()
    {
        var message = MessageBuilder.Header(0, 2).Question("_ipp._tcp.local", 12, 0x8001).Question("_http._tcp.local", 12, 0x8001);
        var rows = Reading.Frame(Multicast(message));
        Assert.Equal("_ipp._tcp.local", Assert.Single(rows.Names));
    }

    [Fact]
    public void AFirstFragmentIsReadAsFarAsItGoes()
    {
        var message = MessageBuilder.Response("a.b", 1, 2).Answer(1, [1, 2, 3, 4]).Answer(1, [5, 6, 7, 8]).ToArray();
        var datagram = Frames.Udp(53, 40000, message);
        var rows = Reading.Frame(Frames.Ethernet(Frames.V4(datagram[..48], from: Frames.Server, to: Frames.Client, fragment: 0x2000)));
        var row = Assert.Single(rows.Messages);
        Assert.Equal((message.Length, true), (row.Bytes, row.ShowsAnswers));
        Assert.Single(Reading.Records(rows.Answers[0]));
    }

    static byte[] Multicast(MessageBuilder message, int port = 5353) =>
        Frames.Ethernet(Frames.V4(Frames.Udp(port, port, message.ToArray()), to: "224.0.0.251"));

    static string Ends(DnsMessage row) => $"{row.Client.Address}:{row.Client.Port} {row.Server.Address}:{row.Server.Port}";
}
