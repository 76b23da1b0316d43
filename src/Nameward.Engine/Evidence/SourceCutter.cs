using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Cuts sources into segments and hands each over with a reader that stands at its start. Any number of threads, and any later reading, sees the same
/// segments. The records that only order can read are reported on the way. A cutter belongs to one thread.
/// </summary>
sealed class SourceCutter(ReadingOptions options, BlockPool pool, FaultLog faults, ProgressMeter progress, SegmentSkimmer skimmer, Action<FilledSegment> handOver)
{
    /// <summary>Reads one source to its end.</summary>
    public void Cut(SourceState source, CancellationToken cancel)
    {
        using var file = source.Open();
        if (file is null)
        {
            return;
        }
        Cut(source, file, cancel);
        source.Sha256 = file.Digest();
        progress.MoveTo(source, source.Bytes);
    }

    void Cut(SourceState source, RawFile file, CancellationToken cancel)
    {
        using var bytes = UnpackedBytes.OpenAhead(file);
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

    void Cut(SourceState source, RawFile file, BlockFeed feed, CancellationToken cancel)
    {
        var reader = Begin(source, feed.Block);
        for (var isMore = reader is not null; isMore; feed.Fill())
        {
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
            reader = source.Format?.Open(new(source.Ordinal, options.Zone, options.Dates, source.Written));
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
