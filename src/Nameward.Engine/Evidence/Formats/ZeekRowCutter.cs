using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Cuts rows of the TSV form into the fields that their header names; used again for every row.</summary>
sealed class ZeekRowCutter
{
    readonly Slice[] _pieces = new Slice[ZeekFields.Count];
    int[] _ends = [];
    ZeekHeader? _header;

    /// <summary>Cuts a row.</summary>
    /// <returns>Why it is damaged; null where it is whole.</returns>
    public string? Cut(ReadOnlySpan<byte> line, ZeekHeader header)
    {
        if (!ReferenceEquals(header, _header))
        {
            Follow(header);
        }
        var count = FieldCutter.Cut(line, header.Separator, _ends);
        // Zeek writes no empty field, so a line that ends with a separator was cut there.
        if (count != header.Columns || line[^1] == header.Separator)
        {
            return count > header.Columns ? "more fields than #fields names" : "fewer fields than #fields names";
        }
        Keep(line, header);
        return null;
    }

    /// <summary>The fields of the row that was cut last.</summary>
    public ZeekFields Fields(ReadOnlySpan<byte> line) => new(line, _pieces);

    void Follow(ZeekHeader header)
    {
        _header = header;
        _ends = _ends.Length == header.Columns ? _ends : new int[header.Columns];
        _pieces.AsSpan().Fill(ZeekFields.Unset);
    }

    void Keep(ReadOnlySpan<byte> line, ZeekHeader header)
    {
        var unset = header.UnsetMark.Span;
        foreach (ref readonly var read in header.Read.AsSpan())
        {
            var start = read.Column == 0 ? 0 : _ends[read.Column - 1] + 1;
            var length = _ends[read.Column] - start;
            _pieces[(int)read.Field] = line.Slice(start, length).SequenceEqual(unset) ? ZeekFields.Unset : new(start, length);
        }
    }
}
