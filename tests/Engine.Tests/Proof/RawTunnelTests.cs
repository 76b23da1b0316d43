using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Rebuilding;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>iodine's raw UDP mode from a capture to the decision: what is no DNS on the port of DNS is observed, proved, and rebuilt.</summary>
public sealed class RawTunnelTests : IDisposable
{
    const int Packets = 40;

    static readonly byte[] Data = InnerPackets.Ip(isV6: false, isUp: true, InnerPacket.Udp, InnerPackets.Udp(isUp: true, 40000, 9000, new byte[100]));

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nameward-raw-");
    readonly RawRecording _raw = new();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void AChannelInDatagramsEscalatesAndItsSessionIsTold()
    {
        _raw.LogIn(0);
        for (var i = 0; i < Packets; i++)
        {
            _raw.Packet(isUp: i % 2 == 0, 0, Data);
        }
        var document = Pipeline.Triage(Written());
        Assert.Equal((0L, (long)_raw.Count, "escalate"), (document.Evidence[0].Malformed, document.Evidence[0].Flows, document.Decision.Decision));
        var finding = Assert.Single(document.Findings, finding => finding.Conclusive);
        Assert.Equal(("critical", "iodine", RawRecording.Client, RawRecording.Server), (finding.Level, finding.Tool, finding.Subject.Client?.Raw, finding.Subject.Server?.Raw));
        Assert.Equal("10.0.0.7 and 198.51.100.53 port 53: a channel of iodine that is no DNS", finding.Title.Render(hostile => hostile.Raw));
        Assert.Contains(finding.Signals, signal => signal.Text.Render(hostile => hostile.Raw) ==
            $"proved to be iodine: raw UDP mode: {Packets / 2 + 1} datagrams out and {Packets / 2 + 1} back on port 53 are no DNS and begin with its header; {Packets} of {Packets} packets in them unpack to IP packets");
        var session = Assert.Single(document.Sessions);
        Assert.Equal((finding.Id, "iodine", 2000L, 2000L), (session.Finding, session.Session.Tool, session.Session.Up.Recovered, session.Session.Down.Recovered));
        Assert.Equal([session.Id], finding.Sessions);
        Assert.Equal(CaptureSessions.Figures(session.Session), CaptureSessions.Figures(Assert.Single(Reconstructed().Sessions).Session));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(200)]
    public void WhatOnlyBeginsSoNeverEscalates(int datagrams)
    {
        for (var i = 0; i < datagrams; i++)
        {
            _raw.Say(isUp: true, 0x20, [1, 2, 3, 4, (byte)i]);
        }
        var document = Pipeline.Triage(Written());
        Assert.NotEqual("escalate", document.Decision.Decision);
        Assert.All(document.Findings, finding => Assert.Null(finding.Tool));
        Assert.True(datagrams < 200 || document.Findings is [{ Level: "medium", Subject.Server: not null }]);
    }

    [Theory]
    [InlineData(new byte[] { 0x10, 0xD1, 0x9E }, 1)]
    [InlineData(new byte[] { 0x10, 0xD1, 0x9E, 0x00 }, 1)]
    [InlineData(new byte[] { 0x10, 0xD1, 0x9E, 0x4F, 1, 2, 3 }, 1)]
    [InlineData(new byte[] { 0x10, 0xD1, 0x9E, 0x3F }, 0)]
    public void AHeaderThatIsCutOrOfNoCommandStaysMalformed(byte[] payload, int malformed)
    {
        var rows = Capture.Reading.Whole(new PcapBuilder().Packet(Frames.QueryFrame(payload)).ToArray());
        Assert.Equal((malformed, 1 - malformed), (rows.Reasons.Count, rows.Flows.Count));
        // On another port it is nobody's.
        var elsewhere = Capture.Reading.Whole(new PcapBuilder().Packet(Frames.Ethernet(Frames.V4(Frames.Udp(40000, 5353, payload)))).ToArray());
        Assert.Empty(elsewhere.Flows);
    }

    ReconstructDocument Reconstructed()
    {
        var options = new ReadingOptions();
        using var evidence = new FileEvidence(EvidenceLocator.Locate([Written()], options), options);
        return new Investigation(new() { Threads = 2, Site = SiteFacts.None }, TimeProvider.System).Reconstruct(evidence, new());
    }

    string Written()
    {
        var path = Path.Combine(_folder.FullName, "raw.pcap");
        var capture = new PcapBuilder();
        foreach (var frame in _raw.Frames())
        {
            capture.Packet(frame);
        }
        File.WriteAllBytes(path, capture.ToArray());
        return path;
    }
}
