namespace Nameward.Engine.Intelligence;

/// <summary>A table of bits that says of nearly every hash at once that it was never added: a filter of Bloom with two bits for each (Communications of the ACM 13, 1970).</summary>
sealed class BitTable
{
    const int BitsPerHash = 16, LeastBits = 10, MostBits = 34, BitsPerWord = 6;
    const ulong Odd = 0x9E3779B97F4A7C15;

    readonly ulong[] _words;
    readonly int _shift;

    /// <summary>A table for so many hashes.</summary>
    public BitTable(long hashes)
    {
        var bits = LeastBits;
        while (1L << bits < hashes * BitsPerHash && bits < MostBits)
        {
            bits++;
        }
        (_words, _shift) = (new ulong[1 << (bits - BitsPerWord)], 64 - bits);
    }

    /// <summary>Adds hashes.</summary>
    public void Add(ReadOnlySpan<ulong> hashes)
    {
        foreach (var hash in hashes)
        {
            Set(hash >> _shift);
            Set(hash * Odd >> _shift);
        }
    }

    /// <summary>Whether a hash may have been added; false is certain.</summary>
    public bool MayHave(ulong hash) => Has(hash >> _shift) && Has(hash * Odd >> _shift);

    bool Has(ulong bit) => (_words[bit >> BitsPerWord] & 1UL << (int)bit) != 0;

    void Set(ulong bit) => _words[bit >> BitsPerWord] |= 1UL << (int)bit;
}
