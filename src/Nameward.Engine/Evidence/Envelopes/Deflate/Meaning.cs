namespace Nameward.Engine.Evidence.Envelopes.Deflate;

/// <summary>
/// What a symbol of the deflate alphabets stands for (RFC 1951 section 3.2.5), with the length of its code, in one number: the length in the lowest four bits, extra
/// bits in four more, the kind in two, the literal or the base of a length or distance from bit 16 on.
/// </summary>
static class Meaning
{
    /// <summary>Kinds: a byte, a base with extra bits, the end of the block, a symbol that may not occur.</summary>
    public const uint Literal = 0, Base = 1 << 8, EndOfBlock = 2 << 8, Reserved = 3 << 8, KindMask = 3 << 8;

    /// <summary>The number of the end of a block among literals and lengths.</summary>
    public const int EndOfBlockSymbol = 256;

    /// <summary>Literals and lengths.</summary>
    public static uint[] OfLiterals { get; } = MakeLiterals();

    /// <summary>Distances.</summary>
    public static uint[] OfDistances { get; } = MakeDistances();

    /// <summary>Lengths of codes: the symbol itself.</summary>
    public static uint[] OfCodeLengths { get; } = [.. Enumerable.Range(0, 19).Select(symbol => (uint)symbol << 16)];

    /// <summary>Bits of the code.</summary>
    public static int CodeBits(uint meaning) => (int)(meaning & 15);

    /// <summary>Extra bits behind the code.</summary>
    public static int ExtraBits(uint meaning) => (int)(meaning >> 4 & 15);

    /// <summary>The byte, the base or the symbol.</summary>
    public static int Value(uint meaning) => (int)(meaning >> 16);

    static uint[] MakeLiterals()
    {
        var all = new uint[288];
        for (var symbol = 0; symbol < EndOfBlockSymbol; symbol++)
        {
            all[symbol] = Literal | (uint)symbol << 16;
        }
        all[EndOfBlockSymbol] = EndOfBlock;
        var length = 3;
        for (var symbol = 257; symbol < 285; symbol++)
        {
            var extra = symbol < 265 ? 0 : (symbol - 261) / 4;
            all[symbol] = Of(length, extra);
            length += 1 << extra;
        }
        all[285] = Of(258, 0);
        all[286] = all[287] = Reserved;
        return all;
    }

    static uint[] MakeDistances()
    {
        var all = new uint[32];
        var distance = 1;
        for (var symbol = 0; symbol < 30; symbol++)
        {
            var extra = symbol < 4 ? 0 : (symbol - 2) / 2;
            all[symbol] = Of(distance, extra);
            distance += 1 << extra;
        }
        all[30] = all[31] = Reserved;
        return all;
    }

    static uint Of(int value, int extra) => Base | (uint)value << 16 | (uint)extra << 4;
}
