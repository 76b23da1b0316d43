using Nameward.Engine.Cases;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Rebuilding;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Tests.Transcripts;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Proof;

/// <summary>iodine's raw UDP mode from a capture to the decision: what is no DNS on the port of DNS is observed, proved, and rebuilt.</summary>
public sealed class RawTunnelTests : IDisposable
{
    const int Packets = 400;

    static readonly byte[] Data = InnerPackets.Ip(isV6: false, isUp: true, InnerPacket.Udp, InnerPackets.Udp(isUp: true, 40000, 9000, new byte[100]));

    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nameward-raw-");
    readonly RawRecording _raw = new();
    readonly List<byte[]> _before = [];

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
        Assert.Equal(Pipeline.JsonWithoutRun(document), Pipeline.JsonWithoutRun(Pipeline.Triage([Written()], threads: 1, blockBytes: Pipeline.SmallBlock)));
        Assert.Equal((0L, (long)_raw.Count, "escalate"), (document.Evidence[0].Malformed, document.Evidence[0].Flows, document.Decision.Decision));
        var finding = Assert.Single(document.Findings, finding => finding.Conclusive);
        Assert.Equal(("critical", "iodine", RawRecording.Client, RawRecording.Server), (finding.Level, finding.Tool, finding.Subject.Client?.Raw, finding.Subject.Server?.Raw));
        Assert.Equal("10.0.0.7 sent 20 kB and got 20 kB past DNS to 198.51.100.53 port 53 by iodine, active, since 22:13", document.Decision.Line.Render(hostile => hostile.Raw));
        Assert.Equal("10.0.0.7 and 198.51.100.53 port 53: a channel of iodine that is no DNS", finding.Title.Render(hostile => hostile.Raw));
        Assert.Contains(finding.Signals, signal => signal.Text.Render(hostile => hostile.Raw) ==
            $"proved to be iodine: raw UDP mode: {Packets / 2 + 1} datagrams out and {Packets / 2 + 1} back on port 53 are no DNS and begin with its header; {Packets} of {Packets} packets in them unpack to IP packets");
        var session = Assert.Single(document.Sessions);
        Assert.Equal((finding.Id, "iodine", 20_000L, 20_000L), (session.Finding, session.Session.Tool, session.Session.Up.Recovered, session.Session.Down.Recovered));
        Assert.Equal([session.Id], finding.Sessions);
        Assert.Equal(CaptureSessions.Figures(session.Session), CaptureSessions.Figures(Assert.Single(Reconstructed().Sessions).Session));
    }

    [Theory]
    [InlineData(RawRecording.Server)]
    [InlineData("10.0.0.53")]
    public void TheLogInByDnsIsFoundThoughItsLookUpsAreTooFewToBeAChannel(string asked)
    {
        _raw.LogIn(7).Packet(isUp: true, 7, Data).Packet(isUp: false, 7, Data).Packet(isUp: true, 7, Data);
        // Version, digest, and the server's address, as a real client asks before it tries raw UDP.
        Ask(asked, "vaaaakaskoq", [.. "VACK"u8, 0x53, 0x9F, 0xD5, 0x50, 7]);
        Ask(asked, "l" + Talk.Encode(Convert.FromHexString("07" + RawRecording.Digest + "4A75"), IodineEncoder.Base32), "192.0.2.1-192.0.2.2-1130-27"u8.ToArray());
        Ask(asked, "ihjk3", [(byte)'I', 198, 51, 100, 53]);
        // Of no tunnel.
        Ask(asked, "index", [1, 2, 3, 4]);
        var sessions = Reconstructed().Sessions;
        Assert.Equal(["user 7", "user 7 raw"], sessions.Select(session => session.Session.Key));
        Assert.All(sessions, session => Assert.Equal("F1", session.Finding));
        Assert.Equal(("through t.tunnel-example.com", 3L), ("through " + Observations.HostileText.Name(sessions[0].Session.Apex).Raw, sessions[0].Session.Queries));
        Assert.Contains("it goes on as S2 in raw UDP mode, past every resolver", CaptureSessions.Notes(sessions[0].Session));
        Assert.Contains("it goes on from S1, which began by DNS as the same user of the same server", CaptureSessions.Notes(sessions[1].Session));
        Assert.Equal(sessions.Select(session => session.Session.Key), Pipeline.Triage(Written()).Sessions.Select(session => session.Session.Key));
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

    void Ask(string server, string label, byte[] answer)
    {
        const ushort Null = 10;
        var name = label == "index" ? "index.example.org" : label + ".t.tunnel-example.com";
        var question = MessageBuilder.Query(name, Null).ToArray();
        _before.Add(Frames.Ethernet(Frames.V4(Frames.Udp(40000, 53, question), from: RawRecording.Client, to: server)));
        _before.Add(Frames.Ethernet(Frames.V4(Frames.Udp(53, 40000, MessageBuilder.Response(name, Null, 1).Answer(Null, answer).ToArray()), from: server, to: RawRecording.Client)));
    }

    string Written()
    {
        var path = Path.Combine(_folder.FullName, "raw.pcap");
        var capture = new PcapBuilder();
        foreach (var frame in _before.Concat(_raw.Frames()))
        {
            capture.Packet(frame);
        }
        File.WriteAllBytes(path, capture.ToArray());
        return path;
    }
}
