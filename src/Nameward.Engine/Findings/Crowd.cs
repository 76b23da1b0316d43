namespace Nameward.Engine.Findings;

/// <summary>What the other clients of a zone say, relays not counted. All clients of a zone share one list, in which each passes over itself.</summary>
/// <param name="upBits">The most that each client of the zone says, ascending.</param>
/// <param name="own">What of these is the client's own; null where it is not among them.</param>
sealed class Crowd(double[] upBits, double? own)
{
    /// <summary>Nobody else.</summary>
    public static Crowd None { get; } = new([], null);

    /// <summary>How many others say <paramref name="bits"/> or more.</summary>
    public int AtLeast(double bits)
    {
        int low = 0, high = upBits.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = upBits[middle] < bits ? (middle + 1, high) : (low, middle);
        }
        return upBits.Length - low - (own >= bits ? 1 : 0);
    }
}
