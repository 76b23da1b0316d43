namespace Nameward.Engine.Findings;

/// <summary>The minute, the ten minutes and the hour in which a client's names, as each was first asked, carried most up in a zone.</summary>
readonly record struct Bursts(Burst Minute, Burst TenMinutes, Burst Hour);

/// <summary>A window of time in which names that nobody else asked came first.</summary>
/// <param name="From">Its first name: second of the UTC day, or of the first of merged days.</param>
/// <param name="Names">Names, estimated.</param>
/// <param name="UpBits">Bits that they carry, as <see cref="PairMeasures.UpBits"/>.</param>
/// <param name="Bytes">Bytes of them below the zone.</param>
readonly record struct Burst(uint From, double Names, double UpBits, double Bytes)
{
    /// <summary>Its first name, UTC time of the day.</summary>
    public TimeOnly Begin => TimeOnly.MinValue.Add(TimeSpan.FromSeconds(From));
}
