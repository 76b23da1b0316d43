using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Cuts rows of the TSV form into the fields that their header names; used again for every row. The end of a line and those of its fields are found in one
/// walk, so a line is cut when its end is looked for.
/// </summary>
sealed class ZeekRowCutter
{
    int[] _starts = new int[FieldCutter.Room(0)];
    CutLine _cut;

    /// <summary>Finds the end of the line that <paramref name="text"/> begins with, or -1, and keeps where its fields end for <see cref="Cut"/>.</summary>
    public int EndOfLine(ReadOnlySpan<byte> text, ZeekHeader header)
    {
        if (_starts.Length < FieldCutter.Room(header.Columns))
        {
            _starts = new int[FieldCutter.Room(header.Columns)];
        }
        _cut = FieldCutter.Cut(text, header.Separator, header.Columns, _starts);
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
        // Fields that the header does not name stand in a column of no length behind the last.
        _starts[header.Columns + 1] = _starts[header.Columns];
        return null;
    }

    /// <summary>The fields of the row that was cut last.</summary>
    public ZeekFields Fields(ReadOnlySpan<byte> line, ZeekHeader header) =>
        new(line, _starts, header.Places.AsSpan(), header.UnsetMark.Span) { MayBeEscaped = _cut.HasBackslash };

    /// <summary>Makes the cut fit a line that lost the CR at its end, which a separator may be, or the mark of UTF-8 before it.</summary>
    void Trim(ReadOnlySpan<byte> line, ZeekHeader header)
    {
        var lost = _cut.Length - line.Length;
        if (lost == 1 && header.Separator != '\r')
        {
            _starts[Math.Min(_cut.Fields, header.Columns + 1)] = line.Length + 1;
        }
        else if (lost != 0)
        {
            _cut = FieldCutter.Cut(line, header.Separator, header.Columns, _starts);
        }
    }
}
