using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>IP packets from inside a tunnel: streams, datagrams, a capture, and bounds.</summary>
public class InnerTrafficTests
{
    const ushort Near = 40000, Far = 80;
    const byte Reset = 4;
    static readonly DateTime Time = new(2026, 3, 18, 9, 0, 0, DateTimeKind.Utc);

    readonly SessionDraft _draft = Draft();
    readonly InnerTraffic _traffic;

    public InnerTrafficTests() => _traffic = new(_draft);

    [Fact]
    public void NumbersOfTcpGoRoundAndSegmentsComeInAnyOrder()
    {
        const uint Begin = 0xFFFFFFF0;
        byte[] sent = [.. Enumerable.Range(0, 60).Select(value => (byte)value)];
        Tcp(isUp: true, Begin, 0, InnerPackets.Syn, []);
        Tcp(isUp: true, unchecked(Begin + 41), 1, InnerPackets.Ack, sent[40..]);
        Tcp(isUp: true, Begin + 1, 1, InnerPackets.Ack, sent[..20]);
        Tcp(isUp: true, unchecked(Begin + 11), 1, InnerPackets.Ack, sent[10..40]);
        Tcp(isUp: true, unchecked(Begin + 61), 1, InnerPackets.Ack | InnerPackets.Fin, []);
        Tcp(isUp: false, 1, unchecked(Begin + 62), InnerPackets.Ack, []);
        var session = Finish();
        Assert.Equal(new(60, 60, 60, 0), session.Up);
        Assert.Equal(sent, Content(session, "tcp-1-up.bin"));
    }

    [Fact]
    public void WhatIsMissingIsAGapAndZerosInTheFile()
    {
        Tcp(isUp: true, 99, 0, InnerPackets.Syn, []);
        Tcp(isUp: true, 100, 1, InnerPackets.Ack, [1, 2]);
        Tcp(isUp: true, 107, 1, InnerPackets.Ack, [3, 4]);
        Tcp(isUp: false, 1, 120, InnerPackets.Ack, []);
        var session = Finish();
        Assert.Equal(new(4, 4, 20, 2), session.Up);
        Assert.Equal([1, 2, 0, 0, 0, 0, 0, 3, 4, .. new byte[11]], Content(session, "tcp-1-up.bin"));
    }

    [Fact]
    public void PortsThatAreUsedAgainAreAnotherConversation()
    {
        foreach (var begin in new uint[] { 1000, 5000, 5000 })
        {
            Tcp(isUp: true, begin, 0, InnerPackets.Syn, []);
            Tcp(isUp: true, begin + 1, 1, InnerPackets.Ack, [(byte)(begin / 1000)]);
        }
        var session = Finish();
        Assert.Equal(["packets.pcap", "tcp-1-up.bin", "tcp-2-up.bin"], session.Files.Select(file => file.Name));
        Assert.Equal(new(2, 2, 2, 0), session.Up);
    }

    [Fact]
    public void AConversationOfWhichNothingIsSeenButAnswersIsNotBoundless()
    {
        Tcp(isUp: false, 3_000_000_000, 4_000_000_000, InnerPackets.Ack | InnerPackets.Fin, []);
        Tcp(isUp: true, 4_000_000_000, 3_000_000_001, InnerPackets.Ack, []);
        Tcp(isUp: true, 7, 0, Reset, []);
        var session = Finish();
        Assert.Equal((new RebuiltSide(0, 0, 0, 0), new RebuiltSide(0, 0, 0, 0)), (session.Up, session.Down));
    }

    [Fact]
    public void PiecesOfPacketsAndDamagedOnesAreNoted()
    {
        var piece = InnerPackets.Ip(isV6: false, isUp: true, InnerPacket.Udp, InnerPackets.Udp(isUp: true, Near, Far, [1, 2, 3]));
        piece[6] = 0x20;
        Take(isUp: true, piece);
        Take(isUp: true, InnerPackets.Ip(isV6: false, isUp: true, InnerPacket.Tcp, [1, 2, 3]));
        Take(isUp: false, InnerPackets.Ip(isV6: true, isUp: false, InnerPacket.Icmp6, [128, 0, 0, 0]));
        Take(isUp: true, InnerPackets.Ip(isV6: true, isUp: true, InnerPacket.Icmp6, [129, 0, 0, 0]));
        Take(isUp: true, [0x45]);
        var session = Finish();
        Assert.Equal(new(0, 0, 0, 0), session.Up);
        Assert.Equal(
        [
            "1 packets inside are IP fragments: they are in packets.pcap, their content is not counted", "2 packets inside are damaged: they are in packets.pcap, their content is not counted",
        ], session.Notes.Select(note => note.Render(hostile => hostile.Raw)));
        Assert.Equal(["ICMP echo between 2001:db8::2 and 2001:db8::1: 1 packets up, 1 down"], session.Events.Select(line => line.What.Render(hostile => hostile.Raw)));
    }

    [Fact]
    public void ConversationsThatAnAdversaryInventsHaveAnEnd()
    {
        const int Beyond = 100;
        for (var port = 1; port <= InnerTraffic.MostConversations + Beyond; port++)
        {
            Take(isUp: true, InnerPackets.Ip(isV6: false, isUp: true, InnerPacket.Tcp, InnerPackets.Tcp(isUp: true, (ushort)port, Far, 1, 0, InnerPackets.Ack, [1])));
        }
        var session = Finish();
        Assert.Equal(InnerTraffic.MostConversations, session.Up.Recovered);
        Assert.Equal(1 + InnerTraffic.MostFiles, session.Files.Length);
        Assert.Equal(2, session.Notes.Length);
    }

    [Fact]
    public void TheCaptureIsWhatThePcapFormatSays()
    {
        byte[] packet = InnerPackets.Ip(isV6: false, isUp: true, InnerPacket.Udp, InnerPackets.Udp(isUp: true, Near, Far, []));
        Take(isUp: true, packet);
        // Magic of nanoseconds, 2.4, no zone, no accuracy, 262,144 bytes at most, LINKTYPE_RAW; then 2026-03-18 09:00:00.250000000 and 32 bytes of 32.
        Assert.Equal("4D3CB2A1 02000400 00000000 00000000 00000400 65000000 9069BA69 80B2E60E 20000000 20000000".Replace(" ", "", StringComparison.Ordinal) + Convert.ToHexString(packet),
            Convert.ToHexString(Content(Finish(), "packets.pcap")));
    }

    void Tcp(bool isUp, uint sequence, uint acknowledged, byte flags, byte[] data) =>
        Take(isUp, InnerPackets.Ip(isV6: false, isUp, InnerPacket.Tcp, InnerPackets.Tcp(isUp, Near, Far, sequence, acknowledged, flags, data)));

    void Take(bool isUp, byte[] packet) => _traffic.Take(isUp ? Way.Up : Way.Down, 0, Time.AddMilliseconds(250), packet);

    RebuiltSession Finish()
    {
        _traffic.Finish();
        return _draft.Finish("iodine", "iodine", 1);
    }

    static byte[] Content(RebuiltSession session, string file) => session.Files.Single(one => one.Name == file).Content.ToArray();

    static SessionDraft Draft()
    {
        var recording = new Recording();
        recording.Ask("a", RecordTypes.A);
        recording.Answer("a", RecordTypes.A, (RecordTypes.A, [192, 0, 2, 1]));
        var conversation = Conversations.Of(recording.Transcript())[^1];
        var draft = new SessionDraft(conversation, "");
        draft.Take(conversation.Transactions[0]);
        return draft;
    }
}
