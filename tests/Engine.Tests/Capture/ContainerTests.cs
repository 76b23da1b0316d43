using Nameward.Engine.Evidence.Capture;
using Xunit;

namespace Nameward.Engine.Tests.Capture;

public class ContainerTests
{
    static readonly byte[] Query = Frames.QueryFrame(MessageBuilder.Query("www.example.com").ToArray());
    static readonly byte[] Response = Frames.ResponseFrame(MessageBuilder.Response("www.example.com", 1, 1).Answer(1, [192, 0, 2, 1]).ToArray());

    [Theory]
    [InlineData(PcapBuilder.Micro, false, 250_000u)]
    [InlineData(PcapBuilder.Micro, true, 250_000u)]
    [InlineData(PcapBuilder.Nano, false, 250_000_099u)]
    [InlineData(PcapBuilder.Nano, true, 250_000_000u)]
    [InlineData(PcapBuilder.Patched, false, 250_000u)]
    [InlineData(PcapBuilder.Patched, true, 250_000u)]
    public void APcapOfEveryMagicAndByteOrderIsRead(uint magic, bool isBigEndian, uint fraction)
    {
        var file = new PcapBuilder(magic, isBigEndian, link: 0xF000_0001)
            .Packet(Query, fraction: fraction).Packet(Response, fraction: fraction).ToArray();
        Assert.Equal("pcap", Reading.Format(file).Info.Id);
        var rows = Reading.Whole(file);
        Assert.Equal([1L, 2L], rows.Messages.Select(row => row.At.Offset));
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(PcapBuilder.FirstSecond).AddMilliseconds(250), rows.Messages[0].Time);
        Assert.Equal(DateTimeKind.Utc, rows.Messages[0].Time.Kind);
    }

    [Fact]
    public void AnAbsurdLengthCostsOneRecordAndTheNextPacketsAreFound()
    {
        var file = new PcapBuilder().Packet(Query).Packet(Query, captured: 0x7FFF_FFFF).Packet(Query).Packet(Query).Packet(Response).ToArray();
        var rows = Reading.Whole(file);
        Assert.Equal([PacketDamage.AbsurdLength], rows.Reasons);
        Assert.Equal(4, rows.Messages.Count);
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(PcapBuilder.FirstSecond + 2).AddMilliseconds(250), rows.Messages[1].Time);
    }

    [Fact]
    public void GarbageBetweenPacketsCostsOneRecord()
    {
        var garbage = new byte[3001];
        new Random(3).NextBytes(garbage);
        garbage.AsSpan(8, 4).Fill(0xFF);
        var rows = Reading.Whole(new PcapBuilder().Packet(Query).Bytes(garbage).Packet(Query).Packet(Response).ToArray());
        Assert.Equal([PacketDamage.AbsurdLength], rows.Reasons);
        Assert.Equal(3, rows.Messages.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void APcapngOfEveryBlockAndByteOrderIsRead(bool isBigEndian)
    {
        var file = new PcapngBuilder().Section(isBigEndian).Interface().Enhanced(Query, 1_700_000_000_250_000)
            .Block(4, new byte[20]).Obsolete(Response, 1_700_000_000_250_000)
            .Block(0x0BAD, new byte[8]).Simple(Query, (uint)Query.Length).Block(5, new byte[12]).ToArray();
        Assert.Equal("pcapng", Reading.Format(file).Info.Id);
        var rows = Reading.Whole(file);
        Assert.Equal([1L, 2L, 3L], rows.Messages.Select(row => row.At.Offset));
        var time = DateTime.UnixEpoch.AddSeconds(PcapBuilder.FirstSecond).AddMilliseconds(250);
        Assert.Equal([time, time, DateTime.MinValue], rows.Messages.Select(row => row.Time));
        Assert.Equal(3, rows.Lines.Count);
    }

    [Theory]
    [InlineData(6, 1_700_000_000_250_000L)]
    [InlineData(9, 1_700_000_000_250_000_000L)]
    [InlineData(3, 1_700_000_000_250L)]
    [InlineData(7, 17_000_000_002_500_000L)]
    [InlineData(0x80 | 10, 1_700_000_000L * 1024 + 256)]
    [InlineData(0x80 | 30, (1_700_000_000L << 30) + (1L << 28))]
    public void EveryResolutionGivesTheSameTime(byte resolution, long units)
    {
        var builder = new PcapngBuilder().Section();
        var file = builder.Interface(1, 0, builder.Option(9, resolution)).Enhanced(Query, (ulong)units).ToArray();
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(PcapBuilder.FirstSecond).AddMilliseconds(250), Assert.Single(Reading.Whole(file).Messages).Time);
    }

    [Theory]
    [InlineData(4_294_967_296L, 0L, "2106-02-07T06:28:16Z")]
    [InlineData(1_000L, 1_699_999_000L, "2023-11-14T22:13:20Z")]
    [InlineData(1_700_000_000L, -1_600_000_000L, "1973-03-03T09:46:40Z")]
    [InlineData(1_000L, -2_000L, "0001-01-01T00:00:00Z")]
    [InlineData(18_000_000_000_000L, 0L, "0001-01-01T00:00:00Z")]
    [InlineData(18_000_000_000_000L, long.MaxValue, "0001-01-01T00:00:00Z")]
    public void OffsetsAreAddedAndTimesBeyondTheCalendarAreUnknown(long seconds, long offset, string time)
    {
        var builder = new PcapngBuilder().Section();
        byte[] options = [.. builder.Option(14, builder.U64(offset)), .. builder.Option(0)];
        var file = builder.Interface(1, 0, options).Enhanced(Query, (ulong)seconds * 1_000_000).ToArray();
        Assert.Equal(time, Assert.Single(Reading.Whole(file).Messages).Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(0x80 | 64)]
    public void AResolutionFinerThanAnyClockGivesNoTime(byte resolution)
    {
        var builder = new PcapngBuilder().Section();
        var file = builder.Interface(1, 0, builder.Option(9, resolution)).Enhanced(Query, 5).ToArray();
        Assert.Equal(DateTime.MinValue, Assert.Single(Reading.Whole(file).Messages).Time);
    }

    [Fact]
    public void EachSectionHasItsOwnByteOrderAndInterfaces()
    {
        var file = new PcapngBuilder().Section().Interface().Interface(101).Enhanced(Query[14..], interfaceNumber: 1)
            .Section(isBigEndian: true).Interface(101).Enhanced(Query[14..]).Enhanced(Query, interfaceNumber: 1).ToArray();
        var rows = Reading.Whole(file);
        Assert.Equal(2, rows.Messages.Count);
        Assert.Equal([PacketDamage.UnknownInterface], rows.Reasons);
    }

    [Fact]
    public void ASimplePacketEndsAtTheSnapshotLength()
    {
        var frame = Query[..60];
        var rows = Reading.Whole(new PcapngBuilder().Section().Interface(snaplen: 60).Simple(frame, (uint)Query.Length).ToArray());
        Assert.Equal(["the captured bytes end inside the DNS message"], rows.Reasons);
    }

    [Fact]
    public void APacketLongerThanItsBlockIsMalformed()
    {
        var rows = Reading.Whole(new PcapngBuilder().Section().Interface().Enhanced(Query, captured: 5000).Enhanced(Query).ToArray());
        Assert.Equal([PacketDamage.BlockContent], rows.Reasons);
        Assert.Single(rows.Messages);
    }

    [Theory]
    [InlineData(3u, null)]
    [InlineData(0x4000_0000u, null)]
    [InlineData(8u, null)]
    [InlineData(null, 400u)]
    public void ABlockWithDamagedLengthsCostsOneRecordAndTheNextIsFound(uint? first, uint? last)
    {
        var file = new PcapngBuilder().Section().Interface().Enhanced(Query).Block(6, new byte[40], first, last)
            .Enhanced(Query).Enhanced(Response).ToArray();
        var rows = Reading.Whole(file);
        Assert.Equal([PacketDamage.BlockFrame], rows.Reasons);
        Assert.Equal([1L, 3L, 4L], rows.Messages.Select(row => row.At.Offset));
    }

    [Fact]
    public void ALargeBlockWithoutPacketsIsHoppedOver()
    {
        var file = new PcapngBuilder().Section().Interface().Block(10, new byte[3 << 20]).Enhanced(Query).ToArray();
        Assert.Single(Reading.Whole(file).Lines);
        Assert.Equal(Reading.Whole(file).Lines, Reading.InPieces(file, 1 << 20).Lines);
        Assert.Equal([PacketDamage.FileEnds], Reading.Whole(file[..(2 << 20)]).Reasons);
    }

    [Fact]
    public void ALinkTypeThatIsNotReadIsSaidOnce()
    {
        var rows = Reading.Whole(new PcapBuilder(link: 147).Packet(Query).Packet(Query).Packet(Query).ToArray());
        Assert.Equal([PacketDamage.UnknownLink], rows.Reasons);
        Assert.Equal(2, rows.IgnoredCount);
        var file = new PcapngBuilder().Section().Interface(147).Interface(148)
            .Enhanced(Query).Enhanced(Query, interfaceNumber: 1).Enhanced(Query).ToArray();
        rows = Reading.Whole(file);
        Assert.Equal([PacketDamage.UnknownLink, PacketDamage.UnknownLink], rows.Reasons);
        Assert.Equal(1, rows.IgnoredCount);
    }

    [Fact]
    public void MoreInterfacesThanAreKeptLeaveTheirPacketsUnread()
    {
        var builder = new PcapngBuilder().Section();
        for (var i = 0; i < 5000; i++)
        {
            builder.Interface();
        }
        var rows = Reading.Whole(builder.Enhanced(Query, interfaceNumber: 4095).Enhanced(Query, interfaceNumber: 4096).ToArray());
        Assert.Single(rows.Messages);
        Assert.Equal([PacketDamage.UnknownInterface], rows.Reasons);
    }

    [Fact]
    public void AFileThatIsNoneOfTheseIsNotSniffed()
    {
        foreach (var format in Engine.Evidence.Formats.FormatList.All.Where(format => format.Info.Id is "pcap" or "pcapng"))
        {
            byte[] text = [.. "#separator \\x09\n"u8];
            Assert.Equal(Engine.Evidence.Likeness.No, format.Sniff(text));
            Assert.Equal(Engine.Evidence.Likeness.No, format.Sniff([]));
            var rows = Reading.Whole(format.Open(new(0, TimeZoneInfo.Utc)), text);
            Assert.Single(rows.Reasons);
        }
    }
}
