namespace Nameward.Bench.Generating;

/// <summary>Random numbers from a seed (SplitMix64, Steele, Lea and Flood 2014): the same on every machine and runtime.</summary>
sealed class Chance(ulong seed)
{
    ulong _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>64 bits that look random and depend on <paramref name="value"/> alone.</summary>
    public static ulong Of(ulong value) => Mix(value + 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 to below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)Math.BigMul(Next(), (ulong)end, out _);

    /// <summary>Fills <paramref name="text"/> with characters of an alphabet.</summary>
    public void Fill(Span<byte> text, ReadOnlySpan<byte> alphabet)
    {
        var bits = 0UL;
        for (var i = 0; i < text.Length; i++)
        {
            // A draw of 64 bits lasts for eight characters: what is left of it is as good as new for alphabets of up to 64.
            bits = i % 8 == 0 ? Next() : bits;
            text[i] = alphabet[(int)Math.BigMul(bits, (ulong)alphabet.Length, out bits)];
        }
    }

    static ulong Mix(ulong z)
    {
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }
}
