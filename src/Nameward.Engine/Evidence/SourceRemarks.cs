namespace Nameward.Engine.Evidence;

/// <summary>What the readers of one source notice of it as a whole that is no damage. Any of them tells it, on any thread and any number of times.</summary>
public sealed class SourceRemarks
{
    volatile bool _hasGivenYears;
    volatile bool _hasChangedColumns;

    /// <summary>Whether times of the source that name no year were given one by the date of its file.</summary>
    public bool HasGivenYears => _hasGivenYears;

    /// <summary>Tells that a time was given a year.</summary>
    public void TellGivenYear()
    {
        // Told for every line: written once, it stays in the caches of all threads.
        if (!_hasGivenYears)
        {
            _hasGivenYears = true;
        }
    }

    /// <summary>Whether the columns of the source change midway: another header stands in it.</summary>
    public bool HasChangedColumns => _hasChangedColumns;

    /// <summary>Tells that the columns change.</summary>
    public void TellChangedColumns() => _hasChangedColumns = true;
}
