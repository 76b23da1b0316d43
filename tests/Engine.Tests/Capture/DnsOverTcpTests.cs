using Nameward.Engine.Evidence.Capture;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

public class DnsOverTcpTests
{
    const byte Ack = TcpFrames.Ack, Syn = TcpFrames.Syn;

    static readonly byte[] One = TcpFrames.Query(1), Two = TcpFrames.Query(2), Three = TcpFrames.Query(3);

    [Fact]
    public void AConversationGivesItsMessagesHoweverTheNetworkBringsIt()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var conversation = new TcpConversation(random, random.Next(1, 12));
            var rows = Reading.Whole(TcpFrames.Capture(conversation.Frames()));
            var told = rows.Messages.Zip(rows.Names, TcpConversation.Tell).Order(StringComparer.Ordinal);
            Assert.True(conversation.Expected.Order(StringComparer.Ordinal).SequenceEqual(told), $"seed {seed}: {string.Join("; ", rows.Reasons)}");
            Assert.True(rows is { Reasons.Count: 0, Flows.Count: 0 }, $"seed {seed}");
            Assert.All(rows.Messages, row => Assert.Equal((Transport.Tcp, "10.0.0.7", "10.0.0.53"), (row.Transport, $"{row.Client.Address}", $"{row.Server.Address}")));
        }
    }

    [Fact]
    public void EveryPacketOfManyConversationsIsReportedAndCutsChangeNothing()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            var frames = Enumerable.Range(0, 5).Select(i => new TcpConversation(random, 3, 40000 + i).Frames()).ToList();
            var file = TcpFrames.Capture(Enumerable.Range(0, frames.Max(list => list.Count)).SelectMany(i => frames.Where(list => i < list.Count).Select(list => list[i])));
            var whole = Reading.Whole(file).All;
            foreach (var length in (int[])[100, 1000, 4096])
            {
                Assert.True(whole.SequenceEqual(Reading.InPieces(file, length).All), $"seed {seed}, pieces of {length}");
            }
            for (var i = 0; i < 10; i++)
            {
                Assert.True(whole.SequenceEqual(Reading.Forked(file, random.Next(file.Length)).All), $"seed {seed}");
            }
        }
    }

    [Fact]
    public void AMessageStandsAtThePacketThatCompletedIt()
    {
        var rows = Stream((1, One[..1]), (2, One[1..20]), (21, One[20..]));
        Assert.Equal(4, Assert.Single(rows.Messages).At.Offset);
        Assert.Equal(One.Length - 2, rows.Messages[0].Bytes);
        Assert.Equal(3, rows.IgnoredCount);
    }

    [Fact]
    public void TwoMessagesOfOneSegmentAreTwoRecords()
    {
        var rows = Stream((1, [.. One, .. Two]));
        Assert.Equal(["q1.example.com", "q2.example.com"], rows.Names);
        Assert.Equal((1, 3), (rows.IgnoredCount, rows.Lines.Count));
    }

    [Fact]
    public void DataMayComeWithSyn() =>
        Assert.Single(Read(TcpFrames.FromClient(Syn, 1000, One), TcpFrames.FromClient(Ack, 1001, One)).Messages);

    [Fact]
    public void ASynOfAnotherNumberBeginsAnew()
    {
        var rows = Read(TcpFrames.FromClient(Syn, 1000, []), TcpFrames.FromClient(Ack, 1001, One[..10]),
            TcpFrames.FromClient(Syn, 5000, []), TcpFrames.FromClient(Ack, 5001, Two));
        Assert.Equal(["q2.example.com"], rows.Names);
        Assert.Equal(["the captured bytes end inside the DNS message"], rows.Reasons);
    }

    [Fact]
    public void AMessageOfTheLargestSizeIsRead()
    {
        var data = new byte[ushort.MaxValue - 12 - 17 - 12];
        var message = MessageBuilder.Response("a.example.x", RecordTypes.Null, 1).Answer(RecordTypes.Null, data).ToArray();
        Assert.Equal(ushort.MaxValue, message.Length);
        var framed = TcpFrames.Framed(message);
        var rows = Stream([.. Enumerable.Range(0, framed.Length / 1000 + 1).Select(i => (1 + i * 1000, framed[(i * 1000)..Math.Min(framed.Length, i * 1000 + 1000)]))]);
        Assert.Equal(ushort.MaxValue, Assert.Single(rows.Messages).Bytes);
    }

    [Fact]
    public void OtherBytesAtTheSamePlaceAreMalformedAndTheFirstAreRead()
    {
        byte[] other = [.. One];
        other[15] ^= 0x20;
        var rows = Stream((1, One[..20]), (1, other[..20]), (1 + 20, One[20..]));
        Assert.Equal([PacketDamage.StreamOverlap], rows.Reasons);
        Assert.Equal(["q1.example.com"], rows.Names);
        rows = Stream((1 + 10, other[10..]), (1, [.. One]));
        Assert.Equal([PacketDamage.StreamOverlap], rows.Reasons);
        Assert.NotEqual("q1.example.com", Assert.Single(rows.Names));
    }

    [Fact]
    public void BehindAHoleReadingGoesOnAtAMessage()
    {
        var rows = Stream((1, One), (1 + One.Length + Two.Length, Three));
        Assert.Equal(["q1.example.com", "q3.example.com"], rows.Names);
        Assert.Equal([PacketDamage.StreamHole], rows.Reasons);
        Assert.Equal(3, rows.Messages[1].At.Offset);
    }

    [Fact]
    public void AHoleInsideAMessageLosesThatMessageAlone()
    {
        var rows = Stream((1, Two[..10]), (1 + 20, [.. Two[20..], .. Three]));
        Assert.Equal(["q3.example.com"], rows.Names);
        Assert.Equal(2, rows.Reasons.Count);
    }

    [Fact]
    public void AHoleIsGivenUpInTime()
    {
        var late = Enumerable.Range(0, 40).Select(_ => TcpFrames.FromClient(Ack, 1001, One));
        var rows = Read([TcpFrames.FromClient(Syn, 1000, []), TcpFrames.FromClient(Ack, 1001 + (uint)One.Length, Two), .. late]);
        Assert.Equal(["q1.example.com", "q2.example.com"], rows.Names);
        rows = Read([TcpFrames.FromClient(Syn, 1000, []), TcpFrames.FromClient(Ack, 2001, Two), .. Enumerable.Repeat(TcpFrames.FromClient(Ack, 2001 + (uint)Two.Length, []), 2),
            .. Enumerable.Range(0, 40).Select(i => TcpFrames.FromClient(Ack, 2001 + (uint)(Two.Length + i), [0]))]);
        Assert.Equal(["q2.example.com"], rows.Names);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    public void AStreamCapturedFromTheMiddleIsReadFromItsFirstWholeMessage(int missing)
    {
        byte[] stream = [.. One, .. Two, .. Three];
        var rows = Read(TcpFrames.FromClient(Ack, 7777, stream[missing..]));
        Assert.Equal(missing == 0 ? ["q1.example.com", "q2.example.com", "q3.example.com"] : missing == 3 ? ["q2.example.com", "q3.example.com"] : ["q3.example.com"], rows.Names);
        Assert.Equal(missing == 0 ? [] : [PacketDamage.StreamStart], rows.Reasons);
    }

    [Fact]
    public void AMessageWhoseLengthStoodInASegmentBeforeIsRead() =>
        Assert.Equal(["q1.example.com", "q2.example.com"], Read(TcpFrames.FromClient(Ack, 9, One[2..]), TcpFrames.FromClient(Ack, 9 + (uint)One.Length - 2, Two)).Names);

    [Fact]
    public void AByteThatKeepsTheConnectionAliveIsNoDamage()
    {
        var rows = Stream((1, One[..10]), (10, [0xEE]), (11, One[10..]));
        Assert.Empty(rows.Reasons);
        Assert.Single(rows.Messages);
    }

    [Fact]
    public void ASegmentThatTheCaptureCutIsReadAsFarAsItGoes()
    {
        var frame = TcpFrames.FromClient(Ack, 1001, [.. TcpFrames.Framed(MessageBuilder.Query("long.example.com", additionals: 1).Opt().ToArray())]);
        var file = new PcapBuilder().Packet(TcpFrames.FromClient(Syn, 1000, [])).Packet(frame[..^8], original: (uint)frame.Length)
            .Packet(TcpFrames.FromClient(Ack, 1001 + (uint)(frame.Length - 54), Two)).ToArray();
        var rows = Reading.Whole(file);
        Assert.Equal(["long.example.com", "q2.example.com"], rows.Names);
        Assert.Empty(rows.Reasons);
    }

    [Theory]
    [InlineData(8053)]
    [InlineData(443)]
    public void OnOtherPortsContentDecides(int port)
    {
        var rows = Read(TcpFrames.FromClient(Syn, 1000, [], port), TcpFrames.FromClient(Ack, 1001, One[..2], port), TcpFrames.FromClient(Ack, 1003, [.. One[2..], .. Two], port));
        Assert.Equal(["q1.example.com", "q2.example.com"], rows.Names);
        Assert.Empty(rows.Flows);
        rows = Read(TcpFrames.FromClient(Syn, 1000, [], port), TcpFrames.FromClient(Ack, 1001, [.. "GET / HTTP/1.1\r\nHost: a"u8], port), TcpFrames.FromClient(Ack, 1024, One, port));
        Assert.Empty(rows.Messages);
        Assert.Empty(rows.Reasons);
        Assert.Single(rows.Flows);
    }

    [Fact]
    public void WhatIsNoDnsOnItsPortIsMalformedAndAFlow()
    {
        byte[] Junk(int count) => [.. Enumerable.Repeat((byte)0xFB, count)];
        var rows = Stream((1, Junk(60_000)), (60_001, Junk(10_000)));
        Assert.Contains("the opcode is none that DNS has", rows.Reasons);
        Assert.Single(rows.Flows);
    }

    [Fact]
    public void AnOperationThatLooksNothingUpIsIgnored()
    {
        var rows = Stream((1, TcpFrames.Framed(MessageBuilder.Header(0x2800, 1).Question("a.b", 6).ToArray())));
        Assert.Equal((2, 0, 0), (rows.IgnoredCount, rows.Reasons.Count, rows.Flows.Count));
    }

    [Fact]
    public void AFloodOfHalfMessagesIsBoundedAndEachIsTold()
    {
        const int connections = DnsOverTcp.MostStreams + 1000;
        var frames = Enumerable.Range(0, connections).Select(i => Frames.Ethernet(Frames.V4(TcpFrames.Segment(1024 + i % 60_000, 53, Ack, 1, One[..30]), 6, $"10.1.{i / 60_000}.1")));
        var rows = Reading.Whole(TcpFrames.Capture(frames));
        Assert.Equal(connections, rows.Reasons.Count + rows.Messages.Count);
    }

    static CollectingRows Read(params byte[][] frames) => Reading.Whole(TcpFrames.Capture(frames));

    /// <summary>Segments of the client's stream behind a SYN, each with its place counted from that.</summary>
    static CollectingRows Stream(params (int Place, byte[] Bytes)[] segments) =>
        Read([TcpFrames.FromClient(Syn, 1000, []), .. segments.Select(segment => TcpFrames.FromClient(Ack, 1000 + (uint)segment.Place, segment.Bytes))]);
}
