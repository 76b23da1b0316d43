using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Cuts sources into segments and hands each over with a reader that stands at its start. Any number of threads, and any later reading, sees the same
/// segments. The records that only order can read are reported on the way. A cutter belongs to one thread.
/// </summary>
sealed class SourceCutter(ReadingOptions options, BlockPool pool, FaultLog faults, ProgressMeter progress, SegmentSkimmer skimmer, IReadingOrder? order, Action<FilledSegment> handOver)
{
    /// <summary>Reads the sources of one file to their ends.</summary>
    public void Cut(EvidenceFile file, CancellationToken cancel)
    {
        using var open = file.Open();
        foreach (var source in file.Sources)
        {
            source.AddDamage(file.Failure ?? source.Refusal);
            if (open is not null && source.Refusal is null && order is not { HasEnough: true })
            {
                cancel.ThrowIfCancellationRequested();
                Cut(source, open, cancel);
                progress.MoveTo(source, source.Bytes);
            }
            order?.End(source.Place(source.Segments.Count));
        }
        var sum = open?.Digest() ?? file.Sha256;
        foreach (var source in file.Sources)
        {
            source.Sha256 = sum;
        }
    }

    void Cut(SourceState source, OpenFile file, CancellationToken cancel)
    {
        using var bytes = Feed(file.Open(source.Member));
        using var feed = new BlockFeed(bytes, pool, options.BlockBytes, cancel);
        source.Start = (int)feed.Offset;
        if (feed.Block.IsEmpty)
        {
            source.AddDamage(bytes.Damage ?? "the file is empty");
        }
        else
        {
            Cut(source, file, feed, cancel);
            source.AddDamage(bytes.Damage);
        }
    }

    // What is packed is unpacked by another thread meanwhile.
    static IByteFeed Feed(Peeled source) => source.Bytes.SeekableLength is null ? new UnpackedAhead(source.Bytes) : source.Bytes;

    void Cut(SourceState source, OpenFile file, BlockFeed feed, CancellationToken cancel)
    {
        var reader = Begin(source, feed.Block);
        for (var isMore = reader is not null; isMore && order is not { HasEnough: true }; feed.Fill())
        {
            order?.Wait(source.Ordinal, cancel);
            var segment = Skim(source, reader!, feed);
            progress.MoveTo(source, file.Position);
            if (segment is null)
            {
                return;
            }
            isMore = !segment.IsLast;
            var filled = new FilledSegment(source, source.Add(segment), segment, feed.Block);
            handOver(filled with { Block = feed.Leave(segment.Consumed, cancel) });
        }
    }

    IRecordReader? Begin(SourceState source, ReadOnlyMemory<byte> head)
    {
        if (RefusedEnvelope.Of(head.Span) is { } refused)
        {
            source.AddDamage(refused);
            return null;
        }
        IRecordReader? reader = null;
        var isDone = faults.Guard(source, 0, head.Length, () =>
        {
            source.Format = options.Given ?? Identification.Of(head.Span, options.Formats);
            reader = source.Format?.Open(new(source.Ordinal, options.Zone, options.Dates, source.Written, source.Remarks));
        });
        if (reader is null)
        {
            source.AddDamage(isDone ? $"no known format: {HeadLook.Describe(head.Span)}" : $"{FaultLog.Reason}: it could not be identified");
        }
        return reader;
    }

    /// <summary>Moves the reader to the end of the block.</summary>
    /// <returns>The segment; null where a fault of ours keeps the reader from going on, so that the rest of the source cannot be read.</returns>
    Segment? Skim(SourceState source, IRecordReader reader, BlockFeed feed)
    {
        var segment = skimmer.Skim(source, reader, feed.Offset, feed.Block, feed.IsLast);
        source.Add(skimmer.Counts);
        progress.AddRecords(skimmer.Counts.Records);
        if (segment is null)
        {
            source.AddDamage(Words.Say($"{FaultLog.Reason}: nothing behind byte {feed.Offset:N0} could be read"));
        }
        return segment;
    }
}
