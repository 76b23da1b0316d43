using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>One thread's way into all that a first reading gathers.</summary>
/// <param name="rollups">Remembers what is said.</param>
/// <param name="indicators">Compares it with lists; null where there are none.</param>
/// <param name="more">Gathers what one inquiry wants besides; null where none does.</param>
sealed class ReadingSink(RollupSink rollups, IndicatorSink? indicators, IObservationSink? more) : IObservationSink
{
    readonly SourceActivity _activity = new();

    /// <summary>The segments read.</summary>
    public HashSet<SegmentId> Segments { get; } = [];

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        Segments.Add(batch.Segment);
        _activity.Take(batch);
        rollups.Take(batch);
        indicators?.Take(batch);
        more?.Take(batch);
    }

    /// <summary>Hands over what was gathered. Called once.</summary>
    public void Finish(SourceActivity activity)
    {
        activity.Merge(_activity);
        rollups.Finish();
        indicators?.Finish();
    }
}
