using System.Buffers;

namespace Nameward.Engine.Evidence.Scanning;

/// <summary>What a value of a JSON text is (RFC 8259 section 3).</summary>
enum JsonKind : byte
{
    /// <summary>None was read.</summary>
    None,
    /// <summary>A string that stands for itself.</summary>
    String,
    /// <summary>A string with escapes: see <see cref="JsonText"/>.</summary>
    EscapedString,
    /// <summary>A number.</summary>
    Number,
    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,
    /// <summary><c>null</c>.</summary>
    Null,
    /// <summary>An array, brackets and all.</summary>
    Array,
    /// <summary>An object, braces and all.</summary>
    Object,
}

/// <summary>A value and where it stands; a string without its quotes.</summary>
readonly record struct JsonValue(JsonKind Kind, int Start, int Length)
{
    /// <summary>The bytes of the value as they were written.</summary>
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> text) => text.Slice(Start, Length);
}

/// <summary>
/// Walks the members of one JSON object, or the items of one array, whose values are taken as spans: nothing is allocated, nothing is thrown, nothing
/// is decoded that is not asked for. The grammar is RFC 8259, but bytes in strings need not be UTF-8, since names in evidence often are not.
/// </summary>
ref struct JsonScanner(ReadOnlySpan<byte> text)
{
    const int DeepestNesting = 64;

    static readonly SearchValues<byte> StringStops =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(control => (byte)control), (byte)'"', (byte)'\\']);

    readonly ReadOnlySpan<byte> _text = text;
    int _at;
    bool _begun;

    /// <summary>Whether the text broke the grammar; the walk has then ended.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Whether nothing but white space follows.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipSpace();
            return _at == _text.Length;
        }
    }

    /// <summary>Steps over the brace or bracket that begins the text.</summary>
    public bool TryBegin(byte bracket)
    {
        SkipSpace();
        return TryTake(bracket) || Damaged();
    }

    /// <summary>Steps to the next member of an object; false at its end and where it is damaged.</summary>
    public bool TryMember(out JsonValue name, out JsonValue value)
    {
        value = default;
        name = default;
        return TryNext((byte)'}') && TryMember(out name, out value, DeepestNesting);
    }

    /// <summary>
    /// Steps to the next member of an object, as far as its value, which <see cref="TryValue(out JsonValue)"/> or <see cref="TryEnter"/> takes next; false at the
    /// object's end and where it is damaged.
    /// </summary>
    public bool TryName(out JsonValue name)
    {
        name = default;
        return TryNext((byte)'}') && TryNameBeforeValue(out name);
    }

    /// <summary>Steps over the value behind a name.</summary>
    public bool TryValue(out JsonValue value) => TryValue(out value, DeepestNesting);

    /// <summary>Whether the value behind a name, which comes next, is an object.</summary>
    public bool IsAtObject
    {
        get
        {
            SkipSpace();
            return _at < _text.Length && _text[_at] == '{';
        }
    }

    /// <summary>
    /// Steps into the object behind a name, so that its members are walked but once; false, and nothing is stepped over, where the value is none. Behind its last
    /// member, <see cref="Leave"/> goes on in the object around it.
    /// </summary>
    /// <param name="start">Where the brace stands that begins it.</param>
    public bool TryEnter(out int start)
    {
        SkipSpace();
        start = _at;
        var isObject = TryTake((byte)'{');
        _begun &= !isObject;
        return isObject;
    }

    /// <summary>Goes on behind an object whose members were walked.</summary>
    /// <param name="start">Where its brace stands.</param>
    /// <returns>The object.</returns>
    public JsonValue Leave(int start)
    {
        _begun = true;
        return new(JsonKind.Object, start, _at - start);
    }

    /// <summary>Steps to the next item of an array; false at its end and where it is damaged.</summary>
    public bool TryItem(out JsonValue value)
    {
        value = default;
        return TryNext((byte)']') && TryValue(out value, DeepestNesting);
    }

    /// <summary>Steps over the comma before all items but the first; false at the closing bracket.</summary>
    bool TryNext(byte closing)
    {
        if (IsDamaged)
        {
            return false;
        }
        SkipSpace();
        if (TryTake(closing))
        {
            return false;
        }
        var isFirst = !_begun;
        _begun = true;
        return isFirst || TryTake((byte)',') || Damaged();
    }

    bool TryMember(out JsonValue name, out JsonValue value, int depth)
    {
        value = default;
        return TryNameBeforeValue(out name) && TryValue(out value, depth);
    }

    bool TryNameBeforeValue(out JsonValue name)
    {
        SkipSpace();
        if (!TryString(out name))
        {
            return false;
        }
        SkipSpace();
        return TryTake((byte)':') || Damaged();
    }

    bool TryValue(out JsonValue value, int depth)
    {
        SkipSpace();
        value = default;
        switch (_at < _text.Length ? _text[_at] : (byte)0)
        {
            case (byte)'"':
                return TryString(out value);
            case (byte)'{' or (byte)'[':
                return TryNested(out value, depth);
            case (byte)'t':
                return TryWord("true"u8, JsonKind.Boolean, out value);
            case (byte)'f':
                return TryWord("false"u8, JsonKind.Boolean, out value);
            case (byte)'n':
                return TryWord("null"u8, JsonKind.Null, out value);
            default:
                return TryNumber(out value);
        }
    }

    bool TryString(out JsonValue value)
    {
        value = default;
        if (!TryTake((byte)'"'))
        {
            return Damaged();
        }
        var start = _at;
        var kind = JsonKind.String;
        while (true)
        {
            var length = _text[_at..].IndexOfAny(StringStops);
            if (length < 0)
            {
                return Damaged();
            }
            _at += length;
            if (_text[_at] == '"')
            {
                value = new(kind, start, _at++ - start);
                return true;
            }
            kind = JsonKind.EscapedString;
            var escape = JsonText.EscapeLength(_text[_at..]);
            if (escape == 0)
            {
                return Damaged();
            }
            _at += escape;
        }
    }

    /// <summary>Steps over an object or array, checking what is in it; recursion ends at <see cref="DeepestNesting"/>.</summary>
    bool TryNested(out JsonValue value, int depth)
    {
        value = default;
        if (depth == 0)
        {
            return Damaged();
        }
        var start = _at;
        var isObject = _text[_at++] == '{';
        var begun = _begun;
        _begun = false;
        while (TryNext(isObject ? (byte)'}' : (byte)']'))
        {
            if (!(isObject ? TryMember(out _, out _, depth - 1) : TryValue(out _, depth - 1)))
            {
                return false;
            }
        }
        _begun = begun;
        value = new(isObject ? JsonKind.Object : JsonKind.Array, start, _at - start);
        return !IsDamaged;
    }

    bool TryWord(ReadOnlySpan<byte> word, JsonKind kind, out JsonValue value)
    {
        value = new(kind, _at, word.Length);
        if (!_text[_at..].StartsWith(word))
        {
            return Damaged();
        }
        _at += word.Length;
        return true;
    }

    bool TryNumber(out JsonValue value)
    {
        var start = _at;
        value = default;
        TryTake((byte)'-');
        var leadingZero = _at < _text.Length && _text[_at] == '0';
        var digits = SkipDigits();
        if (digits == 0 || (leadingZero && digits > 1) || (TryTake((byte)'.') && SkipDigits() == 0))
        {
            return Damaged();
        }
        if (TryTake((byte)'e') || TryTake((byte)'E'))
        {
            _ = TryTake((byte)'+') || TryTake((byte)'-');
            if (SkipDigits() == 0)
            {
                return Damaged();
            }
        }
        value = new(JsonKind.Number, start, _at - start);
        return true;
    }

    int SkipDigits()
    {
        var start = _at;
        while (_at < _text.Length && Numbers.IsDigit(_text[_at]))
        {
            _at++;
        }
        return _at - start;
    }

    void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            _at++;
        }
    }

    bool TryTake(byte wanted)
    {
        var isThere = _at < _text.Length && _text[_at] == wanted;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    bool Damaged()
    {
        IsDamaged = true;
        return false;
    }
}
