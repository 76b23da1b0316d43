using Nameward.Engine.Evidence.Capture;
using Nameward.Engine.Observations;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

public class FragmentTests
{
    static readonly byte[] Message = MessageBuilder.Response("fragments.example.com", RecordTypes.Null, 2)
        .Answer(RecordTypes.Null, [.. Enumerable.Range(0, 1000).Select(i => (byte)i)]).Answer(RecordTypes.A, [192, 0, 2, 1]).ToArray();

    static readonly byte[] Datagram = Frames.Udp(53, 40000, Message);

    [Fact]
    public void ADatagramIsWholeHoweverItsFragmentsCome()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var isV6 = random.Next(2) == 0;
            var pieces = Cut(Datagram, random).SelectMany(piece => Enumerable.Repeat(piece, random.Next(5) == 0 ? 2 : 1)).ToArray();
            random.Shuffle(pieces);
            // What comes again after all is there begins another datagram.
            var last = pieces.Select((piece, i) => (piece.Start, i)).GroupBy(piece => piece.Start).Max(copies => copies.Min(piece => piece.i)) + 1;
            pieces = pieces[..last];
            var rows = Read(pieces.Select(piece => isV6 ? V6(piece) : V4(piece)));
            var row = Assert.Single(rows.Messages);
            Assert.True((row.At.Offset, row.Bytes, row.Transport) == (last, Message.Length, Transport.Udp), $"seed {seed}: {row}");
            Assert.Equal(2, Reading.Records(rows.Answers[0]).Count);
            Assert.Equal(pieces.Length, rows.Lines.Count);
            Assert.Empty(rows.Reasons);
        }
    }

    [Fact]
    public void ExtensionHeadersMayLieInTheFragmentedPart()
    {
        // Destination options with six bytes of padding (RFC 8200 section 4.6).
        byte[] part = [17, 0, 1, 4, 0, 0, 0, 0, .. Datagram];
        var rows = Read(Pieces(part, 512).Select(piece => V6(piece, 60)));
        Assert.Equal("fragments.example.com", Assert.Single(rows.Names));
    }

    [Fact]
    public void AnIpv6PacketThatIsItsOnlyFragmentIsReadAtOnce()
    {
        var file = TcpFrames.Capture([V6(new(0, Datagram, false))]);
        var rows = new CollectingRows();
        Reading.Open(file).Read(file, true, rows);
        Assert.Single(rows.Messages);
    }

    [Fact]
    public void FragmentsOfDifferentIdsAreDifferentDatagrams()
    {
        var pieces = Pieces(Datagram, 600).ToArray();
        var rows = Read(V4(pieces[0], 1), V4(pieces[1], 2));
        Assert.Equal(1, Assert.Single(rows.Messages).At.Offset);
    }

    [Fact]
    public void OtherBytesAtTheSamePlaceDropTheDatagram()
    {
        var pieces = Pieces(Datagram, 600).ToArray();
        byte[] other = [.. pieces[0].Bytes];
        other[50] ^= 1;
        var rows = Read(V4(pieces[0]), V4(new(0, other, true)), V4(pieces[1]));
        Assert.Equal([PacketDamage.FragmentOverlap], rows.Reasons);
        Assert.Equal((0, 2), (rows.Messages.Count, rows.IgnoredCount));
    }

    [Fact]
    public void AFragmentBeyondTheLargestDatagramIsMalformed()
    {
        var rows = Read(V4(new(65_528, new byte[16], false)));
        Assert.Equal([PacketDamage.FragmentBounds], rows.Reasons);
    }

    [Fact]
    public void WhatNeverBecomesWholeIsReadAsFarAsItGoesAfterHalfAMinute()
    {
        var pieces = Pieces(Datagram, 600).ToArray();
        var later = Enumerable.Range(0, 40).Select(i => V4(new(0, new byte[8], true), 100 + i));
        var rows = Read([V4(pieces[0]), .. later, V4(pieces[1])]);
        var row = rows.Messages[0];
        Assert.Equal((1, Message.Length), (row.At.Offset, row.Bytes));
        Assert.Equal(42, rows.Lines.Count);
    }

    [Fact]
    public void ATcpSegmentMayComeInFragments()
    {
        var segment = TcpFrames.Segment(40000, 53, TcpFrames.Ack, 1, [.. TcpFrames.Query(1), .. TcpFrames.Query(2)]);
        var rows = Read(Pieces(segment, 40).Select(piece => Frames.Ethernet(Frames.V4(piece.Bytes, 6, fragment: piece.Start / 8 | (piece.IsMore ? 0x2000 : 0)))));
        Assert.Equal(["q1.example.com", "q2.example.com"], rows.Names);
    }

    [Fact]
    public void AFloodOfFirstFragmentsIsBoundedAndEachIsReported()
    {
        var pieces = Pieces(Datagram, 600).ToArray();
        var count = FragmentTable.Most + 500;
        var flood = Enumerable.Range(0, count).Select(i => V4(pieces[0], i)).ToArray();
        Assert.Equal(count, Read(flood).Messages.Count);
        // Those that stay in the table become whole when the rest comes in time.
        var builder = new PcapngBuilder().Section().Interface();
        foreach (var frame in flood.Concat(Enumerable.Range(0, count).Reverse().Select(i => V4(pieces[1], i))))
        {
            builder.Enhanced(frame, 1);
        }
        var rows = Reading.Whole(builder.ToArray());
        Assert.Equal(count, rows.Messages.Count);
        Assert.InRange(rows.Messages.Count(row => row.At.Offset > count), FragmentTable.Most - 1000, FragmentTable.Most);
    }

    readonly record struct Piece(int Start, byte[] Bytes, bool IsMore);

    static IEnumerable<Piece> Pieces(byte[] datagram, int length)
    {
        length &= ~7;
        for (var at = 0; at < datagram.Length; at += length)
        {
            yield return new(at, datagram[at..Math.Min(at + length, datagram.Length)], at + length < datagram.Length);
        }
    }

    static IEnumerable<Piece> Cut(byte[] datagram, Random random)
    {
        for (var at = 0; at < datagram.Length;)
        {
            var end = Math.Min(datagram.Length, at + 8 * random.Next(2, 60));
            yield return new(at, datagram[at..end], end < datagram.Length);
            at = end;
        }
    }

    static byte[] V4(Piece piece, int id = 9)
    {
        var packet = Frames.V4(piece.Bytes, from: Frames.Server, to: Frames.Client, fragment: piece.Start / 8 | (piece.IsMore ? 0x2000 : 0));
        (packet[4], packet[5]) = ((byte)(id >> 8), (byte)id);
        return Frames.Ethernet(packet);
    }

    static byte[] V6(Piece piece, byte next = 17) => Frames.Ethernet(
        Frames.V6([next, 0, .. Frames.U16(piece.Start | (piece.IsMore ? 1 : 0)), 0, 0, 0, 5, .. piece.Bytes], 44, Frames.Server6, Frames.Client6), 0x86DD);

    static CollectingRows Read(params IEnumerable<byte[]> frames) => Reading.Whole(TcpFrames.Capture(frames));
}
