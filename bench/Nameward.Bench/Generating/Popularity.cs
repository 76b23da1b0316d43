namespace Nameward.Bench.Generating;

/// <summary>
/// Draws numbers by Zipf's law with an offset (Mandelbrot): the n-th is drawn in proportion to 1 / (n + offset). Powers are left out, so that every
/// machine rounds alike. One draw is one look into a table of aliases (Vose, A linear algorithm for generating random numbers with a given
/// distribution, 1991): each slot keeps its own number for a part of the draws that fall on it and gives the others to its alias.
/// </summary>
sealed class Popularity
{
    const double Whole = 1L << 32;

    // The share that the slot keeps, in parts of 2^32, above the number of its alias.
    readonly ulong[] _slots;

    /// <summary>Of <paramref name="count"/> things; the larger the offset, the flatter.</summary>
    public Popularity(int count, double offset)
    {
        _slots = new ulong[count];
        var weights = Weights(count, offset);
        int[] order = [.. Enumerable.Range(0, count)];

        // Weights fall, so the slots below one share stand behind the others; what is taken from the front for those at the back makes it one of them.
        var (rich, poor) = (0, count - 1);
        while (rich < poor)
        {
            var (from, to) = (order[rich], order[poor]);
            Keep(to, weights[to], from);
            weights[from] -= 1 - weights[to];
            if (weights[from] < 1)
            {
                order[poor] = from;
                rich++;
            }
            else
            {
                poor--;
            }
        }
        Keep(order[poor], 1, order[poor]);
    }

    /// <summary>The thing that 64 random bits fall to.</summary>
    public int At(ulong bits)
    {
        var slot = (int)Math.BigMul(bits, (ulong)_slots.Length, out var within);
        var (keeps, other) = ((uint)(_slots[slot] >> 32), (int)(uint)_slots[slot]);
        return (uint)(within >> 32) < keeps ? slot : other;
    }

    void Keep(int slot, double share, int other) => _slots[slot] = (ulong)Math.Min(share * Whole, uint.MaxValue) << 32 | (uint)other;

    /// <summary>How often each is drawn, where one is the mean.</summary>
    static double[] Weights(int count, double offset)
    {
        var weights = new double[count];
        double sum = 0;
        for (var i = 0; i < count; i++)
        {
            sum += weights[i] = 1 / (i + offset);
        }
        for (var i = 0; i < count; i++)
        {
            weights[i] *= count / sum;
        }
        return weights;
    }
}
