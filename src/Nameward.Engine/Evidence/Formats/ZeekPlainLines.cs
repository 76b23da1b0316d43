using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads rows of the TSV form off an index of their fields, as long as they have as many as their header says and are as nearly all are. It stops before the
/// first other line, and goes on behind it where it is asked for the next.
/// </summary>
sealed class ZeekPlainLines(IZeekTsvRow row)
{
    readonly LineIndex _index = new();
    ZeekHeader? _header;
    bool _isUsual;
    int _next;

    /// <summary>Reads lines of a block.</summary>
    /// <param name="block">The block: the same until all of its lines were asked for.</param>
    /// <param name="at">Where a line begins: the first of the block, or the one behind that which it stopped at.</param>
    /// <param name="header">What holds for the line.</param>
    /// <param name="offset">Where the block begins in the source.</param>
    /// <param name="rows">Takes the rows.</param>
    /// <returns>Where the first line begins that was not read.</returns>
    public int Read(ReadOnlySpan<byte> block, int at, ZeekHeader header, long offset, BatchWriter rows)
    {
        if (!ReferenceEquals(header, _header))
        {
            (_header, _isUsual) = (header, header.IsUsual);
            Forget();
        }
        while (_isUsual)
        {
            if (_next == _index.Lines && !TryFind(block, at, header))
            {
                return at;
            }
            at = ReadFound(block, header, offset, rows);
            if (_next < _index.Lines)
            {
                // Whoever asks next has read this one.
                _next++;
                return at;
            }
        }
        return at;
    }

    /// <summary>Reads the lines of the index.</summary>
    /// <returns>Where the line begins that is not plain, or the first that was not found.</returns>
    int ReadFound(ReadOnlySpan<byte> block, ZeekHeader header, long offset, BatchWriter rows)
    {
        var cuts = _index.Cuts(_next);
        for (; cuts.Length == header.Columns + 1 && row.TryReadPlain(block, cuts, header, offset + cuts[0] + 1, rows); cuts = _index.Cuts(_next))
        {
            if (++_next == _index.Lines)
            {
                return cuts[^1] + 1;
            }
        }
        return cuts[0] + 1;
    }

    /// <summary>Finds the lines from a place on; false where none ends in the next bytes.</summary>
    bool TryFind(ReadOnlySpan<byte> block, int at, ZeekHeader header)
    {
        _next = 0;
        _index.Find(block, at, header.Separator);
        return _index.Lines > 0;
    }

    void Forget()
    {
        _index.Clear();
        _next = 0;
    }
}
