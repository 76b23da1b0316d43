using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>A number that occurs in the evidence (a type, a time to live), and how often.</summary>
sealed class CountedFact : IFact<CountedFact>
{
    /// <summary>The number.</summary>
    public uint Value { get; set; }
    /// <summary>How often.</summary>
    public long Count { get; set; }

    /// <inheritdoc/>
    public void Merge(CountedFact other)
    {
        Value = other.Value;
        Count += other.Count;
    }
}
