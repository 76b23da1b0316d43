using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>In which minutes each source speaks: what shows that a source is silent where it should not be.</summary>
public sealed class SourceActivity : IObservationSink
{
    /// <summary>Steps that are told apart: minutes for a day and a half, then pairs of minutes, and so on.</summary>
    const int Steps = 2048;

    static readonly TimeSpan ShortestGap = TimeSpan.FromMinutes(5);

    readonly SortedDictionary<int, Activity> _sources = [];

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        var activity = Of(batch.Segment.Source);
        foreach (ref readonly var message in batch.Messages)
        {
            activity.Add(message.Time);
        }
        foreach (ref readonly var flow in batch.Flows)
        {
            activity.Add(flow.Time);
        }
    }

    /// <summary>Takes in another thread's part.</summary>
    public void Merge(SourceActivity other)
    {
        foreach (var (source, activity) in other._sources)
        {
            Of(source).Minutes.Merge(activity.Minutes);
            Of(source).Messages += activity.Messages;
        }
    }

    /// <summary>
    /// The silences of each source, between its first and last message, in which its own mean rate would have given <paramref name="expected"/>
    /// messages or more, and that are at least five minutes long. A quiet night is one too: whether it is usual, only a baseline can tell.
    /// </summary>
    public IEnumerable<SourceGap> Gaps(double expected)
    {
        foreach (var (source, activity) in _sources.Where(source => source.Value.Messages > 0))
        {
            var steps = activity.Minutes.Steps.ToArray();
            var step = TimeSpan.FromMinutes(1L << activity.Minutes.Shift);
            var perStep = activity.Messages / (double)(steps[^1] - steps[0] + 1);
            for (var i = 1; i < steps.Length; i++)
            {
                var silent = steps[i] - steps[i - 1] - 1;
                if (silent * step >= ShortestGap && silent * perStep >= expected)
                {
                    yield return new(source, DateTime.UnixEpoch + (steps[i - 1] + 1) * step, DateTime.UnixEpoch + steps[i] * step);
                }
            }
        }
    }

    Activity Of(int source)
    {
        if (!_sources.TryGetValue(source, out var activity))
        {
            _sources.Add(source, activity = new());
        }
        return activity;
    }

    sealed class Activity
    {
        long _from, _end;

        public OccupiedSet Minutes { get; } = new(Steps);
        public long Messages { get; set; }

        public void Add(DateTime time)
        {
            if (time == DateTime.MinValue)
            {
                return;
            }
            Messages++;
            if (time.Ticks < _from || time.Ticks >= _end)
            {
                var minute = Math.Clamp((time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMinute, 0, uint.MaxValue);
                Minutes.Add((uint)minute);
                _from = DateTime.UnixEpoch.Ticks + minute * TimeSpan.TicksPerMinute;
                _end = _from + TimeSpan.TicksPerMinute;
            }
        }
    }
}

/// <summary>A time in which a source says nothing, to the minute or coarser.</summary>
public readonly record struct SourceGap(int Source, DateTime From, DateTime To);
