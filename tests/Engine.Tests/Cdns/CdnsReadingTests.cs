using System.Diagnostics;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;
using Nameward.Engine.Tests.Capture;
using Nameward.Engine.Tests.Formats;
using Nameward.Engine.Tests.Reading;
using Xunit;
using static Nameward.Engine.Tests.Cdns.CdnsBlock;

namespace Nameward.Engine.Tests.Cdns;

/// <summary>What the samples of C-DNS do not show: blocks and tables of any size, items inside one another, and what reading costs.</summary>
public class CdnsReadingTests
{
    static readonly IFormat Format = FormatGoldenTests.Format("c-dns");

    static CollectingRows Read(byte[] file) => Capture.Reading.Whole(Format.Open(Feeding.Source), file);

    /// <summary>A block of many exchanges, each with its own name.</summary>
    static byte[] Large(int items)
    {
        var block = CdnsBlock.Usual().Signature(0, Server, 1, 53, 2, 0, 3, 1, 4, BothSides, 6, 0, 8, A, 16, 0);
        for (var i = 0; i < items; i++)
        {
            block.Name(MessageBuilder.WireOf($"host-{i:D9}.example")).Answered([0, i, 1, Client, 2, 40123, 3, i % 60_000, 4, 0, 7, Root + 1 + i, 8, 40, 9, 80], 1, 0);
        }
        return CdnsFile.Of(block);
    }

    [Fact]
    public void ABlockOfSeveralMegabytesIsReadInBlocksOfOne()
    {
        var file = Large(60_000);
        Assert.True(file.Length > 3 * IRecordReader.LargestRecord);
        var rows = Capture.Reading.Whole(Format.Open(Feeding.Source), file);
        Assert.Equal(60_000, rows.Messages.Count);
        Assert.Empty(rows.Reasons);
        IRecordReader reader = Format.Open(Feeding.Source), skimmer = Format.Open(Feeding.Source);
        CollectingRows inPieces = new();
        for (var at = 0; at < file.Length;)
        {
            var end = Math.Min(file.Length, at + IRecordReader.LargestRecord);
            var used = skimmer.Skim(file.AsSpan(at..end), end == file.Length, inPieces);
            Assert.Equal(used, reader.Read(file.AsSpan(at..end), end == file.Length, NoRows.Instance));
            Assert.NotEqual(0, used);
            at += used;
        }
        Assert.Equal(rows.Lines, inPieces.Lines);
    }

    [Fact]
    public void TablesBeyondTheirLimitAreRefusedAndTheNextBlockIsRead()
    {
        var large = CdnsBlock.Usual().Item(7, Www);
        var bytes = new byte[60_000];
        for (var i = 0; i < 1200; i++)
        {
            large.Name(bytes);
        }
        var rows = Read(CdnsFile.Of(large, CdnsBlock.Usual().Signature(4, BothSides).Item(4, 0, 7, Www)));
        Assert.Equal(["the tables of the block take more than 64 MiB"], rows.Reasons);
        Assert.Single(rows.Messages);
    }

    [Fact]
    public void ItemsInsideOneAnotherAreRefusedBeforeTheyCostAnything()
    {
        var nested = new CborWriter();
        for (var i = 0; i < 100_000; i++)
        {
            nested.Array(1);
        }
        Assert.Equal(["the structure is damaged: nothing behind this place can be read"], Read(CdnsFile.Of(CdnsBlock.Usual().Item(nested.Int(0)))).Reasons);
    }

    [Fact]
    public void AnItemLongerThanARecordEndsTheReading()
    {
        var rows = Read(CdnsFile.Of(CdnsBlock.Usual().Item(7, Www).Item(new CborWriter().Map(1).Int(-1).Bytes(new byte[IRecordReader.LargestRecord]))));
        Assert.Equal(["an item is longer than 1 MiB: nothing behind this place can be read"], rows.Reasons);
        Assert.Single(rows.Messages);
    }

    [Fact]
    public void RecordsThatNoMessageHoldsAreNotWrittenOut()
    {
        var block = CdnsBlock.Usual().Signature(4, BothSides).Name(new byte[60_000]).Record(0, Www, 1, A, 3, Root + 1).List(3, 3, 3).List(3, 3);
        var rows = Read(CdnsFile.Of(block.Answered([4, 0, 7, Www], 1, 2).Answered([4, 0, 7, Www], 1, 3)));
        Assert.Equal(["the records of the response come to more than any message holds"], rows.Reasons);
        Assert.Single(rows.Messages);
    }

    [Fact]
    public void AListOfMoreRecordsThanAMessageHoldsIsNotGoneThrough()
    {
        var block = CdnsBlock.Usual().Signature(4, BothSides).Record(0, NoName, 1, A).List(Enumerable.Repeat(3L, 6000).ToArray()).List(3);
        var rows = Read(CdnsFile.Of(block.Answered([4, 0, 7, Www], 1, 2).Answered([4, 0, 7, Www], 1, 3)));
        Assert.Equal(["the records of the response come to more than any message holds"], rows.Reasons);
        Assert.Empty(Assert.Single(rows.Answers));
    }

    [Fact]
    public void ARecordWithoutAnOwnerIsNotOneOfTheName()
    {
        var block = CdnsBlock.Usual().Signature(4, BothSides).Record(0, Nothing, 1, A, 3, V4Data).List(3);
        Assert.Empty(Assert.Single(Read(CdnsFile.Of(block.Answered([4, 0, 7, Www], 1, 2))).Answers));
    }

    [Fact]
    public void FilesBehindOneAnotherAreReadAndOtherBytesAreSaidToBeThere()
    {
        var file = CdnsFile.Open(CdnsBlock.Usual().Item(7, Www));
        var rows = Read([.. file, .. file, 0x00, 0x01]);
        Assert.Equal(2, rows.Messages.Count);
        Assert.Equal(["bytes that are no C-DNS stand behind the end of the file"], rows.Reasons);
    }

    [Fact]
    public void AFileWithoutBlocksHasNoRecords()
    {
        Assert.Empty(Read(CdnsFile.Of()).Lines);
        Assert.Empty(Read(CdnsFile.Open()).Lines);
    }

    [Fact]
    public void TheEngineReadsAndReadsAgainWhatOnlyOrderShows()
    {
        using var folder = new EvidenceFolder { Options = new() { BlockBytes = IRecordReader.LargestRecord } };
        folder.Write("a.cdns", Large(40_000));
        using var evidence = folder.Open();
        List<CollectingSink> sinks = [];
        evidence.ReadAll(() =>
        {
            sinks.Add(new());
            return sinks[^1];
        }, threads: 2);
        CollectedRow[] rows = [.. sinks.SelectMany(sink => sink.Rows).OrderBy(row => row.At)];
        Assert.Equal(40_000, rows.Length);
        var last = new CollectingSink();
        Assert.True(evidence.Revisit(new HashSet<SegmentId> { rows[^1].Segment }, last, threads: 2));
        Assert.Equal(rows.Where(row => row.Segment == rows[^1].Segment), last.Rows);
    }

    [Fact]
    public void NothingIsAllocatedForAnItem()
    {
        var file = Large(20_000);
        var reader = Format.Open(Feeding.Source);
        var used = reader.Skim(file.AsSpan(0, file.Length / 2), isLast: false, NoRows.Instance);
        used += reader.Skim(file.AsSpan(used..(file.Length * 3 / 4)), isLast: false, NoRows.Instance);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(file.Length - used, reader.Skim(file.AsSpan(used..), isLast: true, NoRows.Instance));
        // Far below a byte for each; a collection on another thread makes this one's memory look used, up to 8 KiB a time.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 19_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"{20_000 / Fastest(file):N0} items/s");
    }

    /// <summary>Seconds of the fastest of some readings, when the code is warm.</summary>
    static double Fastest(byte[] file)
    {
        var fastest = TimeSpan.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var watch = Stopwatch.StartNew();
            Format.Open(Feeding.Source).Skim(file, isLast: true, NoRows.Instance);
            fastest = watch.Elapsed < fastest ? watch.Elapsed : fastest;
        }
        return fastest.TotalSeconds;
    }
}
