using System.Diagnostics;
using Nameward.Engine.Evidence;
using Nameward.Engine.Observations;

namespace Nameward.Bench.Speeds;

/// <summary>The way of evidence of one format through a program of one thread, as far as rows that somebody takes.</summary>
sealed class Reading(IFormat format, byte[] evidence)
{
    const int BlockBytes = 4 << 20;

    readonly Counting _sink = new();

    /// <summary>Block by block, first what only order can read, then the rest by a reader of its own.</summary>
    public (long Bytes, long Rows) Whole()
    {
        var (rows, skimmer, before) = (Begin(), format.Open(Reports.Source), _sink.Rows);
        for (var at = 0; at < evidence.Length;)
        {
            var block = BlockAt(at, out var isLast);
            var reader = skimmer.Fork();
            at += skimmer.Skim(block, isLast, rows);
            reader.Read(block, isLast, rows);
        }
        rows.Flush();
        return rows.Counts.Malformed == 0 ? (evidence.Length, _sink.Rows - before) : throw new UnreachableException(rows.Counts.Reasons.First().ToString());
    }

    /// <summary>Bytes that are allocated for a row once a reader has the buffers that it needs, which it keeps.</summary>
    public double AllocatedForRow()
    {
        var rows = Begin();
        IRecordReader skimmer = format.Open(Reports.Source), reader = format.Open(Reports.Source);
        var at = GoOn(0, evidence.Length / 2, skimmer, reader, rows);
        var (before, allocated) = (_sink.Rows, GC.GetAllocatedBytesForCurrentThread());
        GoOn(at, evidence.Length, skimmer, reader, rows);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        rows.Flush();
        return (double)allocated / (_sink.Rows - before);
    }

    /// <summary>Bytes that a reader allocates for its buffers: one belongs to each block.</summary>
    public long AllocatedForReader()
    {
        var (rows, skimmer) = (Begin(), format.Open(Reports.Source));
        var at = skimmer.Skim(BlockAt(0, out var isLast), isLast, rows);
        var block = BlockAt(at, out isLast);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        skimmer.Fork().Read(block, isLast, rows);
        return GC.GetAllocatedBytesForCurrentThread() - allocated;
    }

    int GoOn(int at, int end, IRecordReader skimmer, IRecordReader reader, BatchWriter rows)
    {
        while (at < end)
        {
            var block = BlockAt(at, out var isLast);
            at += skimmer.Skim(block, isLast, rows);
            reader.Read(block, isLast, rows);
        }
        return at;
    }

    ReadOnlySpan<byte> BlockAt(int at, out bool isLast)
    {
        isLast = evidence.Length - at <= BlockBytes;
        return evidence.AsSpan(at, Math.Min(BlockBytes, evidence.Length - at));
    }

    BatchWriter Begin()
    {
        var rows = new BatchWriter(_sink);
        rows.Begin(new(0, 0), format.Info.Number);
        return rows;
    }

    sealed class Counting : IObservationSink
    {
        public long Rows { get; private set; }

        public void Take(IObservationBatch batch) => Rows += batch.Messages.Length + batch.Flows.Length;
    }
}
