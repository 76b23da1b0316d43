namespace Nameward.Engine.Rollups;

/// <summary>A step of an <see cref="OccupiedSet"/> that is known to be occupied: numbers in it need not be asked for again. Steps only grow, so it stays true.</summary>
/// <param name="From">The first number of the step.</param>
/// <param name="Last">How many numbers follow it.</param>
readonly record struct KnownStep(uint From, uint Last)
{
    /// <summary>No step: it holds no number but the highest.</summary>
    public static KnownStep None { get; } = new(uint.MaxValue, 0);

    /// <summary>Whether a number lies in it.</summary>
    public bool Holds(uint number) => number - From <= Last;
}
