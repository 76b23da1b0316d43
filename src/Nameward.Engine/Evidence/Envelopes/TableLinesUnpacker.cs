using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// The answer of Azure Monitor's query interface (<c>{"tables":[{"name":"PrimaryResult","columns":[{"name":"TimeGenerated","type":"datetime"}],"rows":[["2026-11-21T09:00:00Z"]]}]}</c>)
/// given as lines: an object for each row, whose members are named as the columns. Offsets are those of the lines given.
/// </summary>
sealed class TableLinesUnpacker(UnpackedBytes below) : IUnpacker
{
    const int PieceBytes = 64 << 10;

    readonly byte[] _piece = new byte[IRecordReader.LargestRecord + PieceBytes];
    readonly JsonLineWriter _lines = new();
    readonly List<byte[]> _names = [];
    int _length;
    bool _isAtEnd;
    bool _isInRows;

    /// <inheritdoc/>
    public string? Damage { get; private set; }

    /// <summary>Whether bytes begin so.</summary>
    public static bool IsFor(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart("\uFEFF"u8).TrimStart(" \t\r\n"u8);
        return head is [(byte)'{', ..] && head[1..].TrimStart(" \t\r\n"u8).StartsWith("\"tables\""u8) && head.IndexOf("\"columns\""u8) > 0;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        _lines.Clear();
        while (_lines.Written.IsEmpty && !(_isAtEnd && _length == 0))
        {
            if (!_isAtEnd)
            {
                var count = below.Fill(_piece.AsSpan(_length));
                _isAtEnd = count < _piece.Length - _length;
                _length += count;
            }
            var used = TakeAll(_piece.AsSpan(0, _length));
            // What is left at the end, and a value that is longer than any record, is no row.
            var isStuck = used == 0 && (_isAtEnd || _length >= IRecordReader.LargestRecord);
            Damage = isStuck && _isInRows ? "a row of a table is not whole, or longer than 1 MiB" : Damage;
            used = isStuck ? _length : used;
            _piece.AsSpan(used, _length - used).CopyTo(_piece);
            _length -= used;
        }
        return _lines.Written;
    }

    /// <inheritdoc/>
    public void Restart()
    {
        below.SkipTo(0);
        (_length, _isAtEnd, _isInRows, Damage) = (0, false, false, null);
        _names.Clear();
        _lines.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    int TakeAll(ReadOnlySpan<byte> text)
    {
        var at = 0;
        while ((_isInRows ? TakeRow(text[at..]) : TakeHead(text[at..])) is > 0 and var used)
        {
            at += used;
        }
        return at;
    }

    /// <summary>Takes all up to the first row: names of columns, and whatever else tells of the table.</summary>
    int TakeHead(ReadOnlySpan<byte> text)
    {
        var columns = text.IndexOf("\"columns\""u8);
        var rows = text.IndexOf("\"rows\""u8);
        if (columns >= 0 && (rows < 0 || columns < rows))
        {
            var start = columns + "\"columns\""u8.Length;
            start += Math.Max(0, text[start..].IndexOf((byte)'['));
            var end = EndOfValue(text[start..]);
            if (end > 0)
            {
                ReadNames(text.Slice(start, end));
            }
            return end < 0 ? 0 : start + end;
        }
        var open = rows < 0 ? -1 : text[rows..].IndexOf((byte)'[');
        _isInRows = open > 0;
        return _isInRows ? rows + open + 1 : 0;
    }

    int TakeRow(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOfAnyExcept(" \t\r\n,"u8);
        if (start < 0)
        {
            return 0;
        }
        if (text[start] != '[')
        {
            _isInRows = false;
            return start + 1;
        }
        var length = EndOfValue(text[start..]);
        if (length > 0)
        {
            Write(text.Slice(start, length));
        }
        return length < 0 ? 0 : start + length;
    }

    void ReadNames(ReadOnlySpan<byte> list)
    {
        const int MostNames = 1024;
        _names.Clear();
        var scanner = new JsonScanner(list);
        scanner.TryBegin((byte)'[');
        while (_names.Count < MostNames && scanner.TryItem(out var column))
        {
            var inside = column.In(list);
            var members = new JsonScanner(inside);
            byte[] name = [];
            for (var isObject = column.Kind == JsonKind.Object && members.TryBegin((byte)'{'); isObject && members.TryMember(out var member, out var value);)
            {
                name = member.In(inside).SequenceEqual("name"u8) ? value.In(inside).ToArray() : name;
            }
            _names.Add(name);
        }
    }

    void Write(ReadOnlySpan<byte> row)
    {
        var scanner = new JsonScanner(row);
        scanner.TryBegin((byte)'[');
        _lines.Begin();
        for (var i = 0; i < _names.Count && scanner.TryItem(out var value); i++)
        {
            // The quotes of a string stand beside it.
            var isText = value.Kind is JsonKind.String or JsonKind.EscapedString;
            _lines.AddRaw(_names[i], isText ? row.Slice(value.Start - 1, value.Length + 2) : value.In(row));
        }
        _lines.End();
    }

    /// <summary>Where an array or object ends that a text begins with; -1 where that is not to be seen.</summary>
    static int EndOfValue(ReadOnlySpan<byte> text)
    {
        var (depth, isQuoted) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case (byte)'\\' when isQuoted:
                    at++;
                    break;
                case (byte)'"':
                    isQuoted = !isQuoted;
                    break;
                case (byte)'[' or (byte)'{' when !isQuoted:
                    depth++;
                    break;
                case (byte)']' or (byte)'}' when !isQuoted && --depth == 0:
                    return at + 1;
            }
        }
        return -1;
    }
}
