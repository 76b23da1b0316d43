using Nameward.Engine.Transcripts.Codecs;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>One name of a message that a beacon of Cobalt Strike sends up.</summary>
/// <param name="Key">Which beacon, and which of its messages.</param>
/// <param name="Counter">Number of the name in the message.</param>
/// <param name="DataLabels">Labels of data.</param>
/// <param name="Digits">Hexadecimal digits of data.</param>
/// <param name="Announced">Length of all data, where this is the first name.</param>
readonly record struct CobaltStrikePart((ulong Beacon, uint Message) Key, uint Counter, int DataLabels, int Digits, uint? Announced)
{
    const int MessageDigits = 8, MostBeaconDigits = 8, MostDataLabels = 9;

    /// <summary>Reads a name; null where it is none.</summary>
    public static CobaltStrikePart? Of(Labels labels)
    {
        if (labels.Count < 3 || Hex(labels[labels.Count - 1], MostBeaconDigits) is not { } beacon)
        {
            return null;
        }
        var label = labels[labels.Count - 2];
        if (label.Length <= MessageDigits || Hex(label[..^MessageDigits], MessageDigits) is not { } counter || Hex(label[^MessageDigits..], MessageDigits) is not { } number)
        {
            return null;
        }
        // The data of a longer name may begin like the first label of a shorter one; words before the data are no hexadecimal.
        for (var data = Math.Min(MostDataLabels, labels.Count - 2); data > 0; data--)
        {
            var first = labels[labels.Count - 2 - data];
            if (first.Length > 1 && first[0] - '0' == data && CountDigits(labels, data) is { } digits)
            {
                return new((beacon, number), counter, data, digits, data == 1 ? Hex(first[1..], MessageDigits) : null);
            }
        }
        return null;
    }

    /// <summary>The data in the labels that this was read from.</summary>
    public byte[] Data(Labels labels)
    {
        var digits = new List<byte>();
        for (var i = labels.Count - 2 - DataLabels; i < labels.Count - 2; i++)
        {
            digits.AddRange(labels[i]);
        }
        return SymbolCodec.Hex.Decode([.. digits[1..]]);
    }

    /// <summary>Hexadecimal digits of data, the count in front left out; null where another sign is among them.</summary>
    static int? CountDigits(Labels labels, int data)
    {
        var digits = -1;
        for (var i = labels.Count - 2 - data; i < labels.Count - 2; i++)
        {
            foreach (var c in labels[i])
            {
                if (SymbolCodec.Hex.ValueOf(c) < 0)
                {
                    return null;
                }
            }
            digits += labels[i].Length;
        }
        return digits;
    }

    /// <summary>A number of at most so many hexadecimal digits; null where it is none.</summary>
    public static uint? Hex(ReadOnlySpan<byte> digits, int most)
    {
        var value = 0U;
        foreach (var digit in digits)
        {
            var one = SymbolCodec.Hex.ValueOf(digit);
            if (one < 0 || digits.Length > most)
            {
                return null;
            }
            value = value << 4 | (uint)one;
        }
        return digits.IsEmpty ? null : value;
    }
}
