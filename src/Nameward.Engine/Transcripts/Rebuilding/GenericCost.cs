namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>
/// Lengths of descriptions, in bits: what a field costs to write down under one idea of it. The idea under which all of the names are shortest is the one to
/// believe, and the difference to the next is how much they say for it (minimum description length: Rissanen 1978, Grünwald 2007).
/// </summary>
static class GenericCost
{
    // Shares of the kinds of signs in text of people and machines, each spread evenly over its signs: prose costs some 5.4 bits a sign, and what is no text 14.
    static readonly double[] Text = Shares(("abcdefghijklmnopqrstuvwxyz \n", 0.77), ("0123456789", 0.08), ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 0.07), ("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\t\r", 0.07), (null, 0.01));

    // Text whose kinds of signs tell nothing: source code, tables, upper case.
    static readonly double[] Printable = Shares(("abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\n\t\r", 0.99), (null, 0.01));

    // Labels that people choose: the letters of English words by their frequency (Lewand 2000), digits and hyphens now and then.
    static readonly double[] Words = LetterShares();

    /// <summary>A whole number that is as likely to be short as long (Elias gamma).</summary>
    public static double Integer(ulong value) => 2 * Math.Floor(Math.Log2(value + 1.0)) + 1;

    // The pairs of letters that are most of English (Norvig 2012, from Google's corpus). By its letters alone a fourth of all pairs were of them, so that one of
    // them may cost a bit less and another has to cost 0.585 more: 1/4 * 2 + 3/4 * 2^-0.585 = 1.
    static readonly HashSet<int> Pairs = [.. "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur".Split(' ').Select(pair => pair[0] << 8 | pair[1])];

    /// <summary>Bytes that may be text, under the best idea of text.</summary>
    public static double OfText(IReadOnlyList<byte[]> pieces) => 2 + Math.Min(Sum(pieces, Text) - Math.Max(0, InPairs(pieces)), Sum(pieces, Printable));

    /// <summary>Bits that text is shorter because its letters stand in the order of words.</summary>
    static double InPairs(IReadOnlyList<byte[]> pieces)
    {
        const double Other = 0.585;
        var bits = 0.0;
        foreach (var piece in pieces)
        {
            for (var i = 1; i < piece.Length; i++)
            {
                bits += !char.IsAsciiLetter((char)piece[i - 1]) || !char.IsAsciiLetter((char)piece[i]) ? 0 : Pairs.Contains((piece[i - 1] | 0x20) << 8 | (piece[i] | 0x20)) ? 1 : -Other;
            }
        }
        return bits;
    }

    /// <summary>Labels that may be words, in any case.</summary>
    public static double OfWords(IReadOnlyList<byte[]> pieces) => Sum(pieces, Words);

    /// <summary>
    /// Symbols of one unknown distribution: which of them occur, and then each by how often it came before (Krichevsky and Trofimov 1981), so that one symbol
    /// over and over costs no more than its name; or, where that is less, as digits, hexadecimal digits, or any.
    /// </summary>
    /// <param name="symbols">The symbols.</param>
    /// <param name="alphabet">How many different ones there may be.</param>
    public static double Learnt(IEnumerable<byte> symbols, int alphabet)
    {
        var counts = new int[256];
        foreach (var symbol in symbols)
        {
            counts[symbol]++;
        }
        return Learnt(counts, alphabet);
    }

    static double Learnt(int[] counts, int alphabet)
    {
        var (distinct, all, cost) = (counts.Count(count => count > 0), 0, 0.0);
        foreach (var count in counts)
        {
            for (var i = 0; i < count; i++)
            {
                cost += Math.Log2((all++ + distinct / 2.0) / (i + 0.5));
            }
        }
        for (var i = 0; i < distinct; i++)
        {
            cost += Math.Log2(Math.Max(1, alphabet - i) / (i + 1.0));
        }
        var digits = counts.AsSpan('0', 10).ToArray().Sum();
        var even = digits == all ? 10 : digits + counts.AsSpan('a', 6).ToArray().Sum() == all ? 16 : alphabet;
        return Math.Min(cost, all * Math.Log2(Math.Min(even, alphabet)) + 2);
    }

    static double Sum(IReadOnlyList<byte[]> pieces, double[] costs) => pieces.Sum(piece => piece.Sum(symbol => costs[symbol]));

    static double[] Shares(params (string? Signs, double Share)[] kinds)
    {
        var costs = new double[256];
        foreach (var (signs, share) in kinds)
        {
            var free = signs is null ? costs.Count(cost => cost == 0) : signs.Length;
            for (var i = 0; i < 256; i++)
            {
                costs[i] = costs[i] == 0 && (signs is null || signs.Contains((char)i)) ? Math.Log2(free / share) : costs[i];
            }
        }
        return costs;
    }

    static double[] LetterShares()
    {
        double[] perCent = [8.2, 1.5, 2.8, 4.3, 12.7, 2.2, 2.0, 6.1, 7.0, 0.2, 0.8, 4.0, 2.4, 6.7, 7.5, 1.9, 0.1, 6.0, 6.3, 9.1, 2.8, 1.0, 2.4, 0.2, 2.0, 0.1];
        const double Letters = 0.9, Digit = 0.06 / 10, Hyphen = 0.03, Other = 0.01 / 256;
        var costs = new double[256];
        Array.Fill(costs, -Math.Log2(Other));
        for (var i = 0; i < perCent.Length; i++)
        {
            costs['a' + i] = costs['A' + i] = -Math.Log2(perCent[i] / 100 * Letters);
        }
        for (var digit = '0'; digit <= '9'; digit++)
        {
            costs[digit] = -Math.Log2(Digit);
        }
        costs['-'] = -Math.Log2(Hyphen);
        return costs;
    }
}
