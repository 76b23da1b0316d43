using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>One client's meetings with one indicator in one part of the evidence.</summary>
public sealed class IndicatorHit(Indicator indicator, Address client, HitPlace place)
{
    /// <summary>Segments remembered for showing evidence: enough for any excerpt.</summary>
    const int MostSegments = 4;

    /// <summary>The indicator.</summary>
    public Indicator Indicator { get; } = indicator;
    /// <summary>Who asked.</summary>
    public Address Client { get; } = client;
    /// <summary>Where it was met.</summary>
    public HitPlace Place { get; } = place;
    /// <summary>Records in which it was met.</summary>
    public long Count { get; private set; }
    /// <summary>First, UTC; <see cref="DateTime.MaxValue"/> where the evidence carries no time.</summary>
    public DateTime First { get; private set; } = DateTime.MaxValue;
    /// <summary>Last, UTC.</summary>
    public DateTime Last { get; private set; } = DateTime.MinValue;
    /// <summary>The first segments of evidence that hold it.</summary>
    public SortedSet<SegmentId> Segments { get; } = [];

    /// <summary>Counts one record.</summary>
    public void Add(DateTime time, SegmentId segment)
    {
        Count++;
        if (time != DateTime.MinValue)
        {
            First = time < First ? time : First;
            Last = time > Last ? time : Last;
        }
        Keep(segment);
    }

    /// <summary>Takes in another thread's part.</summary>
    public void Merge(IndicatorHit other)
    {
        Count += other.Count;
        First = other.First < First ? other.First : First;
        Last = other.Last > Last ? other.Last : Last;
        foreach (var segment in other.Segments)
        {
            Keep(segment);
        }
    }

    void Keep(SegmentId segment)
    {
        if (Segments.Add(segment) && Segments.Count > MostSegments)
        {
            Segments.Remove(Segments.Max);
        }
    }
}
