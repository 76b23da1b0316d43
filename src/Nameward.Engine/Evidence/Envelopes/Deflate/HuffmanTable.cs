namespace Nameward.Engine.Evidence.Envelopes.Deflate;

/// <summary>One prefix code of a deflate block (RFC 1951 section 3.2.2): short codes are looked up at once, the rare long ones bit by bit.</summary>
/// <param name="fastBits">The longest code that is looked up at once.</param>
/// <param name="meanings">What each symbol means.</param>
sealed class HuffmanTable(int fastBits, uint[] meanings)
{
    /// <summary>The longest code there is.</summary>
    public const int MostBits = 15;

    readonly int[] _counts = new int[MostBits + 1];
    readonly ushort[] _symbols = new ushort[meanings.Length];

    /// <summary>Meanings by the next bits of the input; 0 where the code is longer or none.</summary>
    public uint[] Fast { get; } = new uint[1 << fastBits];

    /// <summary>Makes the code whose symbols have these lengths.</summary>
    /// <returns>Whether there is such a code; one that leaves codes over is none, unless it has one symbol at most, as zlib has it too.</returns>
    public bool Build(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(_counts);
        foreach (var length in lengths)
        {
            _counts[length]++;
        }
        _counts[0] = 0;
        var (free, used) = (1, 0);
        for (var bits = 1; bits <= MostBits; bits++)
        {
            free = 2 * free - _counts[bits];
            used += _counts[bits];
            if (free < 0)
            {
                return false;
            }
        }
        Assign(lengths);
        return free == 0 || used == 0 || (used == 1 && _counts[1] == 1);
    }

    /// <summary>The meaning of a code of any length; reserved and of no length where there is none.</summary>
    public uint Slow(ulong bits)
    {
        int code = 0, first = 0, index = 0;
        for (var length = 1; length <= MostBits; length++)
        {
            code |= (int)(bits >> length - 1 & 1);
            var count = _counts[length];
            if (code - count < first)
            {
                return meanings[_symbols[index + code - first]] | (uint)length;
            }
            index += count;
            first = first + count << 1;
            code <<= 1;
        }
        return Meaning.Reserved;
    }

    void Assign(ReadOnlySpan<byte> lengths)
    {
        Array.Clear(Fast);
        Span<int> code = stackalloc int[MostBits + 2], index = stackalloc int[MostBits + 2];
        for (var bits = 1; bits <= MostBits; bits++)
        {
            code[bits + 1] = code[bits] + _counts[bits] << 1;
            index[bits + 1] = index[bits] + _counts[bits];
        }
        for (var symbol = 0; symbol < lengths.Length; symbol++)
        {
            int length = lengths[symbol];
            if (length > 0)
            {
                _symbols[index[length]++] = (ushort)symbol;
                Spread(Reverse(code[length]++, length), length, meanings[symbol] | (uint)length);
            }
        }
    }

    void Spread(int code, int length, uint meaning)
    {
        for (var at = code; length <= fastBits && at < Fast.Length; at += 1 << length)
        {
            Fast[at] = meaning;
        }
    }

    // Codes are packed from their highest bit on, everything else from the lowest (RFC 1951 section 3.1.1).
    static int Reverse(int code, int length)
    {
        var reversed = 0;
        for (var i = 0; i < length; i++, code >>= 1)
        {
            reversed = reversed << 1 | code & 1;
        }
        return reversed;
    }
}
