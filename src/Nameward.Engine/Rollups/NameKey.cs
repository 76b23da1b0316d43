using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// A name as a key under which a zone and all below it are one run: its labels from the root inwards, each ended by a zero byte. Keys sort as names do in the
/// canonical order of RFC 4034 section 6.1. A zero byte in a label is written 1 1, and a byte of value 1 as 1 2.
/// </summary>
public static class NameKey
{
    const byte End = 0, Escape = 1;

    /// <summary>The key of a name in canonical wire form; that of the root is empty.</summary>
    /// <exception cref="ArgumentException">It is no well-formed wire name.</exception>
    public static byte[] Of(ReadOnlySpan<byte> name)
    {
        Span<byte> starts = stackalloc byte[WireName.MaxLabels];
        var labels = WireName.Labels(name, starts);
        if (labels < 0)
        {
            throw new ArgumentException("no name in wire form", nameof(name));
        }
        Span<byte> key = stackalloc byte[2 * WireName.MaxBytes];
        var at = 0;
        for (var i = labels - 1; i >= 0; i--)
        {
            foreach (var c in name.Slice(starts[i] + 1, name[starts[i]]))
            {
                if (c <= Escape)
                {
                    key[at++] = Escape;
                }
                key[at++] = c <= Escape ? (byte)(c + 1) : c;
            }
            key[at++] = End;
        }
        return key[..at].ToArray();
    }

    /// <summary>The lowest key above those of a name and all below it; null for the root, above which there is none.</summary>
    public static byte[]? Above(ReadOnlySpan<byte> key)
    {
        if (key.IsEmpty)
        {
            return null;
        }
        var above = key.ToArray();
        above[^1] = End + 1;
        return above;
    }

    /// <summary>The name of a key, in wire form.</summary>
    /// <exception cref="InvalidDataException">It is no key of a name.</exception>
    public static byte[] ToName(ReadOnlySpan<byte> key)
    {
        Span<byte> name = stackalloc byte[WireName.MaxBytes];
        Span<byte> label = stackalloc byte[WireName.MaxLabelBytes];
        var (start, length) = (WireName.MaxBytes - 1, 0);
        name[start] = 0;
        for (var at = 0; at < key.Length; at++)
        {
            var c = key[at];
            if (c == End)
            {
                start = Prepend(name, start, label[..length]);
                length = 0;
                continue;
            }
            if (c == Escape)
            {
                c = ++at < key.Length && key[at] is Escape or Escape + 1 ? (byte)(key[at] - 1) : throw Damaged();
            }
            label[length++] = length < label.Length ? c : throw Damaged();
        }
        return length == 0 ? name[start..].ToArray() : throw Damaged();
    }

    static int Prepend(Span<byte> name, int start, ReadOnlySpan<byte> label)
    {
        var to = start - label.Length - 1;
        if (label.IsEmpty || to < 0)
        {
            throw Damaged();
        }
        name[to] = (byte)label.Length;
        label.CopyTo(name[(to + 1)..]);
        return to;
    }

    static InvalidDataException Damaged() => new("a key is that of no name");
}
