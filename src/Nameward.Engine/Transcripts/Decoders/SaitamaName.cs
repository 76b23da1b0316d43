using Nameward.Engine.Transcripts.Codecs;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>
/// The one label of a name of Saitama (fox-it/saitama-server, utils/encodings.py): a text of a-z0-9 under an alphabet that a counter shuffles, and behind it
/// the counter, one to three digits to base 36 in an alphabet of its own, without zeros before it.
/// </summary>
static class SaitamaName
{
    /// <summary>Counters below this number begin again behind it.</summary>
    public const int Counters = Digits * Digits * Digits;

    /// <summary>Most digits of a counter; those below 1,296 have fewer, because no zeros are written before a number.</summary>
    public const int CounterDigits = 3;

    const int Digits = 36;

    static ReadOnlySpan<byte> CounterAlphabet => "razupgnv2w01eos4t38h7yqidxmkljc6b9f5"u8;

    static ReadOnlySpan<byte> TextAlphabet => "abcdefghijklmnopqrstuvwxyz0123456789"u8;

    /// <summary>The one label of a name; empty where it has several.</summary>
    public static ReadOnlySpan<byte> Label(ReadOnlySpan<byte> prefix) => prefix.Length > 1 && prefix[0] == prefix.Length - 1 ? prefix[1..] : [];

    /// <summary>The counters that a label with a text before them may end in, that of most digits first; those that would be written shorter are none.</summary>
    public static List<SaitamaEnding> Endings(ReadOnlySpan<byte> label)
    {
        var endings = new List<SaitamaEnding>(CounterDigits);
        var fewest = Counters / Digits;
        for (var digits = CounterDigits; digits > 0; digits--, fewest /= Digits)
        {
            if (label.Length > digits && Counter(label[^digits..]) is { } counter && (digits == 1 || counter >= fewest))
            {
                endings.Add(new(digits, counter));
            }
        }
        return endings;
    }

    /// <summary>The text of a label that ends in a counter.</summary>
    public static byte[] Text(ReadOnlySpan<byte> label, SaitamaEnding ending) => Unshuffle(label[..^ending.Digits], (uint)ending.Counter);

    /// <summary>A counter of some digits; null where they are none.</summary>
    static int? Counter(ReadOnlySpan<byte> digits)
    {
        var counter = 0;
        foreach (var digit in digits)
        {
            var value = CounterAlphabet.IndexOf((byte)(digit | 0x20));
            if (value < 0)
            {
                return null;
            }
            counter = counter * Digits + value;
        }
        return counter;
    }

    /// <summary>A number in the letters of unshuffled texts, as agents and positions are written; -1 where it is none.</summary>
    public static int Number(ReadOnlySpan<byte> text)
    {
        var number = 0;
        foreach (var letter in text)
        {
            var value = TextAlphabet.IndexOf(letter);
            if (value < 0)
            {
                return -1;
            }
            number = number * Digits + value;
        }
        return number;
    }

    /// <summary>A number as unshuffled texts write it, without zeros before it.</summary>
    public static byte[] Text(int number) => number < Digits ? [TextAlphabet[number]] : [.. Text(number / Digits), TextAlphabet[number % Digits]];

    /// <summary>Undoes the shuffle: the alphabet is drawn letter by letter, each from those left, by numbers that the counter seeds.</summary>
    static byte[] Unshuffle(ReadOnlySpan<byte> text, uint counter)
    {
        var random = new MersenneTwister(counter);
        var left = new List<byte>(TextAlphabet.ToArray());
        Span<byte> plain = stackalloc byte[256];
        plain.Clear();
        foreach (var letter in TextAlphabet)
        {
            var drawn = (int)(random.Next() % (uint)left.Count);
            plain[left[drawn]] = letter;
            left.RemoveAt(drawn);
        }
        var result = new byte[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            result[i] = plain[char.IsAsciiLetter((char)text[i]) ? text[i] | 0x20 : text[i]];
        }
        return result;
    }
}

/// <summary>A counter that a label may end in.</summary>
/// <param name="Digits">How many letters of the label it takes.</param>
/// <param name="Counter">The counter.</param>
readonly record struct SaitamaEnding(int Digits, int Counter)
{
    const int MostStep = 8;

    /// <summary>Whether it comes soon behind another: by 1 to 8, because the messages between go to other domains, and from the last counter on to 0.</summary>
    public bool Follows(SaitamaEnding other) => (Counter - other.Counter + SaitamaName.Counters) % SaitamaName.Counters is > 0 and <= MostStep;

    /// <summary>The counters that come soon behind it.</summary>
    public IEnumerable<int> Behind()
    {
        var counter = Counter;
        return Enumerable.Range(1, MostStep).Select(step => (counter + step) % SaitamaName.Counters);
    }
}
