namespace Nameward.App.Feeds;

/// <summary>The two clocks of one request: how long nothing may come, and how long it may take altogether.</summary>
sealed class Alive : IDisposable
{
    readonly FetchLimits _limits;
    readonly CancellationTokenSource _whole, _idle, _either;

    public Alive(FetchLimits limits, TimeProvider time, CancellationToken cancel)
    {
        _limits = limits;
        _whole = new(limits.Whole, time);
        _idle = new(Timeout.InfiniteTimeSpan, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_whole.Token, _idle.Token, cancel);
    }

    /// <summary>Ends when either clock does, or the user ends it.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Which clock ended it; null where none did.</summary>
    public string? WhyEnded => _whole.IsCancellationRequested ? $"it took longer than {FeedWords.Span(_limits.Whole)} altogether"
        : _idle.IsCancellationRequested ? $"nothing came for {FeedWords.Span(_limits.Idle)}" : null;

    /// <summary>Something is expected from now on: the clock of idleness begins anew.</summary>
    public void Beat() => _idle.CancelAfter(_limits.Idle);

    /// <inheritdoc/>
    public void Dispose()
    {
        _either.Dispose();
        _idle.Dispose();
        _whole.Dispose();
    }
}
