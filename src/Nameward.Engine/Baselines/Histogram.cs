namespace Nameward.Engine.Baselines;

/// <summary>How many client-days had how much of one measure, in <see cref="LogBins"/>. It adds up in any order.</summary>
sealed class Histogram
{
    readonly int[] _counts = new int[LogBins.Count];

    /// <summary>Client-days in it.</summary>
    public int Total { get; private set; }

    /// <summary>The bins that hold any, ascending, with how many.</summary>
    public IEnumerable<(int Bin, int Count)> Bins => _counts.Index().Where(bin => bin.Item > 0).Select(bin => (bin.Index, bin.Item));

    /// <summary>Adds one client-day.</summary>
    public void Add(int value) => AddTo(LogBins.Of(value), 1);

    /// <summary>Adds client-days to a bin; no more than can be counted.</summary>
    public void AddTo(int bin, int count)
    {
        count = Math.Min(count, int.MaxValue - Total);
        _counts[bin] += count;
        Total += count;
    }

    /// <summary>Adds all of another.</summary>
    public void Merge(Histogram other)
    {
        foreach (var (bin, count) in other.Bins)
        {
            AddTo(bin, count);
        }
    }

    /// <summary>Client-days with at least as much as <paramref name="value"/>; those of the same bin are taken to have as much.</summary>
    public int AtLeast(int value)
    {
        var from = LogBins.Of(value);
        return Bins.Where(bin => bin.Bin >= from).Sum(bin => bin.Count);
    }

    /// <summary>The most that any client-day had which had less than <paramref name="value"/>, by its bin; null where none had less.</summary>
    public int? MostBelow(int value)
    {
        var from = LogBins.Of(value);
        return Bins.Where(bin => bin.Bin < from).Select(bin => (int?)LogBins.Most(bin.Bin)).LastOrDefault();
    }

    /// <summary>What so many of a hundred client-days had at most, by its bin; null of nothing.</summary>
    public int? Quantile(double percent)
    {
        var (needed, seen) = (Total * percent / 100, 0);
        foreach (var (bin, count) in Bins)
        {
            seen += count;
            if (seen >= needed)
            {
                return LogBins.Most(bin);
            }
        }
        return null;
    }
}
