namespace Nameward.Engine.Evidence;

/// <summary>Adds up what several threads read and tells it at most ten times a second.</summary>
sealed class ProgressMeter(ReadingOptions options, IReadOnlyList<SourceState> sources)
{
    static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    readonly Lock _telling = new();
    long _told = options.Clock.GetTimestamp();
    long _bytes;
    long _records;

    /// <summary>Adds records of a block that was read.</summary>
    public void AddRecords(long count) => Interlocked.Add(ref _records, count);

    /// <summary>A file is read up to <paramref name="position"/>.</summary>
    public void MoveTo(SourceState source, long position)
    {
        var bytes = Interlocked.Add(ref _bytes, position - source.Told);
        source.Told = position;
        if (options.Progress is null || !_telling.TryEnter())
        {
            return;
        }
        try
        {
            if (options.Clock.GetElapsedTime(_told) >= Pace)
            {
                _told = options.Clock.GetTimestamp();
                options.Progress.Report(new(source.Path, position, source.Bytes, bytes, sources.Sum(each => each.Bytes), Interlocked.Read(ref _records)));
            }
        }
        finally
        {
            _telling.Exit();
        }
    }
}
