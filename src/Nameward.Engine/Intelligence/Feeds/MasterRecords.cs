namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>
/// The records of a master file (RFC 1035 section 5.1) as tokens: parentheses join lines, quotes and backslashes hold blanks, a semicolon begins a comment.
/// </summary>
ref struct MasterRecords(ReadOnlySpan<byte> content)
{
    /// <summary>Most bytes and tokens of one record; TXT records and keys need a few thousand.</summary>
    const int MostBytes = 64 << 10;
    const int MostTokens = 4096;

    readonly ReadOnlySpan<byte> _content = FeedHead.WithoutMark(content);
    readonly List<Range> _tokens = [];
    int _at;
    long _line = 1;

    /// <summary>The line on which the record begins, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>How many tokens it has.</summary>
    public readonly int Count => _tokens.Count;

    /// <summary>Whether it begins with a blank, so that its owner is the last one's.</summary>
    public bool IsContinued { get; private set; }

    /// <summary>What is wrong with it; null where it is whole.</summary>
    public string? Fault { get; private set; }

    /// <summary>Where it begins.</summary>
    public int Start { get; private set; }

    /// <summary>The record as it stands there.</summary>
    public readonly ReadOnlySpan<byte> Text => _content[Start.._at];

    /// <summary>A token, with its escapes and without its quotes.</summary>
    public readonly ReadOnlySpan<byte> this[int index] => index < _tokens.Count ? _content[_tokens[index]] : [];

    /// <summary>Goes to the next record that has tokens; false behind the last.</summary>
    public bool Next()
    {
        while (_at < _content.Length)
        {
            Read();
            if (_tokens.Count > 0 || Fault is not null)
            {
                return true;
            }
        }
        return false;
    }

    void Read()
    {
        _tokens.Clear();
        (Line, Start, Fault) = (_line, _at, null);
        IsContinued = _content[_at] is (byte)' ' or (byte)'\t';
        var open = 0;
        while (_at < _content.Length)
        {
            switch (_content[_at])
            {
                case (byte)'\n':
                    _at++;
                    _line++;
                    if (open == 0)
                    {
                        return;
                    }
                    break;
                case (byte)'(':
                    open++;
                    _at++;
                    break;
                case (byte)')':
                    open = Math.Max(open - 1, 0);
                    _at++;
                    break;
                case (byte)' ' or (byte)'\t' or (byte)'\r' or 0:
                    _at++;
                    break;
                case (byte)';':
                    _at = LineEnd(_at);
                    break;
                default:
                    Token();
                    break;
            }
            if (_at - Start > MostBytes || _tokens.Count > MostTokens)
            {
                Fault = Because.TooLong;
                _at = LineEnd(_at);
                return;
            }
        }
        Fault = open > 0 ? "a parenthesis that is not closed" : Fault;
    }

    void Token()
    {
        var isQuoted = _content[_at] == '"';
        var start = isQuoted ? _at + 1 : _at;
        var stops = isQuoted ? "\"\\\n"u8 : " \t\r\n;()\\"u8;
        for (_at = start; ; _at = Math.Min(_at + 2, _content.Length))
        {
            var length = _content[_at..].IndexOfAny(stops);
            _at = length < 0 ? _content.Length : _at + length;
            if (_at == _content.Length || _content[_at] != '\\' || (_at + 1 < _content.Length && _content[_at + 1] == '\n'))
            {
                break;
            }
        }
        _tokens.Add(start.._at);
        if (isQuoted)
        {
            Fault = _at < _content.Length && _content[_at] == '"' ? Fault : Because.OpenQuote;
            _at += Fault is null ? 1 : 0;
        }
        else if (_at < _content.Length && _content[_at] == '\\')
        {
            _at++;
        }
    }

    readonly int LineEnd(int from) => _content[from..].IndexOf((byte)'\n') is >= 0 and var length ? from + length : _content.Length;
}
