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
        Of58("base58", "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"), Of58("base58 of Flickr", "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"),
        Of("base64url", Upper + Lower + Digits + "-_", folds: false), Of("base64", Upper + Lower + Digits + "+/", folds: false), Of("base64 of iodine", Lower + Upper + "-" + Digits + "+", folds: false),
        Of("base128 of iodine", Lower + Upper + Digits + string.Concat(Enumerable.Range(0xBC, 66).Select(sign => (char)sign)), folds: false), 
        // What a host's name may hold is no such bytes.
        new("bytes as they are", 8, false, signs => signs.AsSpan().ContainsAnyExcept(HostSigns) ? signs : null),
    ];

    /// <summary>Those of texts: those of names, and text itself.</summary>
    public static ImmutableArray<GenericCodec> OfTexts { get; } = [.. OfNames.SkipLast(1), new("text", 8, false, signs => signs)];

    /// <summary>Those of addresses and other records: bytes in the order of the network, or each four of them the other way round.</summary>
    public static ImmutableArray<GenericCodec> OfBytes { get; } = [new("bytes", 8, false, bytes => bytes), new("bytes, each four turned round", 8, false, Turned)];

    /// <summary>Those that a form can have.</summary>
    public static ImmutableArray<GenericCodec> Of(GenericForm form) => form switch { GenericForm.Bytes => OfBytes, GenericForm.Text => OfTexts, _ => OfNames };

    /// <summary>
    /// What the signs cost when this is how they came about: as many bits for each as the alphabet has, or, where the bytes behind them are text or spread
    /// unevenly, what these cost; and the bytes. Null where they cannot have.
    /// </summary>
    public GenericReading? Read(IReadOnlyList<byte[]> pieces)
    {
        const int Part = 50;
        var decoded = new List<byte[]>(pieces.Count);
        var (strange, signs, letters, upper) = (0, 0L, 0L, 0L);
        foreach (var piece in pieces)
        {
            if (Decode(piece) is not { } bytes)
            {
                if (++strange * Part > pieces.Count)
                {
                    return null;
                }
                continue;
            }
            decoded.Add(bytes);
            signs += piece.Length;
            letters += piece.Count(sign => char.IsAsciiLetter((char)sign));
            upper += piece.Count(sign => char.IsAsciiLetterUpper((char)sign));
        }
        var bytesInAll = decoded.Sum(bytes => (long)bytes.Length);
        var even = signs * BitsPerSign;
        var content = Math.Min(GenericCost.OfText(decoded), 2 + GenericCost.Learnt(decoded.SelectMany(bytes => bytes), 256));
        // Bits of the last sign that no byte fills cost as much in either.
        var cost = Math.Min(even, content + even - 8.0 * bytesInAll) + (FoldsCase && upper > 0 && upper < letters ? letters : 0);
        return decoded.Count == 0 ? null : new(this, cost + Math.Log2(OfNames.Length), even - Math.Min(even, content + even - 8.0 * bytesInAll), bytesInAll);
    }

    static GenericCodec Of(string name, string alphabet, bool folds)
    {
        var codec = new SymbolCodec(System.Text.Encoding.Latin1.GetBytes(alphabet), folds);
        return new(name, Math.Log2(alphabet.Length), folds, text => OrNull(codec.Decode(text.AsSpan().TrimEnd((byte)'='))));
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
/// <param name="Cost">Bits that they cost.</param>
/// <param name="Structure">Bits that they cost less than random bytes would, because what is behind them is text or spread unevenly.</param>
/// <param name="Bytes">How many bytes are behind them.</param>
sealed record GenericReading(GenericCodec Codec, double Cost, double Structure, long Bytes);
