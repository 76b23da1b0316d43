namespace Nameward.Engine.Rollups;

/// <summary>By how many seconds one of two views of the same names lies behind the other, name by name; of very many, those that came first.</summary>
sealed class Deltas
{
    /// <summary>Seconds by which two views of one look-up may differ beside the skew of their clocks: both are cut to whole seconds, and a resolver takes time.</summary>
    public const int Tolerance = 2;

    const int Most = 512;

    readonly List<int> _seconds = [];

    /// <summary>Names that both show.</summary>
    public int Count { get; private set; }

    /// <summary>The middle difference, in seconds.</summary>
    public int Skew { get; private set; }

    /// <summary>The part of the names whose difference is the middle one, within <see cref="Tolerance"/>; 0 where there are none.</summary>
    public double Agreement { get; private set; }

    /// <summary>Names that agree; of very many, as the first of them tell.</summary>
    public int Agreed => (int)Math.Round(Agreement * Count);

    /// <summary>Adds a name.</summary>
    public void Add(int seconds)
    {
        Count++;
        if (_seconds.Count < Most)
        {
            _seconds.Add(seconds);
        }
    }

    /// <summary>Computes what comes of all.</summary>
    public Deltas Settle()
    {
        if (_seconds.Count > 0)
        {
            _seconds.Sort();
            Skew = _seconds[_seconds.Count / 2];
            Agreement = _seconds.Count(Agrees) / (double)_seconds.Count;
        }
        return this;
    }

    /// <summary>Whether a difference is that of one look-up seen twice.</summary>
    public bool Agrees(int seconds) => Math.Abs(seconds - Skew) <= Tolerance;
}
