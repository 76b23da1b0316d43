namespace Nameward.Engine.Findings;

/// <summary>In how many ways some can be picked of all.</summary>
static class Combinations
{
    /// <summary>log2 of the binomial coefficient <paramref name="from"/> over <paramref name="some"/>; 0 where nothing is picked.</summary>
    public static double Log2(int from, int some)
    {
        var bits = 0.0;
        for (var i = 1; i <= some; i++)
        {
            bits += Math.Log2((from - some + i) / (double)i);
        }
        return bits;
    }
}
