namespace Nameward.Bench;

/// <summary>Random numbers from a seed (SplitMix64, Steele, Lea and Flood 2014): the same on every machine and runtime.</summary>
sealed class Chance(ulong seed)
{
    ulong _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return z ^ z >> 31;
    }

    /// <summary>A number from 0 to below <paramref name="end"/>.</summary>
    public int Below(int end) => (int)Math.BigMul(Next(), (ulong)end, out _);

    /// <summary>A number from 0 to below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>Text of <paramref name="length"/> characters of an alphabet.</summary>
    public string Text(int length, string alphabet) => string.Create(length, (this, alphabet), static (text, from) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = from.alphabet[from.Item1.Below(from.alphabet.Length)];
        }
    });
}
