namespace Nameward.Engine.Evidence.Envelopes.Deflate;

/// <summary>The two codes of a block, fixed (RFC 1951 section 3.2.6) or read from its head (3.2.7).</summary>
sealed class BlockCodes
{
    const int MostLiterals = 286, MostDistances = 30;

    /// <summary>The order in which the lengths of the codes of code lengths stand, the rarest last.</summary>
    static ReadOnlySpan<byte> Order => [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    readonly HuffmanTable _codeLengths = new(7, Meaning.OfCodeLengths);
    readonly byte[] _lengths = new byte[MostLiterals + MostDistances];
    readonly byte[] _fixedLiterals = [.. Enumerable.Range(0, 288).Select(symbol => (byte)(symbol switch { < 144 => 8, < 256 => 9, < 280 => 7, _ => 8 }))];

    /// <summary>Makes the fixed codes.</summary>
    public bool SetFixed(HuffmanTable literals, HuffmanTable distances)
    {
        Span<byte> five = stackalloc byte[32];
        five.Fill(5);
        return literals.Build(_fixedLiterals) && distances.Build(five);
    }

    /// <summary>Reads the codes from the head of a block.</summary>
    /// <returns>Whether they are codes.</returns>
    public bool Read(Func<int, int> bits, HuffmanTable literals, HuffmanTable distances)
    {
        var (literalCount, distanceCount, codeCount) = (bits(5) + 257, bits(5) + 1, bits(4) + 4);
        if (literalCount > MostLiterals || distanceCount > MostDistances)
        {
            return false;
        }
        Span<byte> ofCodes = stackalloc byte[Order.Length];
        for (var i = 0; i < codeCount; i++)
        {
            ofCodes[Order[i]] = (byte)bits(3);
        }
        var lengths = _lengths.AsSpan(0, literalCount + distanceCount);
        return _codeLengths.Build(ofCodes) && ReadLengths(bits, lengths) && lengths[Meaning.EndOfBlockSymbol] > 0
            && literals.Build(lengths[..literalCount]) && distances.Build(lengths[literalCount..]);
    }

    bool ReadLengths(Func<int, int> bits, Span<byte> lengths)
    {
        for (var at = 0; at < lengths.Length;)
        {
            var code = ReadSymbol(bits);
            var (length, times) = code switch
            {
                < 0 => (0, 0),
                < 16 => (code, 1),
                16 => (at > 0 ? lengths[at - 1] : -1, 3 + bits(2)),
                17 => (0, 3 + bits(3)),
                _ => (0, 11 + bits(7)),
            };
            if (times == 0 || length < 0 || times > lengths.Length - at)
            {
                return false;
            }
            lengths.Slice(at, times).Fill((byte)length);
            at += times;
        }
        return true;
    }

    // Bit by bit, as a code may be longer than what is left of the input.
    int ReadSymbol(Func<int, int> bits)
    {
        var code = 0UL;
        for (var length = 1; length <= 7; length++)
        {
            code |= (ulong)bits(1) << length - 1;
            var meaning = _codeLengths.Fast[code];
            if (Meaning.CodeBits(meaning) == length)
            {
                return Meaning.Value(meaning);
            }
        }
        return -1;
    }
}
