namespace Nameward.Engine.Tests.Proof;

/// <summary>A count of rare events that know nothing of each other.</summary>
static class PoissonCount
{
    const double Tail = 0.025;
    const int Halvings = 60;

    /// <summary>The chance of at most <paramref name="count"/> events where <paramref name="expected"/> are expected.</summary>
    public static double ChanceOfAtMost(int count, double expected)
    {
        var (chance, term) = (0.0, Math.Exp(-expected));
        for (var i = 0; i <= count; i++)
        {
            chance += term;
            term *= expected / (i + 1);
        }
        return chance;
    }

    /// <summary>The count that is exceeded with a chance of at most 2.5 %.</summary>
    public static int UpperLimit(double expected)
    {
        var count = 0;
        while (ChanceOfAtMost(count, expected) < 1 - Tail)
        {
            count++;
        }
        return count;
    }

    /// <summary>The lower end of the 95 % interval of what is expected (Garwood, Biometrika 1936).</summary>
    public static double Low(int count) => count == 0 ? 0 : Solve(count, expected => 1 - ChanceOfAtMost(count - 1, expected) < Tail);

    /// <summary>The upper end of that interval.</summary>
    public static double High(int count) => Solve(count, expected => ChanceOfAtMost(count, expected) > Tail);

    static double Solve(int count, Func<double, bool> isBelow)
    {
        var (low, high) = (0.0, 10.0 + 4 * count);
        for (var i = 0; i < Halvings; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = isBelow(middle) ? (middle, high) : (low, middle);
        }
        return low;
    }
}
