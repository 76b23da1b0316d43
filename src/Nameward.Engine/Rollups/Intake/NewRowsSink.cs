using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups.Intake;

/// <summary>One thread's way into a store: rows that are known are left out, and the new ones go into the rollups and passive DNS of their source.</summary>
sealed class NewRowsSink(SourceIntake intake) : IObservationSink
{
    readonly Fingerprint _fingerprint = new(intake.Seed);
    readonly RollupSink _rollups = new(intake.Rollups);
    readonly Dictionary<DateOnly, List<ulong>> _days = [];
    readonly NewRows _new = new();
    (DateOnly Day, List<ulong> Fingerprints)? _current;
    int _member;

    /// <summary>The fingerprints of new rows, by UTC day.</summary>
    public IReadOnlyDictionary<DateOnly, List<ulong>> Days => _days;

    /// <summary>What was asked and answered.</summary>
    public PassiveTable Passive { get; } = new(intake.Seed);

    /// <summary>Rows that were known.</summary>
    public long Known { get; private set; }

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        _member = batch.Segment.Source;
        _new.Begin(batch, intake.FirstSource + _member);
        var format = batch.Format;
        foreach (ref readonly var row in batch.Messages)
        {
            if (IsNew(_fingerprint.Of(row, format, batch), row.Time))
            {
                _new.Add(row);
                Passive.Add(row, batch);
            }
        }
        foreach (ref readonly var row in batch.Flows)
        {
            if (IsNew(_fingerprint.Of(row, format, batch), row.Time))
            {
                _new.Add(row);
            }
        }
        TakeSurroundings(batch, format);
        if (_new.Count > 0)
        {
            _rollups.Take(_new);
        }
    }

    /// <summary>Hands over what was gathered. Called once.</summary>
    public void Finish() => _rollups.Finish();

    void TakeSurroundings(IObservationBatch batch, byte format)
    {
        foreach (ref readonly var row in batch.Changes)
        {
            if (IsNew(_fingerprint.Of(row, format, batch), row.Time))
            {
                _new.Add(row);
            }
        }
        foreach (ref readonly var row in batch.Leases)
        {
            if (IsNew(_fingerprint.Of(row, format, batch), row.From))
            {
                _new.Add(row);
            }
        }
        foreach (ref readonly var row in batch.Processes)
        {
            if (IsNew(_fingerprint.Of(row, format, batch), row.Time))
            {
                _new.Add(row);
            }
        }
    }

    bool IsNew(ulong fingerprint, DateTime time)
    {
        var day = DateOnly.FromDateTime(time);
        if (_current is not { } current || current.Day != day)
        {
            _current = current = (day, Of(day));
        }
        if (!intake.Rows.IsNew(fingerprint, _member))
        {
            Known++;
            return false;
        }
        current.Fingerprints.Add(fingerprint);
        return true;
    }

    List<ulong> Of(DateOnly day)
    {
        if (!_days.TryGetValue(day, out var fingerprints))
        {
            intake.Rows.Open(day);
            _days.Add(day, fingerprints = []);
        }
        return fingerprints;
    }
}
