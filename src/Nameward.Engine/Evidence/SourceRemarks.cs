namespace Nameward.Engine.Evidence;

/// <summary>What the readers of one source notice of it as a whole that is no damage. Any of them tells it, on any thread and any number of times.</summary>
public sealed class SourceRemarks
{
    /// <summary>Remarks beyond these are left out: they are about a header, of which a file has few.</summary>
    const int MostTold = 20;

    readonly SortedSet<string> _told = new(StringComparer.Ordinal);
    volatile bool _hasGivenYears;
    ulong _seen;

    /// <summary>Whether times of the source that name no year were given one by the date of its file.</summary>
    public bool HasGivenYears => _hasGivenYears;

    /// <summary>The fields that some record had, a bit for each: what a mapping names and no record has is remarked.</summary>
    internal ulong SeenFields => Interlocked.Read(ref _seen);

    /// <summary>What was told, in order.</summary>
    internal string[] Told
    {
        get
        {
            lock (_told)
            {
                return [.. _told.Take(MostTold)];
            }
        }
    }

    /// <summary>Tells that a time was given a year.</summary>
    public void TellGivenYear()
    {
        // Told for every line: written once, it stays in the caches of all threads.
        if (!_hasGivenYears)
        {
            _hasGivenYears = true;
        }
    }

    /// <summary>Tells of fields that a record had.</summary>
    internal void TellSeen(ulong fields) => Interlocked.Or(ref _seen, fields);

    /// <summary>Tells something in words of ours.</summary>
    internal void Tell(string remark)
    {
        lock (_told)
        {
            _told.Add(remark);
            // The last in order goes, so that those that stay are the same whoever came first.
            if (_told.Count > 2 * MostTold)
            {
                _told.Remove(_told.Max!);
            }
        }
    }
}
