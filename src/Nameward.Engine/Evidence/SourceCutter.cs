using System.Diagnostics;
using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Engine.Evidence;

/// <summary>
/// Cuts sources into blocks and hands each over with a reader that stands at its start. The cuts depend on the bytes and the size of a block alone,
/// so any number of threads, and any later reading, sees the same segments. It has no state of its own: several threads may cut different sources.
/// </summary>
sealed class SourceCutter(ReadingOptions options, BlockPool pool, FaultLog faults, ProgressMeter progress, Action<FilledSegment> handOver)
{
    static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Bytes to be held by a block: one more than are read with it shows whether the source goes on behind it.</summary>
    public static int Capacity(ReadingOptions options) => options.BlockBytes + 1;

    /// <summary>Reads one source to its end.</summary>
    public void Cut(SourceState source, CancellationToken cancel)
    {
        using var file = source.Open();
        if (file is null)
        {
            return;
        }
        using var bytes = UnpackedBytes.Open(file);
        Cut(source, file, bytes, cancel);
        source.AddDamage(bytes.Damage);
        source.Sha256 = file.Digest();
    }

    void Cut(SourceState source, RawFile file, UnpackedBytes bytes, CancellationToken cancel)
    {
        var block = pool.Rent(cancel);
        var filled = bytes.Fill(block);
        source.Start = block.AsSpan(0, filled).StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        source.AddDamage(filled == source.Start && bytes.Damage is null ? "the file is empty" : null);
        var reader = Begin(source, block.AsMemory(source.Start, filled - source.Start));
        var (at, told) = (source.Start, 0L);
        for (var offset = (long)at; reader is not null;)
        {
            var length = Math.Min(filled, options.BlockBytes) - at;
            var segment = Skim(source, reader, block.AsMemory(at, length), offset, isLast: filled <= options.BlockBytes);
            progress.AddBytes(source, file.Position, file.Position - told);
            told = file.Position;
            if (segment is null)
            {
                break;
            }
            var next = segment.IsLast ? null : pool.Rent(cancel);
            var rest = block.AsSpan(at + segment.Consumed, filled - at - segment.Consumed);
            rest.CopyTo(next);
            filled = rest.Length;
            handOver(new(source, source.Add(segment), segment, block.AsMemory(at, length)) { Block = block });
            if (next is null)
            {
                return;
            }
            (block, at, offset) = (next, 0, offset + segment.Consumed);
            filled += bytes.Fill(block.AsSpan(filled));
        }
        pool.Return(block);
    }

    IRecordReader? Begin(SourceState source, ReadOnlyMemory<byte> head)
    {
        if (head.IsEmpty)
        {
            return null;
        }
        if (RefusedEnvelope.Of(head.Span) is { } refused)
        {
            source.AddDamage(refused);
            return null;
        }
        IRecordReader? reader = null;
        faults.Guard(source, 0, head.Length, () =>
        {
            source.Format = options.Given ?? Identification.Of(head.Span, options.Formats);
            reader = source.Format?.Open(new(source.Ordinal, options.Zone));
        });
        if (source.Format is null)
        {
            source.AddDamage($"no known format: {HeadLook.Describe(head.Span)}");
        }
        return reader;
    }

    /// <summary>Moves the reader to the end of the block.</summary>
    /// <returns>The segment; null where a fault of ours keeps the reader from going on, so that the rest of the source cannot be read.</returns>
    Segment? Skim(SourceState source, IRecordReader reader, ReadOnlyMemory<byte> block, long offset, bool isLast)
    {
        Segment? segment = null;
        if (!faults.Guard(source, offset, block.Length, () => segment = Skim(reader, block.Span, offset, isLast)))
        {
            source.AddFault(offset);
            source.AddDamage(Words.Say($"{FaultLog.Reason}: nothing behind byte {offset:N0} could be read"));
        }
        return segment;
    }

    static Segment Skim(IRecordReader reader, ReadOnlySpan<byte> block, long offset, bool isLast)
    {
        var start = reader.Fork();
        var consumed = reader.Skim(block, isLast);
        if (consumed <= 0 || consumed > block.Length || (isLast && consumed != block.Length))
        {
            throw new UnreachableException("A reader must move on in a full block and to the end of the last one.");
        }
        return new(offset, block.Length, consumed, isLast, start);
    }
}
