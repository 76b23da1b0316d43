using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;
using Xunit;

namespace Nameward.Engine.Tests.Transcripts;

/// <summary>Records of flows are put together to what two ports said to each other.</summary>
public class FlowConversationTests
{
    static readonly DateTime Start = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);
    static readonly Endpoint Client = new(Address.FromV4(0x0A000007), 51234), Server = new(Address.FromV4(0xCB007142), 53);

    [Fact]
    public void TheTwoDirectionsOfAnExporterAreOneConversation()
    {
        var only = Assert.Single(FlowConversation.All([Up(0, 10, 5, 400), Down(0.5, 10, 4, 900)]));
        Assert.Equal((5, 400, 4, 900, true), (only.UpPackets, only.UpBytes, only.DownPackets, only.DownBytes, only.IsAnswered));
        Assert.Equal((Start, Start.AddSeconds(10.5)), (only.First, only.Last));
    }

    [Fact]
    public void PiecesOfAnActiveTimeoutAreJoinedAndAPauseOfAMinuteParts()
    {
        var all = FlowConversation.All([Up(0, 60, 50, 4000), Up(60, 60, 50, 4000), Up(121, 30, 20, 1600), Up(300, 0, 1, 80)]);
        Assert.Equal([(120L, 151.0), (1L, 0.0)], all.Select(one => (one.UpPackets, (one.Last - one.First).TotalSeconds)));
    }

    [Fact]
    public void WhatALongPieceCoversIsNoPause() => Assert.Single(FlowConversation.All([Up(0, 300, 50, 4000), Down(0, 5, 1, 90), Up(290, 5, 2, 100)]));

    [Fact]
    public void OtherPortsAreOtherConversations() => Assert.Equal(2, FlowConversation.All([Up(0, 0, 1, 70), Up(0, 0, 1, 70) with { Client = Client with { Port = 51235 } }]).Length);

    [Fact]
    public void OfTwoSourcesThatShowTheSameTheLargerHolds()
    {
        var only = Assert.Single(FlowConversation.All([Up(0, 1, 5, 400), Up(0, 1, 4, 350) with { At = new(1, 0) }]));
        Assert.Equal((5, 400), (only.UpPackets, only.UpBytes));
    }

    [Fact]
    public void NumbersThatNobodyCanCountDoNotWrap() =>
        Assert.Equal(long.MaxValue, Assert.Single(FlowConversation.All([Up(0, 1, 1, long.MaxValue), Up(1, 1, 1, long.MaxValue)])).UpBytes);

    [Fact]
    public void WhatHasNoTimeIsLeftOut() => Assert.Empty(FlowConversation.All([Up(0, 0, 1, 70) with { Time = DateTime.MinValue }]));

    static Flow Up(double second, double seconds, long packets, long bytes) => new()
    {
        Time = Start.AddSeconds(second),
        Duration = TimeSpan.FromSeconds(seconds),
        Client = Client,
        Server = Server,
        Protocol = Flow.Udp,
        UpPackets = packets,
        UpBytes = bytes,
        DownPackets = Flow.Unknown,
        DownBytes = Flow.Unknown,
    };

    /// <summary>The record of what came back, as an exporter writes it: from the server.</summary>
    static Flow Down(double second, double seconds, long packets, long bytes) => (Up(second, seconds, packets, bytes) with { Client = Server, Server = Client }).WithServerFound();
}
