using System.Diagnostics;
using Nameward.Engine.Evidence;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Xunit;
using static Nameward.Engine.Tests.Dnstap.DnstapMessage;

namespace Nameward.Engine.Tests.Dnstap;

/// <summary>What the samples of dnstap do not show: long frames, streams of others, and what reading costs.</summary>
public class DnstapReadingTests
{
    static readonly IFormat Format = FormatGoldenTests.Format("dnstap");

    static readonly DnstapMessage Query = Between(5, "192.0.2.20", "198.51.100.53") with { QueryTime = Moment, Query = MessageBuilder.Query("a.example").ToArray() };

    static CollectingRows Read(DnstapStream stream) => Capture.Reading.Whole(Format.Open(Feeding.Source), stream.ToArray());

    [Fact]
    public void AStreamOfOtherFramesIsRefusedOnceAndNotGuessedAt()
    {
        var stream = new DnstapStream().Start("protobuf:other.Thing").Message(Query).Message(Query).Stop();
        Assert.Equal(Likeness.No, Format.Sniff(stream.ToArray()));
        Assert.Equal(["0 malformed: the stream holds something other than dnstap: its frames are not read"], Read(stream).Lines);
    }

    [Fact]
    public void AnEmptyStreamHasNoRecords() => Assert.Empty(Read(new DnstapStream().Start().Stop()).Lines);

    [Fact]
    public void AFrameThatIsLongerThanAnyRecordIsSkippedAndTheNextOneRead()
    {
        var stream = new DnstapStream().Start().Message(Query with { Query = new byte[IRecordReader.LargestRecord] });
        var next = stream.Length;
        var rows = Read(stream.Message(Query).Stop());
        Assert.Equal(["the length of this frame is absurd: bytes were skipped up to the next sound frame"], rows.Reasons);
        Assert.Equal(next, Assert.Single(rows.Messages).At.Offset);
    }

    [Fact]
    public void ALengthThatLeadsBehindTheEndCostsOneFrame()
    {
        var stream = new DnstapStream().Start().Message(Query).U32(500_000).Raw(Query.ToFrame()).Message(Query).Stop();
        var rows = Read(stream);
        Assert.Equal(["the file ends inside this frame"], rows.Reasons);
        Assert.Equal(2, rows.Messages.Count);
    }

    [Fact]
    public void GroupsAndFieldsOfTheWrongKindAreNoDnstap()
    {
        foreach (var unknown in new byte[][] { [0xC3, 0x06], [0x00, 0x01], [0x0A, 0x01, 0x01], [0xCA, 0x06, 0x7F], [0xC8, 0x06, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01] })
        {
            var rows = Read(new DnstapStream().Start().Message(Query with { Unknown = unknown }).Message(Query).Stop());
            Assert.Equal(["the frame is no dnstap message: bytes were skipped up to the next sound frame"], rows.Reasons);
            Assert.Single(rows.Messages);
        }
    }

    [Fact]
    public void FramesWithoutAStreamAreKnownByTheirContent()
    {
        Assert.Equal(Likeness.Likely, Format.Sniff(new DnstapStream().Message(Query).ToArray()));
        Assert.Equal(Likeness.Possible, Format.Sniff(new DnstapStream().StartOfNothing().ToArray()));
        Assert.Equal(Likeness.No, Format.Sniff(new DnstapStream().Stop().ToArray()));
        Assert.Equal(Likeness.No, Format.Sniff(new byte[64]));
    }

    [Fact]
    public void FieldsAndFramesThatImitateEachOtherEndInTime()
    {
        // Each five bytes are a field of the frame that began before, and the length of a frame of their own.
        byte[] field = [0x1A, 0x03, 0x00, 0x04, 0x00];
        byte[] bytes = [0xFF, 0xFF, 0xFF, 0xFF, .. Enumerable.Repeat(field, 400_000).SelectMany(part => part)];
        var watch = Stopwatch.StartNew();
        Assert.Single(Capture.Reading.Whole(Format.Open(Feeding.Source), bytes).Lines);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void NothingIsAllocatedForAFrame()
    {
        var stream = new DnstapStream().Start();
        for (var i = 0; i < 20_000; i++)
        {
            stream.Message(Query).Message(Query with { Type = 6, Query = null, Response = MessageBuilder.Response("a.example", 1, 1).Answer(1, [192, 0, 2, 1]).ToArray(), ResponseTime = Moment });
        }
        var bytes = stream.Stop().ToArray();
        var reader = Format.Open(Feeding.Source);
        var used = reader.Read(bytes.AsSpan(0, bytes.Length / 2), isLast: false, NoRows.Instance);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(bytes.Length - used, reader.Read(bytes.AsSpan(used), isLast: true, NoRows.Instance));
        // Far below a byte for each; a collection on another thread makes this one's memory look used, up to 8 KiB a time.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 19_000);
        var (read, skimmed) = (Fastest(() => Format.Open(Feeding.Source).Read(bytes, isLast: true, NoRows.Instance)), Fastest(() => Format.Open(Feeding.Source).Skim(bytes, isLast: true, NoRows.Instance)));
        TestContext.Current.TestOutputHelper?.WriteLine($"{40_000 / read:N0} frames/s read, {40_000 / skimmed:N0} skimmed");
    }

    /// <summary>Seconds of the fastest of some readings, when the code is warm.</summary>
    static double Fastest(Action reading)
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var watch = Stopwatch.StartNew();
            reading();
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
        }
        return fastest.TotalSeconds;
    }
}
