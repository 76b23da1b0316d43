namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>A way of writing numbers.</summary>
sealed class GenericNumbers
{
    const int MostBits = 60;

    readonly short[] _values = new short[256];
    readonly bool _lowestFirst;

    GenericNumbers(string name, ReadOnlySpan<byte> digits, bool lowestFirst = false)
    {
        (Name, Base, _lowestFirst) = (name, digits.Length, lowestFirst);
        Array.Fill(_values, (short)-1);
        for (var i = 0; i < digits.Length; i++)
        {
            _values[digits[i]] = (short)i;
        }
    }

    /// <summary>Those of names and texts, the most common first.</summary>
    public static GenericNumbers[] OfSigns { get; } =
    [
        new("decimal", "0123456789"u8), new("hexadecimal", "0123456789abcdef"u8), new("base 36", "0123456789abcdefghijklmnopqrstuvwxyz"u8), new("base 32", "abcdefghijklmnopqrstuvwxyz234567"u8),
        new("letters", "abcdefghijklmnopqrstuvwxyz"u8), new("letters, the lowest first", "abcdefghijklmnopqrstuvwxyz"u8, lowestFirst: true),
    ];

    /// <summary>Those of bytes: the highest first, as the network has it, or the lowest.</summary>
    public static GenericNumbers[] OfBytes { get; } = [new("bytes", All()), new("bytes, the lowest first", All(), lowestFirst: true)];

    /// <summary>How it is called.</summary>
    public string Name { get; }

    /// <summary>How many digits it has.</summary>
    public int Base { get; }

    /// <summary>Numbers of so many digits; 0 where they are too many to count with.</summary>
    public long Range(int digits) => digits * Math.Log2(Base) < MostBits ? (long)Math.Round(Math.Pow(Base, digits)) : 0;

    /// <summary>Reads a number; -1 where it is none. One without a fixed width has no leading zeros.</summary>
    public long Read(ReadOnlySpan<byte> digits, bool isFixed, bool folds)
    {
        if (digits.IsEmpty || Range(digits.Length) == 0 || (!isFixed && digits.Length > 1 && _values[Fold(digits[0], folds)] == 0))
        {
            return -1;
        }
        var number = 0L;
        for (var i = 0; i < digits.Length; i++)
        {
            var value = _values[Fold(digits[_lowestFirst ? digits.Length - 1 - i : i], folds)];
            if (value < 0)
            {
                return -1;
            }
            number = number * Base + value;
        }
        return number;
    }

    static byte Fold(byte sign, bool folds) => folds && sign is >= (byte)'A' and <= (byte)'Z' ? (byte)(sign | 0x20) : sign;

    static byte[] All() => [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
}
