using Nameward.Engine.Observations;

namespace Nameward.Engine.Transcripts.Decoders;

/// <summary>The labels of a part of a name, from left to right.</summary>
readonly ref struct Labels
{
    readonly ReadOnlySpan<byte> _name;
    readonly LabelStarts _starts;

    Labels(ReadOnlySpan<byte> name, LabelStarts starts, int count)
    {
        _name = name;
        _starts = starts;
        Count = count;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>One of them.</summary>
    public ReadOnlySpan<byte> this[int index] => _name.Slice(_starts[index] + 1, _name[_starts[index]]);

    /// <summary>Splits labels in wire form that are not closed by the root; false where they are more than this holds or not well-formed.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> name, out Labels labels)
    {
        var starts = new LabelStarts();
        var count = 0;
        var at = 0;
        for (; at < name.Length && count < LabelStarts.Most; at += name[at] + 1)
        {
            starts[count++] = (byte)at;
        }
        labels = new(name, starts, count);
        return count > 0 && at == name.Length;
    }

    /// <summary>The labels before one of them, in wire form.</summary>
    public ReadOnlySpan<byte> Until(int index) => _name[.._starts[index]];

    /// <summary>Whether the last one is this word, in any case.</summary>
    public bool EndsWith(ReadOnlySpan<byte> word) => Is(Count - 1, word);

    /// <summary>Whether one of them is this word, in any case.</summary>
    public bool Is(int index, ReadOnlySpan<byte> word) => System.Text.Ascii.EqualsIgnoreCase(this[index], word);
}

/// <summary>Where labels begin.</summary>
[System.Runtime.CompilerServices.InlineArray(Most)]
struct LabelStarts
{
    /// <summary>Most labels of a name (<see cref="WireName.MaxLabels"/> is one less).</summary>
    public const int Most = 128;

    byte _first;
}
