using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Cuts rows of the TSV form into the fields that their header names; used again for every row. The end of a line and those of its fields are found in one
/// walk, so a line is cut when its end is looked for.
/// </summary>
sealed class ZeekRowCutter
{
    readonly Slice[] _pieces = new Slice[ZeekFields.Count];
    int[] _ends = [];
    CutLine _cut;
    ZeekHeader? _header;

    /// <summary>Finds the end of the line that <paramref name="text"/> begins with, or -1, and keeps where its fields end for <see cref="Cut"/>.</summary>
    public int EndOfLine(ReadOnlySpan<byte> text, ZeekHeader header)
    {
        Follow(header);
        _cut = FieldCutter.Cut(text, header.Separator, header.Columns, _ends);
        return _cut.HasEnd ? _cut.Length : -1;
    }

    /// <summary>Cuts the line whose end was found last.</summary>
    /// <returns>Why it is damaged; null where it is whole.</returns>
    public string? Cut(ReadOnlySpan<byte> line, ZeekHeader header)
    {
        Trim(line, header);
        // Zeek writes no empty field, so a line that ends with a separator was cut there.
        if (_cut.Fields != header.Columns || line[^1] == header.Separator)
        {
            return _cut.Fields > header.Columns ? "more fields than #fields names" : "fewer fields than #fields names";
        }
        Keep(line, header);
        return null;
    }

    /// <summary>The fields of the row that was cut last.</summary>
    public ZeekFields Fields(ReadOnlySpan<byte> line) => new(line, _pieces) { MayBeEscaped = _cut.HasBackslash };

    void Follow(ZeekHeader header)
    {
        if (!ReferenceEquals(header, _header))
        {
            _header = header;
            _ends = _ends.Length > header.Columns ? _ends : new int[header.Columns + 1];
            _pieces.AsSpan().Fill(ZeekFields.Unset);
        }
    }

    /// <summary>Makes the cut fit a line that lost the CR at its end, which a separator may be, or the mark of UTF-8 before it.</summary>
    void Trim(ReadOnlySpan<byte> line, ZeekHeader header)
    {
        var lost = _cut.Length - line.Length;
        if (lost == 1 && header.Separator != '\r')
        {
            _ends[Math.Min(_cut.Fields - 1, header.Columns)] = line.Length;
        }
        else if (lost != 0)
        {
            _cut = FieldCutter.Cut(line, header.Separator, header.Columns, _ends);
        }
    }

    void Keep(ReadOnlySpan<byte> line, ZeekHeader header)
    {
        ReadOnlySpan<byte> unset = header.UnsetMark.Span;
        var (ends, pieces) = (_ends, _pieces);
        foreach (ref readonly var read in header.Read.AsSpan())
        {
            var start = read.Column == 0 ? 0 : ends[read.Column - 1] + 1;
            var length = ends[read.Column] - start;
            pieces[(int)read.Field] = length == unset.Length && IsAt(line, start, unset) ? ZeekFields.Unset : new(start, length);
        }
    }

    // A mark of one byte, as nearly all are, needs no call.
    static bool IsAt(ReadOnlySpan<byte> line, int start, ReadOnlySpan<byte> mark) =>
        mark.Length == 1 ? line[start] == mark[0] : line.Slice(start, mark.Length).SequenceEqual(mark);
}
