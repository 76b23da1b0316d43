using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>
/// Where the fields and lines of some thousand bytes end, found in one walk over all of them: nothing is searched line by line. Positions are those of the
/// text. It is used again for the next bytes.
/// </summary>
sealed class LineIndex
{
    /// <summary>So many bytes are looked at in one walk that they, and what is found, stay close to the processor.</summary>
    internal const int Window = 8 << 10;

    const byte LineFeed = (byte)'\n';
    const int AtOnce = 32;

    readonly int[] _marks = new int[1 + Window + ByteMasks.Width];
    readonly int[] _lineEnds = new int[1 + Window + ByteMasks.Width];
    int _markCount;

    /// <summary>How many whole lines were found.</summary>
    public int Lines { get; private set; }

    /// <summary>
    /// Where one of the lines is cut: the place before its first byte, those of its separators and of its line feed. A line of n fields has n + 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<int> Cuts(int line)
    {
        var first = _lineEnds[line];
        return _marks.AsSpan(first, _lineEnds[line + 1] - first + 1);
    }

    /// <summary>Forgets all lines.</summary>
    public void Clear() => Lines = 0;

    /// <summary>Looks at the window of <paramref name="text"/> that begins with the line at <paramref name="from"/>.</summary>
    public void Find(ReadOnlySpan<byte> text, int from, byte separator)
    {
        Begin(from);
        var at = from + TakeWords(text[from..Math.Min(text.Length, from + Window)], from, separator);
        if (text.Length < from + Window)
        {
            TakeBytes(text[at..], at, separator);
        }
    }

    /// <summary>The same byte by byte.</summary>
    internal void FindBytes(ReadOnlySpan<byte> text, int from, byte separator)
    {
        Begin(from);
        TakeBytes(text[from..Math.Min(text.Length, from + Window)], from, separator);
    }

    void Begin(int from)
    {
        _marks[0] = from - 1;
        _lineEnds[0] = 0;
        (_markCount, Lines) = (1, 0);
    }

    void TakeBytes(ReadOnlySpan<byte> bytes, int at, byte separator)
    {
        foreach (var c in bytes)
        {
            if (c == LineFeed)
            {
                _lineEnds[++Lines] = _markCount;
            }
            if (c == LineFeed || c == separator)
            {
                _marks[_markCount++] = at;
            }
            at++;
        }
    }

    /// <summary>Looks at 64 bytes at a time; the counts are kept beside the fields that hold them, which every step would wait for.</summary>
    /// <returns>How many bytes it looked at.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    int TakeWords(ReadOnlySpan<byte> text, int first, byte separator)
    {
        var (count, lines, at) = (_markCount, Lines, 0);
        int[] places = _marks, lineEnds = _lineEnds;
        for (; at <= text.Length - ByteMasks.Width; at += ByteMasks.Width)
        {
            var bytes = text.Slice(at, ByteMasks.Width);
            var lineFeeds = ByteMasks.Of(bytes, LineFeed);
            var marks = ByteMasks.Of(bytes, separator) | lineFeeds;
            // Most words have one line feed or none: what is written for none is written over.
            lineEnds[lines + 1] = count + BitOperations.PopCount(marks & lineFeeds - 1 & ~lineFeeds);
            var found = BitOperations.PopCount(lineFeeds);
            if (found > 1)
            {
                WriteLineEnds(lineFeeds, marks, count, lineEnds.AsSpan(lines + 1));
            }
            lines += found;
            Write(bytes, separator, marks, first + at, places.AsSpan(count));
            count += BitOperations.PopCount(marks);
        }
        (_markCount, Lines) = (count, lines);
        return at;
    }

    static void WriteLineEnds(ulong lineFeeds, ulong marks, int count, Span<int> lineEnds)
    {
        for (var line = 0; lineFeeds != 0; lineFeeds &= lineFeeds - 1)
        {
            lineEnds[line++] = count + BitOperations.PopCount(marks & (lineFeeds & 0 - lineFeeds) - 1);
        }
    }

    /// <summary>Writes the places of all marks, and something behind them: the processor packs them where it can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Write(ReadOnlySpan<byte> bytes, byte separator, ulong marks, int at, Span<int> places)
    {
        if (!Avx512Vbmi2.IsSupported || BitOperations.PopCount(marks) > AtOnce)
        {
            FieldCutter.Write(marks, at, places);
            return;
        }
        var text = Vector512.Create(bytes);
        var isMark = Vector512.Equals(text, Vector512.Create(separator)) | Vector512.Equals(text, Vector512.Create(LineFeed));
        var packed = Avx512Vbmi2.Compress(Vector512<byte>.Zero, isMark, Vector512<byte>.Indices).GetLower();
        (Avx512F.ConvertToVector512Int32(packed.GetLower()) + Vector512.Create(at)).CopyTo(places);
        (Avx512F.ConvertToVector512Int32(packed.GetUpper()) + Vector512.Create(at)).CopyTo(places[(AtOnce / 2)..]);
    }
}
