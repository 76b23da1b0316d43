using System.Collections.Immutable;
using System.Text;

namespace Nameward.Engine.Evidence.Envelopes;

/// <summary>
/// JSON whose records are not one on each line, given as lines: an array, objects that are written over many lines or one behind the other, and lists inside an
/// object as cloud exports wrap them (<c>{"Records":[...]}</c>, <c>{"logEvents":[...]}</c>, Elasticsearch's <c>hits.hits[]._source</c>). White space between the
/// parts of a record is left out, all else is given as it stands; what is no JSON at all is given as a line of its own, so that nothing goes unseen. Offsets are
/// those of the lines given.
/// </summary>
sealed class JsonLinesUnpacker(UnpackedBytes below) : IUnpacker
{
    const int PieceBytes = 64 << 10;

    // A longer line than any record: given as it is, it is counted as one that is too long.
    const int LongestLine = IRecordReader.LargestRecord + 1;

    /// <summary>Members of an object that are no part of a record but hold records, or the record itself.</summary>
    static readonly ImmutableArray<byte[]> Wrappers =
        [.. new[] { "records", "Records", "logEvents", "hits", "_source", "results" }.Select(Encoding.ASCII.GetBytes)];

    /// <summary>Members that an object begins with which is a configuration and no record: it has comments, which no line could hold, and is shown as it was written.</summary>
    static readonly ImmutableArray<byte[]> Documents = [.. new[] { "\"Dhcp4\"", "\"Dhcp6\"", "\"DhcpDdns\"", "\"Control-agent\"" }.Select(Encoding.ASCII.GetBytes)];

    enum Within
    {
        /// <summary>Between records.</summary>
        Gap,
        /// <summary>A string between records.</summary>
        GapString,
        /// <summary>A record.</summary>
        Record,
        /// <summary>A string of a record.</summary>
        RecordString,
        /// <summary>Bytes that are no JSON, up to the end of their line.</summary>
        Garbage,
    }

    readonly byte[] _piece = new byte[PieceBytes];
    byte[] _line = new byte[PieceBytes];
    byte[] _lines = new byte[2 * PieceBytes];
    int _lineLength;
    int _linesLength;
    int _depth;
    int _keyStart;
    int _keyLength;
    bool _isKey;
    bool _isEscaped;
    bool _isAtLineStart = true;
    bool _isAtEnd;
    Within _within;

    /// <inheritdoc/>
    public string? Damage => null;

    /// <summary>
    /// Whether JSON that begins with these bytes is to be given as lines: an array of objects, an object that goes on over lines or wraps others, or one with
    /// another right behind it.
    /// </summary>
    public static bool IsFor(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart("\uFEFF"u8).TrimStart(" \t\r\n"u8);
        if (head is [(byte)'[', ..])
        {
            return head[1..].TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
        }
        if (head is not [(byte)'{', ..])
        {
            return false;
        }
        if (IsDocument(head[1..].TrimStart(" \t\r\n"u8)))
        {
            return false;
        }
        var inside = head[1..].TrimStart(" \t\r"u8);
        return (inside is [(byte)'\n', ..] && inside.TrimStart(" \t\r\n"u8) is [(byte)'"', ..]) || Wraps(head) || head.IndexOf("}{\""u8) > 0;
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Next()
    {
        _linesLength = 0;
        while (_linesLength == 0 && !_isAtEnd)
        {
            var isStart = below.Offset == 0;
            var count = below.Fill(_piece);
            var bytes = _piece.AsSpan(0, count);
            TakeAll(isStart && bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes);
            if (count < _piece.Length)
            {
                _isAtEnd = true;
                End();
            }
        }
        return _lines.AsMemory(0, _linesLength);
    }

    /// <inheritdoc/>
    public void Restart()
    {
        below.SkipTo(0);
        (_lineLength, _linesLength, _depth, _keyLength, _within) = (0, 0, 0, 0, Within.Gap);
        (_isKey, _isEscaped, _isAtLineStart, _isAtEnd) = (false, false, true, false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    static bool IsDocument(ReadOnlySpan<byte> members)
    {
        foreach (var name in Documents)
        {
            if (members.StartsWith(name))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether the first object has a member that wraps records.</summary>
    static bool Wraps(ReadOnlySpan<byte> head)
    {
        foreach (var name in Wrappers)
        {
            for (var rest = head; rest.IndexOf(name) is > 0 and var at; rest = rest[(at + name.Length)..])
            {
                var isName = rest[at - 1] == '"' && rest[(at + name.Length)..] is [(byte)'"', ..];
                var value = isName ? rest[(at + name.Length + 1)..].TrimStart(" \t\r\n"u8) : [];
                value = value is [(byte)':', ..] ? value[1..].TrimStart(" \t\r\n"u8) : [];
                if (value is [(byte)'[', ..] || (value is [(byte)'{', ..] && MayBeObject(name)))
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>Of Elasticsearch, an object holds the list of hits, and the record of one hit is an object in it.</summary>
    static bool MayBeObject(ReadOnlySpan<byte> name) => name.SequenceEqual("hits"u8) || name.SequenceEqual("_source"u8);

    void TakeAll(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            if (_within is Within.RecordString && !_isEscaped)
            {
                at += TakeText(bytes[at..]);
            }
            if (at < bytes.Length)
            {
                Take(bytes[at]);
            }
        }
    }

    /// <summary>Takes what a string holds up to what means something.</summary>
    /// <returns>How many bytes that is.</returns>
    int TakeText(ReadOnlySpan<byte> bytes)
    {
        var length = bytes.IndexOfAny((byte)'"', (byte)'\\', (byte)'\n');
        length = length < 0 ? bytes.Length : length;
        Add(bytes[..length]);
        return length;
    }

    void Take(byte c)
    {
        switch (_within)
        {
            case Within.Gap:
                TakeInGap(c);
                break;
            case Within.GapString:
                EndString(c == '\n' ? (byte)'"' : c, Within.Gap);
                break;
            case Within.Record:
                TakeInRecord(c);
                break;
            case Within.RecordString:
                TakeInString(c);
                break;
            case Within.Garbage when c == '\n':
                End();
                _isAtLineStart = true;
                break;
            default:
                Add(c);
                break;
        }
    }

    void TakeInGap(byte c)
    {
        switch (c)
        {
            case (byte)' ' or (byte)'\t' or (byte)'\r':
                return;
            case (byte)'\n':
                _isAtLineStart = true;
                return;
            case (byte)'{':
                (_within, _depth, _isKey) = (Within.Record, 1, true);
                Add(c);
                break;
            case (byte)'"':
                _within = Within.GapString;
                break;
            case (byte)',' or (byte)':' or (byte)'[' or (byte)']' or (byte)'}':
                break;
            // Numbers and words are values behind a name in what wraps, never the first on a line.
            case (byte)'-' or >= (byte)'0' and <= (byte)'9' or >= (byte)'a' and <= (byte)'z' or (byte)'.' or (byte)'E' or (byte)'+' when !_isAtLineStart:
                break;
            default:
                _within = Within.Garbage;
                Add(c);
                break;
        }
        _isAtLineStart = false;
    }

    void TakeInRecord(byte c)
    {
        // An object in the first column ends one that was cut.
        if (_isAtLineStart && c == '{')
        {
            End();
            TakeInGap(c);
            return;
        }
        _isAtLineStart = c == '\n';
        switch (c)
        {
            case (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n':
                return;
            case (byte)'"':
                _within = Within.RecordString;
                (_keyStart, _keyLength) = _depth == 1 && _isKey ? (_lineLength + 1, 0) : (_keyStart, _keyLength);
                break;
            case (byte)'{' or (byte)'[' when _depth == 1 && IsWrapper(c):
                Enter(c);
                return;
            case (byte)'{' or (byte)'[':
                _depth++;
                break;
            case (byte)'}' or (byte)']':
                _depth--;
                break;
        }
        _isKey = _depth == 1 && (c == ',' || (_isKey && c != ':'));
        Add(c);
        if (_depth == 0)
        {
            End();
        }
    }

    /// <summary>Leaves what wraps: what was gathered of it is no part of a record.</summary>
    void Enter(byte c)
    {
        var isRecord = c == '{' && _line.AsSpan(_keyStart, _keyLength).SequenceEqual("_source"u8);
        (_lineLength, _within, _isAtLineStart) = (0, Within.Gap, false);
        if (isRecord)
        {
            TakeInGap(c);
        }
    }

    void TakeInString(byte c)
    {
        if (c == '\n')
        {
            End();
            _isAtLineStart = true;
            return;
        }
        Add(c);
        if (c == '"' && !_isEscaped && _depth == 1 && _isKey)
        {
            _keyLength = _lineLength - 1 - _keyStart;
        }
        EndString(c, Within.Record);
    }

    void EndString(byte c, Within after)
    {
        _within = c == '"' && !_isEscaped ? after : _within;
        _isEscaped = c == '\\' && !_isEscaped;
    }

    /// <summary>Whether a value that begins now belongs to a member that wraps records. Where what wraps is an object, the next record begins inside of it.</summary>
    bool IsWrapper(byte c)
    {
        // Names of members behind the longest line are not kept.
        if (_lineLength == LongestLine)
        {
            return false;
        }
        var key = _line.AsSpan(_keyStart, _keyLength);
        foreach (var name in Wrappers)
        {
            if (key.SequenceEqual(name))
            {
                return c == '[' || MayBeObject(key);
            }
        }
        return false;
    }

    void Add(byte c)
    {
        if (_lineLength < _line.Length)
        {
            _line[_lineLength++] = c;
            return;
        }
        Add([c]);
    }

    void Add(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _line.Length - _lineLength && _line.Length < LongestLine)
        {
            Array.Resize(ref _line, Math.Min(Math.Max(2 * _line.Length, _lineLength + bytes.Length), LongestLine));
        }
        var count = Math.Min(bytes.Length, _line.Length - _lineLength);
        bytes[..count].CopyTo(_line.AsSpan(_lineLength));
        _lineLength += count;
    }

    /// <summary>Gives what was gathered as a line.</summary>
    void End()
    {
        if (_lineLength > 0)
        {
            if (_linesLength + _lineLength + 1 > _lines.Length)
            {
                Array.Resize(ref _lines, Math.Max(2 * _lines.Length, _linesLength + _lineLength + 1));
            }
            _line.AsSpan(0, _lineLength).CopyTo(_lines.AsSpan(_linesLength));
            _linesLength += _lineLength;
            _lines[_linesLength++] = (byte)'\n';
        }
        (_lineLength, _depth, _keyLength, _within, _isEscaped, _isAtLineStart) = (0, 0, 0, Within.Gap, false, false);
    }
}
