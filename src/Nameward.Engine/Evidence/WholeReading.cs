using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>
/// One reading of all sources from front to back, on this thread alone or on many: some cut sources into blocks (and unpack them), the others read the
/// blocks. What comes out of it, but for the order of batches, is the same for any number of threads.
/// </summary>
sealed class WholeReading(ReadingOptions options, ImmutableArray<EvidenceFile> files, FaultLog faults, Func<IObservationSink> perThread, IReadingOrder? order)
{
    readonly Lock _making = new();
    readonly ProgressMeter _progress = new(options, [.. files.SelectMany(file => file.Sources)]);

    /// <summary>Reads every source, with <paramref name="threads"/> threads to read.</summary>
    public void Run(int threads)
    {
        if (threads <= 1)
        {
            RunHere(perThread());
        }
        else
        {
            RunOnMany([.. Enumerable.Range(0, threads).Select(_ => new SegmentWorker(perThread(), faults))]);
        }
    }

    // In the order of the evidence.
    void RunHere(IObservationSink sink)
    {
        var worker = new SegmentWorker(sink, faults);
        // One block is being read, the other is filled with what the first left over.
        using var pool = new BlockPool(2, BlockFeed.Capacity(options.BlockBytes));
        var cutter = new SourceCutter(options, pool, faults, _progress, new(sink, faults), order, segment => Read(worker, pool, segment));
        foreach (var file in files)
        {
            options.Cancel.ThrowIfCancellationRequested();
            cutter.Cut(file, options.Cancel);
        }
    }

    // One thread for each worker to read, and further ones to cut.
    void RunOnMany(ImmutableArray<SegmentWorker> workers)
    {
        // To cut is much cheaper than to read unless the source is packed: then one thread for two workers keeps up.
        var cutters = Math.Clamp(files.Length, 1, Math.Max(1, workers.Length / 2));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(options.Cancel);
        using var pool = new BlockPool(workers.Length + 2 * cutters, BlockFeed.Capacity(options.BlockBytes));
        using var ready = new BlockingCollection<FilledSegment>();
        var (next, busy) = (-1, cutters);
        var threads = new List<Task>();
        for (var i = 0; i < cutters; i++)
        {
            threads.Add(Start(stop, () =>
            {
                var skimmer = new SegmentSkimmer(new SinkOnDemand(MakeSink), faults);
                var cutter = new SourceCutter(options, pool, faults, _progress, skimmer, order, segment => ready.Add(segment, stop.Token));
                for (var at = Interlocked.Increment(ref next); at < files.Length; at = Interlocked.Increment(ref next))
                {
                    cutter.Cut(files[at], stop.Token);
                }
                if (Interlocked.Decrement(ref busy) == 0)
                {
                    ready.CompleteAdding();
                }
            }));
        }
        foreach (var worker in workers)
        {
            threads.Add(Start(stop, () =>
            {
                foreach (var segment in ready.GetConsumingEnumerable(stop.Token))
                {
                    Read(worker, pool, segment);
                }
            }));
        }
        WaitFor(threads);
    }

    // Threads that cut ask for a sink when they need one; whoever makes sinks is asked by one thread at a time.
    IObservationSink MakeSink()
    {
        lock (_making)
        {
            return perThread();
        }
    }

    void Read(SegmentWorker worker, BlockPool pool, FilledSegment segment)
    {
        if (order is not { HasEnough: true })
        {
            worker.Read(segment);
            segment.Source.Add(worker.Counts);
            _progress.AddRecords(worker.Counts.Records);
            order?.Read(segment.Source.Place(segment.Number));
        }
        pool.Return(segment.Block!);
    }

    // A thread that fails stops the others, which would wait for its blocks for ever.
    static Task Start(CancellationTokenSource stop, Action work) => Task.Factory.StartNew(() =>
    {
        var isDone = false;
        try
        {
            work();
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                stop.Cancel();
            }
        }
    }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    void WaitFor(List<Task> threads)
    {
        try
        {
            Task.WaitAll([.. threads], CancellationToken.None);
        }
        catch (AggregateException failures)
        {
            options.Cancel.ThrowIfCancellationRequested();
            var first = failures.Flatten().InnerExceptions.FirstOrDefault(failure => failure is not OperationCanceledException);
            ExceptionDispatchInfo.Throw(first ?? failures);
        }
    }
}
