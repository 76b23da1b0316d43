using Nameward.Engine.Evidence.Capture;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

public class FlowTests
{
    [Fact]
    public void AConnectionIsOneFlow()
    {
        var rows = Read(TcpFrames.FromClient(TcpFrames.Syn, 9, [], 443), TcpFrames.FromServer(TcpFrames.Syn | TcpFrames.Ack, 99, [], 443),
            TcpFrames.FromClient(TcpFrames.Ack, 10, new byte[100], 443), TcpFrames.FromServer(TcpFrames.Ack, 100, new byte[1000], 443),
            TcpFrames.FromServer(TcpFrames.Ack | TcpFrames.Fin, 1100, [], 443), TcpFrames.FromClient(TcpFrames.Ack | TcpFrames.Fin, 110, [], 443));
        var flow = Assert.Single(rows.Flows);
        Assert.Equal("10.0.0.7:40000 10.0.0.53:443", Ends(flow));
        Assert.Equal((Flow.Tcp, 100L, 1000L, 3L, 3L), (flow.Protocol, flow.UpBytes, flow.DownBytes, flow.UpPackets, flow.DownPackets));
        Assert.Equal((1L, TimeSpan.FromSeconds(5), true), (flow.At.Offset, flow.Duration, flow.IsAnswered));
        Assert.Equal(PcapBuilder.FirstSecond, (flow.Time - DateTime.UnixEpoch).TotalSeconds - 0.25);
        Assert.Equal(6, rows.IgnoredCount);
    }

    [Fact]
    public void AnAnswerAloneShowsItsClient()
    {
        Assert.Equal("10.0.0.7:40000 10.0.0.53:443", Ends(Assert.Single(Read(TcpFrames.FromServer(TcpFrames.Ack, 1, [1], 443)).Flows)));
        Assert.Equal("10.0.0.7:40000 10.0.0.53:8443", Ends(Assert.Single(Read(TcpFrames.FromServer(TcpFrames.Ack | TcpFrames.Syn, 1, [], 8443)).Flows)));
        var flow = Assert.Single(Read(Udp(123, 50000)).Flows);
        Assert.Equal(("10.0.0.53:50000 10.0.0.7:123", 0L, 1L), (Ends(flow), flow.UpPackets, flow.DownPackets));
    }

    [Fact]
    public void UdpOnThePortsOfNameServicesIsNoFlow() =>
        Assert.Empty(Read(Udp(40000, 53), Udp(5353, 5353), Udp(40000, 5355), Udp(137, 137), Udp(53, 40000)).Flows);

    [Fact]
    public void ConnectionsOfDnsAreFlowsOnlyWithoutMessages()
    {
        var syn = TcpFrames.FromClient(TcpFrames.Syn, 9, []);
        Assert.Single(Read(syn).Flows);
        Assert.Empty(Read(syn, TcpFrames.FromClient(TcpFrames.Ack, 10, TcpFrames.Query(1))).Flows);
    }

    [Fact]
    public void SilenceEndsAFlow()
    {
        var chatter = Enumerable.Repeat(Udp(40001, 9999), 400).ToArray();
        var rows = Read([Udp(40000, 8000), TcpFrames.FromClient(TcpFrames.Ack, 1, [1], 443), .. chatter, Udp(40000, 8000), TcpFrames.FromClient(TcpFrames.Ack, 1, [1], 443)]);
        Assert.Equal([1, 2, 3, 403, 404], rows.Flows.Select(flow => flow.At.Offset).Order());
        Assert.Equal([1, 2], rows.Flows.Take(2).Select(flow => flow.At.Offset));
    }

    [Fact]
    public void WhatComesAfterTheEndOfAConnectionBelongsToIt()
    {
        var rows = Read(TcpFrames.FromClient(TcpFrames.Syn, 9, [], 443), TcpFrames.FromServer(TcpFrames.Reset | TcpFrames.Ack, 1, [], 443),
            TcpFrames.FromClient(TcpFrames.Syn, 9, [], 443), TcpFrames.FromClient(TcpFrames.Syn, 500, [], 443));
        Assert.Equal([3L, 1L], rows.Flows.Select(flow => flow.UpPackets + flow.DownPackets));
    }

    [Fact]
    public void AFloodOfConversationsIsBoundedAndEachIsTold()
    {
        const int count = ConversationTable.Most + 5000;
        var builder = new PcapngBuilder().Section().Interface();
        for (var i = 0; i < count; i++)
        {
            builder.Enhanced(Frames.Ethernet(Frames.V4(Frames.Udp(10_000 + i % 50_000, 9000, [1]), from: $"10.9.{i / 50_000}.1")), 1);
        }
        var rows = Reading.Whole(builder.ToArray());
        Assert.Equal(Enumerable.Range(1, count).Select(number => (long)number), rows.Flows.Select(flow => flow.At.Offset));
    }

    [Fact]
    public void DnsOnAPortOfItsOwnIsAMessageAndPartOfAFlow()
    {
        var rows = Read(Frames.Ethernet(Frames.V4(Frames.Udp(40000, 8053, MessageBuilder.Query("a.example").ToArray()))));
        Assert.Single(rows.Messages);
        Assert.Single(rows.Flows);
    }

    static byte[] Udp(int from, int to) => Frames.Ethernet(Frames.V4(Frames.Udp(from, to, [1, 2, 3])));

    static string Ends(Flow flow) => $"{flow.Client.Address}:{flow.Client.Port} {flow.Server.Address}:{flow.Server.Port}";

    static CollectingRows Read(params IEnumerable<byte[]> frames) => Reading.Whole(TcpFrames.Capture(frames));
}
