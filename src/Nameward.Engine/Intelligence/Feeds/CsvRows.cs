using System.Text;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// Rows of separated values (RFC 4180) as publishers write them: blanks before and behind quotes, lines inside of quotes, quotes that never close. A row that is
/// not closed within 64 kB is broken and ends with its line, so that one quote cannot swallow the rest.
/// </summary>
ref struct CsvRows(ReadOnlySpan<byte> content, byte separator)
{
    const int MostQuoted = 64 << 10;
    const int MostCells = 512;

    readonly ReadOnlySpan<byte> _content = content;
    readonly List<string> _cells = [];
    int _at;
    int _oneLineUntil;
    int _lines;
    bool _isQuoted;

    /// <summary>Lines before the row.</summary>
    public int Before { get; private set; }

    /// <summary>The row as it stands there.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    /// <summary>Whether a quote of it is not closed.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Its cells, without quotes and the blanks around them.</summary>
    public readonly IReadOnlyList<string> Cells => _cells;

    /// <summary>Goes to the next row; false behind the last.</summary>
    public bool Next()
    {
        if (_at >= _content.Length)
        {
            return false;
        }
        _cells.Clear();
        var start = _at;
        (Before, IsBroken) = (_lines, false);
        while (Cell(start))
        {
        }
        Text = _content[start.._at].Trim(" \t\r\n"u8);
        _lines += _content[start.._at].Count((byte)'\n');
        return true;
    }

    /// <summary>Takes a cell; false where the row ends with it.</summary>
    bool Cell(int start)
    {
        var text = _content[_at..];
        var blanks = text.IndexOfAnyExcept((byte)' ', (byte)'\t');
        if (separator != '\t' && blanks > 0)
        {
            _at += blanks;
            text = text[blanks..];
        }
        if (text is [(byte)'"', ..] && !Quoted(start, text))
        {
            IsBroken = true;
            _at = LineEnd(start);
            return false;
        }
        text = _content[_at..];
        var end = text.IndexOfAny(separator, (byte)'\n');
        var isLast = end < 0 || text[end] == '\n';
        end = end < 0 ? text.Length : end;
        if (!_isQuoted && _cells.Count < MostCells)
        {
            _cells.Add(Encoding.UTF8.GetString(text[..Math.Min(end, MostQuoted)].Trim(" \t\r"u8)));
        }
        _isQuoted = false;
        _at = Math.Min(_at + end + 1, _content.Length);
        return !isLast;
    }

    /// <summary>Takes what stands between quotes, where a doubled one is one.</summary>
    bool Quoted(int start, ReadOnlySpan<byte> text)
    {
        text = text[..Math.Min(text.Length, MostQuoted)];
        if (start < _oneLineUntil && text.IndexOf((byte)'\n') is >= 0 and var line)
        {
            text = text[..line];
        }
        var isDoubled = false;
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at..].IndexOf((byte)'"') is not (>= 0 and var next))
            {
                break;
            }
            at += next;
            if (at + 1 < text.Length && text[at + 1] == '"')
            {
                isDoubled = true;
                at++;
                continue;
            }
            var cell = Encoding.UTF8.GetString(text[1..at]);
            if (_cells.Count < MostCells)
            {
                _cells.Add((isDoubled ? cell.Replace("\"\"", "\"", StringComparison.Ordinal) : cell).Trim());
            }
            (_isQuoted, _at) = (true, _at + at + 1);
            return true;
        }
        _oneLineUntil = Math.Max(_oneLineUntil, _at + text.Length);
        return false;
    }

    readonly int LineEnd(int from) => _content[from..].IndexOf((byte)'\n') is >= 0 and var length ? from + length + 1 : _content.Length;
}
