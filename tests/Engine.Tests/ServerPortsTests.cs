using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests;

/// <summary>Which end of a record of one direction is the server is told by its ports.</summary>
public class ServerPortsTests
{
    [Theory]
    [InlineData(53, 51234, true)]
    [InlineData(51234, 53, false)]
    [InlineData(53, 443, true)]
    [InlineData(443, 53, false)]
    [InlineData(5353, 51234, true)]
    [InlineData(5353, 443, false)]
    [InlineData(443, 5353, true)]
    [InlineData(8080, 51234, true)]
    [InlineData(53, 53, false)]
    [InlineData(50000, 60000, false)]
    [InlineData(0, 0, false)]
    public void TheMoreWellKnownPortIsTheServers(ushort source, ushort destination, bool isServer) => Assert.Equal(isServer, ServerPorts.IsServer(source, destination));

    [Fact]
    public void ARecordOfWhatCameBackIsTurnedRound()
    {
        Endpoint server = new(Address.FromV4(0xCB007142), 53), client = new(Address.FromV4(0x0A000007), 51234), outside = new(Address.FromV4(0xC6336401), 4000);
        var flow = new Flow { Client = server, Server = client, UpBytes = 90, UpPackets = 1, DownBytes = Flow.Unknown, DownPackets = Flow.Unknown, TranslatedServer = outside }.WithServerFound();
        Assert.Equal((client, server, outside), (flow.Client, flow.Server, flow.TranslatedClient));
        Assert.Equal((Flow.Unknown, Flow.Unknown, 90, 1, true), (flow.UpBytes, flow.UpPackets, flow.DownBytes, flow.DownPackets, flow.IsAnswered));
        Assert.Equal((false, true), (flow.ShowsClient, flow.ShowsServer));
    }
}
