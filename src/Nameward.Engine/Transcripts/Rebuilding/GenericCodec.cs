using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Transcripts.Codecs;

namespace Nameward.Engine.Transcripts.Rebuilding;

/// <summary>A way of writing bytes in the signs that names and texts have.</summary>
/// <param name="Name">How it is called, words of ours.</param>
/// <param name="BitsPerSign">What a sign costs when the bytes are random.</param>
/// <param name="FoldsCase">Whether either case of a letter means the same, so that a resolver that changes it costs a bit for each letter.</param>
/// <param name="Decode">The bytes; null where the signs are not of it.</param>
sealed record GenericCodec(string Name, double BitsPerSign, bool FoldsCase, Func<byte[], byte[]?> Decode)
{
    static readonly System.Buffers.SearchValues<byte> HostSigns = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"u8);

    const string Lower = "abcdefghijklmnopqrstuvwxyz", Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", Digits = "0123456789";

    /// <summary>
    /// Those of names: RFC 4648 sections 4 to 8, z-base-32 (O'Whielacronx 2002), Crockford's base32, base58 of Bitcoin and of Flickr, the alphabets of iodine
    /// (yarrick/iodine src/base32.c, base64.c, base128.c, 0.7), of PlugX (nibbles as sixteen letters) and octets in decimal.
    /// </summary>
    public static ImmutableArray<GenericCodec> OfNames { get; } =
    [
        OfOctets(), Of("hexadecimal", Digits + "abcdef", folds: true), Of("hexadecimal in letters", "abcdefghijklmnop", folds: true),
        Of("base32", Lower + "234567", folds: true), Of("base32hex", Digits + "abcdefghijklmnopqrstuv", folds: true), Of("z-base-32", "ybndrfg8ejkmcpqxot1uwisza345h769", folds: true),
        Of("base32 of Crockford", Digits + "abcdefghjkmnpqrstvwxyz", folds: true), Of("base32 of iodine", Lower + "012345", folds: true),
        Of58("base58", "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"), Of58("base58 of Flickr", "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ") with { Rare = 4 },
        Of("base64url", Upper + Lower + Digits + "-_", folds: false), Of("base64", Upper + Lower + Digits + "+/", folds: false), Of("base64 of iodine", Lower + Upper + "-" + Digits + "+", folds: false),
        Of("base128 of iodine", Lower + Upper + Digits + string.Concat(Enumerable.Range(0xBC, 66).Select(sign => (char)sign)), folds: false), 
        // What a host's name may hold is no such bytes.
        new("bytes as they are", 8, false, signs => signs.AsSpan().ContainsAnyExcept(HostSigns) ? signs : null),
    ];

    /// <summary>Those of texts: those of names, and text itself.</summary>
    public static ImmutableArray<GenericCodec> OfTexts { get; } = [OfNames.First(codec => codec.Name == "base64"), .. OfNames.SkipLast(1).Where(codec => codec.Name != "base64"), new("text", 8, false, signs => signs)];

    /// <summary>Those of addresses and other records: bytes in the order of the network, or each four of them the other way round.</summary>
    public static ImmutableArray<GenericCodec> OfBytes { get; } = [new("bytes", 8, false, bytes => bytes), new("bytes, each four turned round", 8, false, Turned)];

    /// <summary>Those that a form can have.</summary>
    public static ImmutableArray<GenericCodec> Of(GenericForm form) => form switch { GenericForm.Bytes => OfBytes, GenericForm.Text => OfTexts, _ => OfNames };

    /// <summary>Bits by which it is rarer than others of the same signs.</summary>
    double Rare { get; init; }

    /// <summary>The symbols, where bytes are written in a fixed number of bits of each; only these can be cut between any two.</summary>
    public SymbolCodec? Symbols { get; init; }

    /// <summary>
    /// What the signs cost when this is how they came about: as many bits for each as the alphabet has, or, where the bytes behind them are text or spread
    /// unevenly, what these cost; and the bytes. Null where they cannot have. Pieces whose last symbols are not filled up with zeros, or that are no whole
    /// bytes, are cut from one long text.
    /// </summary>
    /// <param name="pieces">The signs, piece by piece.</param>
    /// <param name="rows">What they are of.</param>
    public GenericReading? Read(IReadOnlyList<byte[]> pieces, GenericRows rows)
    {
        const int Part = 50;
        var isCut = Symbols is not null && pieces.Count(IsCut) * Part > pieces.Count;
        var decoded = isCut ? [Joined(pieces.SelectMany(piece => piece).ToArray())] : pieces.Select(Decode).ToList();
        var bytes = decoded.OfType<byte[]>().ToList();
        if (bytes.Count == 0 || (decoded.Count - bytes.Count) * Part > decoded.Count)
        {
            return null;
        }
        long signs = pieces.Sum(piece => piece.Length), all = bytes.Sum(piece => (long)piece.Length);
        int letters = pieces.Sum(piece => piece.Count(sign => char.IsAsciiLetter((char)sign))), upper = pieces.Sum(piece => piece.Count(sign => char.IsAsciiLetterUpper((char)sign)));
        // What no byte fills of the last sign is zero where each piece is written by itself; a piece that cannot be read is one of any bytes.
        var even = isCut || Symbols is null ? signs * BitsPerSign : 8.0 * all;
        var strange = isCut ? 0 : pieces.Where((_, index) => decoded[index] is null).Sum(piece => 8.0 * piece.Length);
        var (text, cased) = (GenericCost.OfText(bytes) + even - 8.0 * all, FoldsCase && !rows.IsCaseChanged && upper > 0 && upper < letters ? letters : 0);
        var told = Math.Min(even, Math.Min(text, 2 + GenericCost.Learnt(bytes.SelectMany(piece => piece), 256) + even - 8.0 * all));
        var chosen = Math.Log2(2 * OfNames.Length) + cased + strange + Rare;
        return new(this, isCut, told + chosen, even + chosen, text + chosen, all) { IsCaseLost = rows.Form == GenericForm.Name && IsCaseLost(letters, upper, rows) };
    }

    /// <summary>
    /// Whether letters that mean something else in the other case have lost it: where case is known to be changed, and where letters are all of one case, though
    /// they are so many that a channel is more likely to be found by accident (2 to the power of <see cref="GenericChannel.BitsForEvenOdds"/>).
    /// </summary>
    bool IsCaseLost(int letters, int upper, GenericRows rows) =>
        !FoldsCase && letters > 0 && (rows.IsCaseChanged || (BitsPerSign < 8 && letters >= GenericChannel.BitsForEvenOdds && (upper == 0 || upper == letters)));

    /// <summary>Decodes a text that is as long as it happens to be; null where a sign is foreign.</summary>
    public byte[]? Joined(ReadOnlySpan<byte> signs)
    {
        signs = signs.TrimEnd((byte)'=');
        var bits = (int)BitsPerSign;
        return signs.Length * bits % 8 >= bits ? Decode(signs[..^1].ToArray()) : Decode(signs.ToArray());
    }

    /// <summary>Whether a piece was cut from something longer.</summary>
    bool IsCut(byte[] piece)
    {
        var signs = piece.AsSpan().TrimEnd((byte)'=');
        var (bits, left) = ((int)BitsPerSign, signs.Length * (int)BitsPerSign % 8);
        return signs.IsEmpty || left >= bits || (Symbols!.ValueOf(signs[^1]) & (1 << left) - 1) != 0;
    }

    static GenericCodec Of(string name, string alphabet, bool folds)
    {
        var codec = new SymbolCodec(System.Text.Encoding.Latin1.GetBytes(alphabet), folds);
        return new(name, Math.Log2(alphabet.Length), folds, text => OrNull(codec.Decode(text.AsSpan().TrimEnd((byte)'=')))) { Symbols = codec };
    }

    static GenericCodec Of58(string name, string alphabet)
    {
        // Numbers to base 58 cost the square of their length.
        const int Longest = 512;
        var codec = new Base58(System.Text.Encoding.Latin1.GetBytes(alphabet));
        return new(name, Math.Log2(alphabet.Length), false, text => text.Length > Longest ? null : OrNull(codec.Decode(text)));
    }

    /// <summary>Three digits for each byte.</summary>
    static GenericCodec OfOctets() => new("octets in decimal", 8 / 3.0, false, text =>
    {
        var bytes = new byte[text.Length / 3];
        for (var i = 0; i < bytes.Length; i++)
        {
            if (!byte.TryParse(text.AsSpan(3 * i, 3), NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i]))
            {
                return null;
            }
        }
        return text.Length % 3 == 0 ? OrNull(bytes) : null;
    });

    static byte[] Turned(byte[] bytes)
    {
        var turned = bytes.ToArray();
        for (var at = 0; at + 4 <= turned.Length; at += 4)
        {
            Array.Reverse(turned, at, 4);
        }
        return turned;
    }

    static byte[]? OrNull(byte[] bytes) => bytes.Length > 0 ? bytes : null;
}

/// <summary>Signs as one codec reads them.</summary>
/// <param name="Codec">The codec.</param>
/// <param name="IsCut">Whether the names hold pieces of one long text, cut anywhere; else each is written by itself.</param>
/// <param name="Cost">Bits that they cost.</param>
/// <param name="Even">Bits that they cost when the bytes are random.</param>
/// <param name="Text">Bits that they cost when the bytes are text.</param>
/// <param name="Bytes">How many bytes are behind them.</param>
sealed record GenericReading(GenericCodec Codec, bool IsCut, double Cost, double Even, double Text, long Bytes)
{
    /// <summary>Whether the case of letters was changed on the way and meant something, so that the bytes are not those that were written.</summary>
    public bool IsCaseLost { get; init; }

    /// <summary>Whether another reading finds the same bytes in a piece.</summary>
    public bool IsSame(GenericReading other, byte[] piece) => IsCut == other.IsCut && (IsCut ? Codec.Joined(piece) : Codec.Decode(piece)).AsSpan().SequenceEqual(IsCut ? other.Codec.Joined(piece) : other.Codec.Decode(piece));

    /// <summary>What one name holds: bytes, or, of a text that is cut, its signs in one case where that tells nothing; null where it does not fit.</summary>
    public byte[]? Piece(byte[] signs) =>
        !IsCut ? Codec.Decode(signs) : signs.All(sign => sign == '=' || Codec.Symbols!.ValueOf(sign) >= 0) ? Codec.FoldsCase ? [.. signs.Select(sign => (byte)char.ToLowerInvariant((char)sign))] : signs : null;
}
