using System.Buffers;
using System.Text;

namespace Nameward.Engine.Observations;

/// <summary>
/// A domain name in wire form without compression (RFC 1035 section 3.1): length-prefixed labels, the empty label last, at most 255 bytes.
/// Any byte may stand in a label (RFC 2181 section 11), so this form, and no text, is what names are compared and hashed in.
/// </summary>
public static class WireName
{
    /// <summary>Longest name in bytes, its length bytes and the root included.</summary>
    public const int MaxBytes = 255;

    /// <summary>Longest label in bytes.</summary>
    public const int MaxLabelBytes = 63;

    /// <summary>Characters of the longest text of a name: each byte of a label may need four.</summary>
    public const int MaxText = 4 * MaxBytes;

    /// <summary>Most labels of one name, the root not counted.</summary>
    public const int MaxLabels = 127;

    /// <summary>The root, ".": one empty label.</summary>
    public static ReadOnlySpan<byte> Root => [0];

    static readonly SearchValues<byte> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8);

    /// <summary>Writes the start of each label, outermost (leftmost) first.</summary>
    /// <returns>The number of labels, or -1 where <paramref name="name"/> is not a well-formed wire name or has more labels than there is room for.</returns>
    public static int Labels(ReadOnlySpan<byte> name, Span<byte> starts)
    {
        var count = 0;
        var at = 0;
        starts = starts[..Math.Min(starts.Length, MaxLabels)];
        while (at < name.Length && at < MaxBytes)
        {
            int length = name[at];
            if (length == 0)
            {
                return at + 1 == name.Length ? count : -1;
            }
            if (length > MaxLabelBytes || at + length >= name.Length || count == starts.Length)
            {
                return -1;
            }
            starts[count++] = (byte)at;
            at += length + 1;
        }
        return -1;
    }

    /// <summary>How many labels a well-formed name, or a run of its labels, has; the root is not counted.</summary>
    public static int CountLabels(ReadOnlySpan<byte> labels)
    {
        var count = 0;
        for (var at = 0; at < labels.Length && labels[at] != 0; at += labels[at] + 1)
        {
            count++;
        }
        return count;
    }

    /// <summary>
    /// The hash of a canonical name, made from the root inwards: each label is hashed with the hash of all that follows it as the seed, so the
    /// hashes of every parent come on the way, and <c>Hash(prefix, Hash(zone)) == Hash(prefix.zone)</c>.
    /// </summary>
    public static ulong Hash(ReadOnlySpan<byte> name, ulong seed)
    {
        Span<byte> starts = stackalloc byte[MaxLabels];
        var count = Labels(name, starts);
        for (var i = count - 1; i >= 0; i--)
        {
            seed = WyHash.Of(name.Slice(starts[i] + 1, name[starts[i]]), seed);
        }
        return seed;
    }

    /// <summary>Writes <paramref name="name"/> in lower case (RFC 4343: ASCII letters alone); length bytes are below 'A' and stay.</summary>
    public static void ToCanonical(ReadOnlySpan<byte> name, Span<byte> canonical)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            canonical[i] = (uint)(c - 'A') <= 25 ? (byte)(c | 0x20) : c;
        }
    }

    /// <summary>
    /// Reads a name from text whose dots part labels and in which <c>\DDD</c> and <c>\X</c> stand for one byte (RFC 1035 section 5.1); one
    /// trailing dot is dropped, the empty text and "." are the root.
    /// </summary>
    /// <returns>Bytes written, or 0 where the text is no name: an empty label, a label of more than 63 or a name of more than 255 bytes.</returns>
    public static int FromText(ReadOnlySpan<byte> text, Span<byte> name)
    {
        if (text is [.., (byte)'.'] && !EndsInEscape(text[..^1]))
        {
            text = text[..^1];
        }
        int length = 0, at = 1, label = 0;
        for (var i = 0; i < text.Length; at++, length++)
        {
            if (text[i] == '.')
            {
                if (length == 0)
                {
                    return 0;
                }
                name[label] = (byte)length;
                (label, length) = (at, -1);
                i++;
                continue;
            }
            if (length == MaxLabelBytes || at >= MaxBytes - 1)
            {
                return 0;
            }
            name[at] = Unescape(text, ref i);
        }
        if (text.IsEmpty)
        {
            name[0] = 0;
            return 1;
        }
        if (length == 0)
        {
            return 0;
        }
        name[label] = (byte)length;
        name[at] = 0;
        return at + 1;
    }

    /// <summary>Whether a backslash at the end stands for itself no more: before it stands an even number of others.</summary>
    static bool EndsInEscape(ReadOnlySpan<byte> text) => (text.Length - text.TrimEnd((byte)'\\').Length) % 2 == 1;

    static byte Unescape(ReadOnlySpan<byte> text, ref int i)
    {
        if (text[i] != '\\' || i + 1 == text.Length)
        {
            return text[i++];
        }
        if (i + 3 < text.Length && IsDigit(text[i + 1]) && IsDigit(text[i + 2]) && IsDigit(text[i + 3]))
        {
            var value = (text[i + 1] - '0') * 100 + (text[i + 2] - '0') * 10 + text[i + 3] - '0';
            if (value < 256)
            {
                i += 4;
                return (byte)value;
            }
        }
        i += 2;
        return text[i - 1];
    }

    static bool IsDigit(byte c) => (uint)(c - '0') <= 9;

    /// <summary>The canonical text: no trailing dot, the root as ".", bytes outside letters, digits, "-" and "_" as <c>\DDD</c>.</summary>
    public static string ToText(ReadOnlySpan<byte> name)
    {
        if (name.Length <= 1)
        {
            return ".";
        }
        var text = new StringBuilder(name.Length);
        for (var at = 0; at < name.Length && name[at] != 0; at += name[at] + 1)
        {
            if (at > 0)
            {
                text.Append('.');
            }
            AppendLabel(text, name.Slice(at + 1, Math.Min(name[at], name.Length - at - 1)));
        }
        return text.ToString();
    }

    /// <summary>Writes the canonical text of a well-formed name; <see cref="MaxText"/> characters are always enough.</summary>
    /// <returns>Characters written.</returns>
    public static int ToText(ReadOnlySpan<byte> name, Span<char> text)
    {
        var length = 0;
        for (var at = 0; name[at] != 0; at += name[at] + 1)
        {
            if (at > 0)
            {
                text[length++] = '.';
            }
            foreach (var c in name.Slice(at + 1, name[at]))
            {
                length += Write(c, text[length..]);
            }
        }
        if (length == 0)
        {
            text[length++] = '.';
        }
        return length;
    }

    static int Write(byte c, Span<char> text)
    {
        if (Plain.Contains(c))
        {
            text[0] = (char)c;
            return 1;
        }
        (text[0], text[1], text[2], text[3]) = ('\\', (char)('0' + c / 100), (char)('0' + c / 10 % 10), (char)('0' + c % 10));
        return 4;
    }

    static void AppendLabel(StringBuilder text, ReadOnlySpan<byte> label)
    {
        foreach (var c in label)
        {
            if (Plain.Contains(c))
            {
                text.Append((char)c);
            }
            else
            {
                text.Append('\\').Append((char)('0' + c / 100)).Append((char)('0' + c / 10 % 10)).Append((char)('0' + c % 10));
            }
        }
    }
}
