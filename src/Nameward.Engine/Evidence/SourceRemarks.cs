using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Engine.Evidence;

/// <summary>What the readers of one source notice of it as a whole that is no damage. Any of them tells it, on any thread and any number of times.</summary>
public sealed class SourceRemarks
{
    /// <summary>Remarks beyond these are left out: they are about a header, of which a file has few.</summary>
    const int MostTold = 20;

    readonly SortedSet<string> _told = new(StringComparer.Ordinal);
    volatile bool _hasGivenYears;
    volatile bool _hasChangedColumns;
    long _oddTimes;
    long _leastSampling = long.MaxValue;
    long _mostSampling;
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

    /// <summary>Whether the columns of the source change midway: another header stands in it.</summary>
    public bool HasChangedColumns => _hasChangedColumns;

    /// <summary>Tells that the columns change.</summary>
    public void TellChangedColumns() => _hasChangedColumns = true;

    /// <summary>Flow records whose exporter told times that cannot be.</summary>
    public long OddTimes => Interlocked.Read(ref _oddTimes);

    /// <summary>The lowest rate at which exporters of flows sampled packets: one in so many. Above <see cref="MostSampling"/> where none did.</summary>
    public long LeastSampling => Interlocked.Read(ref _leastSampling);

    /// <summary>The highest such rate; 0 where none did.</summary>
    public long MostSampling => Interlocked.Read(ref _mostSampling);

    /// <summary>Tells how many flow records with times that cannot be one reader has met so far; the highest number holds, whoever reads the source again.</summary>
    public void TellOddTimes(long soFar)
    {
        if (soFar > OddTimes)
        {
            Interlocked.Exchange(ref _oddTimes, soFar);
        }
    }

    /// <summary>Tells that flows are told of one packet in so many; of every packet is nothing to say.</summary>
    public void TellSampling(uint rate)
    {
        if (rate <= 1)
        {
            return;
        }
        if (rate < LeastSampling)
        {
            Interlocked.Exchange(ref _leastSampling, rate);
        }
        if (rate > MostSampling)
        {
            Interlocked.Exchange(ref _mostSampling, rate);
        }
    }

    /// <summary>The remarks as sentences.</summary>
    /// <param name="written">When the file was last written to; null where that is not known.</param>
    public IEnumerable<string> Say(DateTime? written)
    {
        if (HasGivenYears && written is { } date)
        {
            yield return Words.Say($"its times name no year: each was given the last one that does not lie behind the date of the file, {date:yyyy-MM-dd}");
        }
        if (HasChangedColumns)
        {
            yield return "its columns change midway: another header stands in it, and what follows was read by that one";
        }
        foreach (var remark in Told)
        {
            yield return remark;
        }
        if (MostSampling > 0)
        {
            var rates = LeastSampling == MostSampling ? Words.Say($"1 in {MostSampling}") : Words.Say($"1 in {LeastSampling} to 1 in {MostSampling}");
            yield return $"flows are sampled {rates}: bytes and packets are multiplied by that, and conversations of few packets are mostly missing";
        }
        if (OddTimes > 0)
        {
            yield return Words.Say($"{OddTimes} flow records tell times that cannot be: they were given the time of their export, or no duration");
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
