using System.Collections.Immutable;
using System.Text;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Decoders;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>Sessions of iodine: told apart, begun anywhere, in names alone, and in codecs that change.</summary>
public class IodineSessionTests
{
    const int DatagramBytes = 40, Base128 = 3;

    static readonly int[] Lengths = [5, 6, 8, 9, 11, 32];
    static readonly string[] Words = ["VACK", "LNAK", "BADIP", "I", "1-2-99999999999-4", "VFUL"];

    readonly Recording _recording = new();
    readonly Random _random = new(1);

    [Fact]
    public void ASessionIsToldInWords()
    {
        var iodine = User(7);
        iodine.Handshake();
        Datagrams(iodine, 2);
        iodine.SendDown(InnerPackets.Ip(isV6: false, isUp: false, InnerPacket.Tcp, InnerPackets.Tcp(isUp: false, 40000, 22, 5, 1, InnerPackets.Ack, "SSH-2.0-x\r\nmore"u8.ToArray())));
        iodine.Poll(more: 2);
        Assert.Equal(
        [
            "Up asks for version 0x502 of the protocol", "Down VACK: user 7, challenge 0x539fd550",
            "Up logs in as user 7 with the digest 00000000000000000000000000000000 of password and challenge",
            "Down lets it in: inside the tunnel the server is 192.0.2.1, the client 192.0.2.2 /27, packets have up to 1130 bytes",
            "Up asks for the server's own address", "Down has the address 198.51.100.53", "Up tries which answers come through",
            "Up asks to put names in Base32", "Down agrees: Base", "Up asks for answers in raw bytes", "Down agrees: Raw", "Up asks for pieces of at most 60 bytes in answers", "Down agrees: 60 bytes",
            " UDP from 192.0.2.2 port 40000 to 192.0.2.1 port 53: 2 packets up, 0 down, 80 bytes up and 0 down",
            "Up polls, with nothing to send, 4 times from here on",
            " TCP from 192.0.2.2 port 40000 to 192.0.2.1 port 22: 0 bytes up, 15 down (ssh: SSH-2.0-x)",
        ], Assert.Single(Rebuilt()).Events.Select(line => $"{line.Way} {line.What.Render(hostile => hostile.Raw)}"));
    }

    [Fact]
    public void TwoSessionsAtOnceAreToldApart()
    {
        var (one, other) = (User(3), User(11));
        one.Handshake();
        other.Handshake();
        for (var i = 0; i < 20; i++)
        {
            Datagrams(i % 3 == 0 ? one : other, 1);
        }
        Assert.Equal([("user 3", 7 * DatagramBytes), ("user 11", 13 * DatagramBytes)], Rebuilt().Select(session => (session.Key, (int)session.Up.Recovered!)));
        Assert.All(Rebuilt(), session => Assert.Equal(0, session.Up.Gaps + session.Down.Gaps));
    }

    [Fact]
    public void ANumberGivenAnewBeginsAnotherSession()
    {
        for (var session = 1; session <= 3; session++)
        {
            var iodine = User(0);
            iodine.Handshake((uint)session);
            Datagrams(iodine, session);
        }
        Assert.Equal([("user 0", 1), ("user 0 session 2", 2), ("user 0 session 3", 3)], Rebuilt().Select(session => (session.Key, (int)session.Up.Recovered! / DatagramBytes)));
    }

    [Fact]
    public void ANumberThatIsGivenLateIsASessionOfOneName()
    {
        const string Version = "vaaaakaskoq", InOtherCase = "Vaaaakaskoq";
        (ushort, byte[]) welcome = (RecordTypes.Null, [.. "VACK"u8, 1, 2, 3, 4, 0]);
        _recording.Ask(Version, RecordTypes.Null);
        _recording.Answer(Version, RecordTypes.Null, welcome);
        var iodine = User(0);
        iodine.Poll(more: 50);
        _recording.Ask(InOtherCase, RecordTypes.Null);
        // Longer than anybody asks again.
        iodine.Poll(more: 12);
        _recording.Answer(InOtherCase, RecordTypes.Null, welcome);
        Assert.Equal([("user 0", 64L), ("user 0 session 2", 1L)], Rebuilt().Select(session => (session.Key, session.Queries)));
    }

    [Fact]
    public void NamesAloneGiveWhatWentUpAndHowMuchCameDown()
    {
        var iodine = User(0);
        iodine.Handshake();
        for (var i = 0; i < 4; i++)
        {
            iodine.SendUp(InnerPackets.Ip(isV6: true, isUp: true, InnerPacket.Tcp, InnerPackets.Tcp(isUp: true, 40000, 22, 100 + 10 * (uint)i, 5000 + 700 * (uint)i, InnerPackets.Ack, Bytes(10))));
        }
        var session = Assert.Single(Rebuilder.Rebuild(_recording.Transcript(answers: false), "iodine"));
        Assert.Equal(new(40, 40, 40, 0), session.Up);
        Assert.Equal(new(null, 2100, null, 1), session.Down);
        Assert.DoesNotContain(session.Notes, note => note.Render(hostile => hostile.Raw).Contains("beginning", StringComparison.Ordinal));
    }

    [Fact]
    public void BytesThatALogHidesAreGapsAndANote()
    {
        var iodine = User(0);
        iodine.UpCodec = Base128;
        iodine.Handshake();
        Datagrams(iodine, 9);
        iodine.Poll(more: 3);
        _recording.HideBytes();
        var session = Assert.Single(Rebuilder.Rebuild(_recording.Transcript(answers: false), "iodine"));
        Assert.Equal((0L, 9), (session.Up.Recovered, session.Up.Gaps));
        Assert.Equal("9 names up cannot be read: this evidence shows \"?\" for bytes that do not print", session.Notes[0].Render(hostile => hostile.Raw));
        Assert.DoesNotContain(session.Files, file => file.Name == "packets.pcap");
    }

    [Fact]
    public void ACodecThatChangesWithoutAWordIsFound()
    {
        var iodine = User(0);
        iodine.Handshake();
        for (var i = 0; i < 12; i++)
        {
            iodine.UpCodec = i * 7 % 4;
            Datagrams(iodine, 1);
        }
        var session = Assert.Single(Rebuilt());
        Assert.Equal(new(12 * DatagramBytes, 12 * DatagramBytes, 12 * DatagramBytes, 0), session.Up);
        Assert.Equal("Base32 and Base64 and Base64u and Base128 up", session.Codec);
    }

    [Fact]
    public void NamesThatAResolverMinimisedAreNoData()
    {
        var iodine = User(0);
        iodine.UpCodec = 1;
        iodine.Handshake();
        for (var i = 0; i < 30; i++)
        {
            var at = _recording.Count;
            iodine.SendUp(InnerPackets.Ip(isV6: false, isUp: true, InnerPacket.Udp, InnerPackets.Udp(isUp: true, 40000, 53, Bytes(90))));
            _recording.Minimise(at);
        }
        var session = Assert.Single(Rebuilt());
        Assert.Equal(new(30 * 90, 30 * 90, 30 * 90, 0), session.Up);
    }

    [Fact]
    public void AServerThatIsFullIsToldAsNoSession()
    {
        for (var i = 0; i < 4; i++)
        {
            var name = $"vaaaakas{"abcd"[i]}oq";
            _recording.Ask(name, RecordTypes.Null);
            _recording.Answer(name, RecordTypes.Null, (RecordTypes.Null, [.. "VFUL"u8, 0, 0, 0, 16]));
        }
        var session = Assert.Single(Rebuilt());
        Assert.Equal("no user", session.Key);
        Assert.Equal(["a client asks for a session and gets none: 4 names", "the server says VFUL\0\0\0\u0010"], session.Events.Select(line => line.What.Render(hostile => hostile.Raw)));
    }

    [Fact]
    public void WhateverIsSaidInTheFormOfTheToolIsTakenApart()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var recording = new Recording();
            for (var i = 0; i < 60; i++)
            {
                var length = random.Next(3) switch { 0 => Lengths[random.Next(Lengths.Length)], 1 => random.Next(1, 12), _ => random.Next(1, 63) };
                var name = "vlniszyorp0f"[random.Next(12)] + new string([.. Enumerable.Range(1, length - 1).Select(_ => IodineEncoder.Base32[random.Next(seed % 2 == 0 ? 2 : 32)])]);
                var data = new byte[random.Next(40)];
                random.NextBytes(data);
                if (random.Next(4) == 0)
                {
                    data = [.. Encoding.ASCII.GetBytes(Words[random.Next(Words.Length)]), .. data];
                }
                recording.Ask(name, RecordTypes.Null);
                recording.Answer(name, RecordTypes.Null, (RecordTypes.Null, data));
            }
            foreach (var conversation in Conversations.Of(recording.Transcript()))
            {
                var sessions = new SessionDrafts(conversation);
                new IodineSessions(conversation, sessions).Rebuild();
                Assert.All(sessions.Found, draft => Assert.True(draft.Finish("iodine", "iodine", 1).Up is { Low: >= 0 } up && up.High >= up.Low, $"seed {seed}"));
            }
        }
    }

    [Fact]
    public void WhatUnpacksToMoreThanThereIsRoomForIsNotUnpacked()
    {
        var room = new InnerRoom();
        var (packet, taken) = (new byte[1 << 16], 0L);
        while (room.Take(() => packet) is { } unpacked)
        {
            taken += unpacked.Length;
        }
        Assert.Equal((InnerRoom.MostBytes, true), (taken, room.IsFull));
    }

    ImmutableArray<RebuiltSession> Rebuilt() => Rebuilder.Rebuild(_recording.Transcript(), "iodine");

    IodineEncoder User(int number) => new(_recording, _random, number, RecordTypes.Null) { DownCodec = 4 };

    void Datagrams(IodineEncoder iodine, int count)
    {
        for (var i = 0; i < count; i++)
        {
            iodine.SendUp(InnerPackets.Ip(isV6: false, isUp: true, InnerPacket.Udp, InnerPackets.Udp(isUp: true, 40000, 53, Bytes(DatagramBytes))));
        }
    }

    byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }
}
