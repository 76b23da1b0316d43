using System.Collections.Immutable;
using Nameward.Engine.Evidence.Formats;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// CSV (RFC 4180) that carries the lines of other logs in a column, as exports of Splunk (<c>_raw</c>), Kibana (<c>event.original</c>, <c>message</c>) and Graylog
/// (<c>message</c>) do, given as JSON: an object on a line for each row, whose members are named as the columns. It is then what the same systems export as JSON. A header
/// that comes again, with the same columns or others, is no row. A row that is damaged is given as it stands. Offsets are those of the lines given.
/// </summary>
sealed class CsvLinesUnpacker(UnpackedBytes below) : IUnpacker
{
    const int PieceBytes = 64 << 10;

    /// <summary>Events of many lines (packets of a debug log, XML) stand in one cell.</summary>
    const int MostLines = 1024, MostQuoted = IRecordReader.LargestRecord / 2;

    readonly byte[] _piece = new byte[IRecordReader.LargestRecord + PieceBytes];
    readonly CsvCells _cells = new();
    readonly JsonLineWriter _lines = new();
    ImmutableArray<byte[]> _names = [];
    int _length;
    bool _isAtEnd;

    /// <inheritdoc/>
    public string? Damage => null;

    /// <summary>Whether the first line is a header that names such a column.</summary>
    public static bool IsFor(ReadOnlySpan<byte> head)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        var end = head.IndexOf((byte)'\n');
        var line = end < 0 ? head : head[..end].TrimEnd((byte)'\r');
        return CsvColumns.MayBeHeader(line) && IsHeader(line, new());
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        _lines.Clear();
        while (_lines.Written.IsEmpty && !(_isAtEnd && _length == 0))
        {
            if (!_isAtEnd)
            {
                var isStart = below.Offset == 0;
                var count = below.Fill(_piece.AsSpan(_length));
                _isAtEnd = count < _piece.Length - _length;
                _length += count;
                Drop(isStart && _piece.AsSpan(0, _length).StartsWith("\uFEFF"u8) ? 3 : 0);
            }
            Drop(TakeAll(_piece.AsSpan(0, _length)));
        }
        return _lines.Written;
    }

    /// <inheritdoc/>
    public void Restart()
    {
        below.SkipTo(0);
        (_names, _length, _isAtEnd) = ([], 0, false);
        _lines.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    void Drop(int bytes)
    {
        _piece.AsSpan(bytes, _length - bytes).CopyTo(_piece);
        _length -= bytes;
    }

    /// <summary>Takes all rows that are there as a whole.</summary>
    /// <returns>Their bytes.</returns>
    int TakeAll(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var end = CsvCells.EndOfRecord(text[at..], MostLines, MostQuoted);
            if (end < 0 && !_isAtEnd && text.Length - at < IRecordReader.LargestRecord)
            {
                break;
            }
            // A quote that is open at the end is damage: its line stands alone.
            end = end < 0 ? text[at..].IndexOf((byte)'\n') : end;
            end = end < 0 ? text.Length - at : end;
            Take(text.Slice(at, end).TrimEnd((byte)'\r'));
            at = Math.Min(at + end + 1, text.Length);
        }
        return at;
    }

    void Take(ReadOnlySpan<byte> row)
    {
        if (row.IsEmpty)
        {
            return;
        }
        if (CsvColumns.MayBeHeader(row) && IsHeader(row, _cells))
        {
            _names = [.. Enumerable.Range(0, _cells.Count).Select(column => _cells[column].ToArray())];
            return;
        }
        _cells.Cut(row, (byte)',');
        if (_cells.IsDamaged || _names.IsEmpty)
        {
            _lines.AddAsIs(row);
            return;
        }
        _lines.Begin();
        for (var i = 0; i < Math.Min(_cells.Count, _names.Length); i++)
        {
            // Of a cell with several values, Splunk writes them once more in a column of this name.
            if (!_cells[i].IsEmpty && !_names[i].AsSpan().StartsWith("__mv_"u8))
            {
                _lines.Add(_names[i], _cells[i]);
            }
        }
        _lines.End();
    }

    static bool IsHeader(ReadOnlySpan<byte> line, CsvCells cells)
    {
        if (line is [] or [(byte)'{' or (byte)'[' or (byte)'<', ..] || (line.IndexOf("_raw"u8) < 0 && line.IndexOf("message"u8) < 0 && line.IndexOf("event.original"u8) < 0))
        {
            return false;
        }
        cells.Cut(line, (byte)',');
        bool hasRaw = false, hasMessage = false, hasTime = false;
        for (var i = 0; i < cells.Count; i++)
        {
            var cell = cells[i];
            hasRaw |= cell.SequenceEqual("_raw"u8);
            hasMessage |= cell.SequenceEqual("message"u8) || cell.SequenceEqual("event.original"u8);
            hasTime |= cell.SequenceEqual("_time"u8) || cell.SequenceEqual("timestamp"u8) || cell.SequenceEqual("@timestamp"u8);
        }
        return hasTime && (hasRaw || hasMessage);
    }
}
