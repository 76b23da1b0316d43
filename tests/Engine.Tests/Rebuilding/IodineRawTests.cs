using System.IO.Compression;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Rebuilding.Encoders;
using Nameward.Engine.Transcripts;
using Nameward.Engine.Transcripts.Rebuilding;
using Xunit;

namespace Nameward.Engine.Tests.Rebuilding;

/// <summary>iodine's raw UDP mode: what proves it, what does not, and what of its sessions is told.</summary>
public class IodineRawTests
{
    static readonly byte[] Banner = InnerPackets.Ip(isV6: false, isUp: false, InnerPacket.Tcp, InnerPackets.Tcp(isUp: false, 40000, 22, 5, 1, InnerPackets.Ack, "SSH-2.0-x\r\nmore"u8.ToArray()));
    static readonly byte[] Query = InnerPackets.Ip(isV6: false, isUp: true, InnerPacket.Udp, InnerPackets.Udp(isUp: true, 40000, 53, new byte[40]));

    readonly RawRecording _raw = new();

    [Fact]
    public void ASessionIsToldInWords()
    {
        _raw.LogIn(7).Packet(isUp: true, 7, Query).Packet(isUp: false, 7, Banner).Ping(7).Ping(7);
        var session = Assert.Single(Rebuilder.Rebuild(_raw.Transcript()));
        Assert.Equal(("iodine", "user 7 raw", "raw UDP", 8, 40L, 15L), (session.Tool, session.Key, session.Codec, session.Queries, session.Up.Recovered, session.Down.Recovered));
        Assert.Equal(["packets.pcap", "tcp-1-down.bin"], session.Files.Select(file => file.Name));
        Assert.Empty(session.Apex);
        Assert.Equal(0, session.Up.Gaps + session.Down.Gaps);
        Assert.Equal(
        [
            $"> logs in as user 7 with the digest {RawRecording.DigestUp} of password and challenge", $"< lets it in, with the digest {RawRecording.DigestDown}",
            "- UDP from 192.0.2.2 port 40000 to 192.0.2.1 port 53: 1 packets up, 0 down, 40 bytes up and 0 down",
            "- TCP from 192.0.2.2 port 40000 to 192.0.2.1 port 22: 0 bytes up, 15 down (ssh: SSH-2.0-x)",
            "- 4 pings of both sides in all, from here on",
        ], CaptureSessions.Lines(session));
    }

    [Theory]
    [InlineData("nothing", false)]
    [InlineData("one packet", false)]
    [InlineData("two packets", false)]
    [InlineData("three packets of one side", true)]
    [InlineData("three packets of several users", true)]
    [InlineData("a log-in, its answer and pings", true)]
    [InlineData("pings and their echoes", false)]
    [InlineData("log-ins and their echoes", false)]
    [InlineData("log-ins and pings of one side", false)]
    [InlineData("headers with random content", false)]
    [InlineData("more that does not unpack than does", false)]
    [InlineData("packets captured in part", false)]
    public void ItIsProvedByWhatNoAccidentAndNoEchoDoes(string what, bool isProved)
    {
        Say(what);
        Assert.Equal(isProved ? "iodine" : null, ProvedTool.Of(_raw.Transcript())?.Tool);
        Assert.All(Rebuilder.Rebuild(_raw.Transcript()), session => Assert.Equal((isProved ? "iodine" : null, isProved), (session.Tool, session.Certainty > 0)));
    }

    [Fact]
    public void EachUserHasASessionAndALogInBehindContentBeginsAnother()
    {
        _raw.LogIn(1).Packet(isUp: true, 1, Query).LogIn(2).Packet(isUp: true, 2, Query).Packet(isUp: true, 2, Query);
        _raw.LogIn(1, RawRecording.Digest).Packet(isUp: true, 1, Query).LogIn(1, RawRecording.Digest);
        Assert.Equal([("user 1 raw", 40L), ("user 2 raw", 80L), ("user 1 raw session 2", 40L)], Rebuilder.Rebuild(_raw.Transcript()).Select(session => (session.Key, session.Up.Recovered!.Value)));
    }

    [Fact]
    public void OneThatStartsInTheMiddleSaysSo()
    {
        _raw.Packet(isUp: true, 3, Query).Packet(isUp: false, 3, Banner).Packet(isUp: true, 3, Query);
        Assert.Contains("its beginning is not in this evidence", CaptureSessions.Notes(Assert.Single(Rebuilder.Rebuild(_raw.Transcript()))));
    }

    [Fact]
    public void WhatDoesNotUnpackIsAGapAndABombIsBounded()
    {
        using var bomb = new MemoryStream();
        using (var zlib = new ZLibStream(bomb, CompressionLevel.SmallestSize))
        {
            zlib.Write(new byte[32 << 20]);
        }
        _raw.LogIn(0).Packet(isUp: true, 0, Query).Packet(isUp: true, 0, Query).Packet(isUp: true, 0, Query);
        _raw.Say(isUp: true, 0x20, bomb.ToArray()).Say(isUp: true, 0x20, []).Say(isUp: false, 0x20, [0x78, 0x9C, 1, 2, 3, 4, 5, 6, 7, 8]);
        var session = Assert.Single(Rebuilder.Rebuild(_raw.Transcript(), "iodine"));
        Assert.Equal((2, 1, 120L, 0L), (session.Up.Gaps, session.Down.Gaps, session.Up.Recovered, session.Down.Recovered));
        Assert.True(session.Up.High > 30_000, $"{session.Up.High}");
        Assert.Contains("3 datagrams do not unpack to an IP packet", CaptureSessions.Notes(session));
    }

    [Fact]
    public void OfWhatWasTooMuchToKeepTheRestIsTold()
    {
        for (var i = 0; i < 30; i++)
        {
            _raw.Packet(isUp: true, 0, Query);
        }
        Assert.Contains("only the first 10 of 30 datagrams of the channel were read", CaptureSessions.Notes(Assert.Single(Rebuilder.Rebuild(_raw.Transcript(most: 10)))));
    }

    [Theory]
    [InlineData(null, "it goes on from S1, which began by DNS as the same user of the same server")]
    [InlineData(RawRecording.Password, "it goes on from S1, which began by DNS as the same user of the same server; its log-in was made with the secret that is given")]
    [InlineData("red-kettle-8", "it goes on from S1, which began by DNS as the same user of the same server; its log-in was not made with the secret that is given")]
    public void ASessionThatBeginsByDnsAndGoesOnRawIsTiedTogether(string? secret, string note)
    {
        var names = new Recording();
        new IodineEncoder(names, new(1), 7, RecordTypes.Null) { DownCodec = 4 }.Handshake(digest: RawRecording.Digest);
        _raw.LogIn(7).Packet(isUp: true, 7, Query).Packet(isUp: false, 7, Banner);
        var joined = SessionParts.Joined([.. Rebuilder.Rebuild(names.Transcript(), "iodine", secret), .. Rebuilder.Rebuild(_raw.Transcript(), secret: secret)], index => $"S{index + 1}", secret);
        Assert.Equal(2, joined.Length);
        Assert.Contains("it goes on as S2 in raw UDP mode, past every resolver", CaptureSessions.Notes(joined[0]));
        Assert.Contains(note, CaptureSessions.Notes(joined[1]));
        var made = secret is null ? "" : secret == RawRecording.Password ? ", made with the secret that is given" : ", not made with the secret that is given";
        Assert.Contains($"> logs in as user 7 with the digest {RawRecording.Digest} of password and challenge{made}", CaptureSessions.Lines(joined[0]));
    }

    [Fact]
    public void OfAnotherUserOrAnotherServerItIsNoPart()
    {
        var names = new Recording();
        new IodineEncoder(names, new(1), 6, RecordTypes.Null) { DownCodec = 4 }.Handshake();
        _raw.LogIn(7).Packet(isUp: true, 7, Query);
        var joined = SessionParts.Joined([.. Rebuilder.Rebuild(names.Transcript(), "iodine"), .. Rebuilder.Rebuild(_raw.Transcript())], index => $"S{index + 1}", null);
        Assert.Contains("its log-in by DNS is not among these sessions", CaptureSessions.Notes(joined[1]));
        Assert.DoesNotContain(CaptureSessions.Notes(joined[0]), note => note.Contains("raw UDP", StringComparison.Ordinal));
    }

    void Say(string what)
    {
        var random = new Random(1);
        for (var i = 0; i < 20; i++)
        {
            var digest = new byte[16];
            random.NextBytes(digest);
            _ = (what, i) switch
            {
                ("one packet", 0) or ("two packets", < 2) or ("three packets of one side", < 3) => _raw.Packet(isUp: true, 0, Query),
                ("three packets of several users", < 3) => _raw.Packet(isUp: i % 2 == 0, i, Query),
                ("a log-in, its answer and pings", 0) => _raw.LogIn(0).Ping(0),
                ("pings and their echoes", _) => _raw.Ping(0),
                ("log-ins and their echoes", _) => _raw.Say(isUp: true, 0x10, digest).Say(isUp: false, 0x10, digest),
                ("log-ins and pings of one side", _) => _raw.Say(isUp: true, 0x10, digest).Say(isUp: true, 0x30, []),
                ("headers with random content", _) => _raw.Say(isUp: i % 2 == 0, 0x10 + random.Next(0x30), digest[..random.Next(1, 16)]),
                ("more that does not unpack than does", _) => i % 2 == 0 ? _raw.Packet(isUp: true, 0, Query) : _raw.Say(isUp: true, 0x20, digest).Say(isUp: true, 0x20, digest[..9]),
                ("packets captured in part", _) => _raw.Packet(isUp: i % 2 == 0, 0, Query),
                _ => _raw,
            };
        }
        if (what == "packets captured in part")
        {
            _raw.Cut(20);
        }
    }
}
