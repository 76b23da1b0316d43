namespace Nameward.Engine.Findings;

/// <summary>How quickly things came one after the other, apart from stragglers.</summary>
static class Rate
{
    const int SecondsOfMinute = 60;

    /// <summary>How many a minute in the shortest time that holds half of them; less than a minute counts as one.</summary>
    /// <param name="seconds">When each came; sorted in place.</param>
    /// <param name="scale">How many each of them stands for.</param>
    public static double OfHalf(Span<uint> seconds, double scale)
    {
        seconds.Sort();
        var half = (seconds.Length + 1) / 2;
        var shortest = uint.MaxValue;
        for (var first = 0; first + half <= seconds.Length; first++)
        {
            shortest = Math.Min(shortest, seconds[first + half - 1] - seconds[first]);
        }
        return half * scale * SecondsOfMinute / Math.Max(SecondsOfMinute, shortest);
    }
}
