using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The fields of a record that is written as names with values. The header of CEF and LEEF gives <c>deviceVendor</c>, <c>deviceProduct</c>,
/// <c>deviceVersion</c>, <c>deviceEventClassId</c>, <c>name</c> and <c>severity</c>. One belongs to one reader.
/// </summary>
/// <remarks>
/// Sources: ArcSight Common Event Format Implementation Standard, version 26 (2019); IBM QRadar LEEF 2.0, "LEEF event components". Where a name stands twice, the
/// first counts that has a value.
/// </remarks>
sealed class PairFields(FieldTable table) : FieldValues
{
    const byte Quote = (byte)'"', Escape = (byte)'\\';

    /// <summary>Names of fields are no longer, in bytes.</summary>
    const int LongestName = 128;

    /// <summary>Six strings, three numbers, four of floating point, four addresses, two dates, and as many labels; some products number on.</summary>
    const int MostCustom = 48;

    static ReadOnlySpan<byte> Label => "Label"u8;

    static readonly byte[][] CefHeader =
        [[.. "deviceVendor"u8], [.. "deviceProduct"u8], [.. "deviceVersion"u8], [.. "deviceEventClassId"u8], [.. "name"u8], [.. "severity"u8]];

    readonly (int Start, int Length, bool IsEscaped, bool IsThere)[] _values = new (int, int, bool, bool)[(int)LogField.Count];
    readonly int[] _ranks = new int[(int)LogField.Count];
    byte[] _line = new byte[1024];
    byte[] _decoded = new byte[1024];
    int _decodedLength;

    /// <summary>The custom fields of CEF that the record has: what they mean, a label beside them tells (<c>cs1=7 cs1Label=Rule</c>).</summary>
    readonly (int Name, int NameLength, int Start, int End, bool IsEscaped)[] _custom = new (int, int, int, int, bool)[MostCustom];
    int _customCount;

    /// <summary>Fields of the table that the record has.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> this[LogField field]
    {
        get
        {
            var (start, length, isEscaped, _) = _values[(int)field];
            return isEscaped ? Decode(_line.AsSpan(start, length)) : _line.AsSpan(start, length);
        }
    }

    /// <inheritdoc/>
    public override JsonKind Kind(LogField field) => _values[(int)field].IsThere ? JsonKind.String : JsonKind.None;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Written(LogField field) => this[field];

    /// <summary>Reads a line from its first pair, or the header of its format, on; false where it holds no field that is read.</summary>
    public bool TryRead(ReadOnlySpan<byte> line, PairForm form)
    {
        _values.AsSpan().Clear();
        (Count, _decodedLength) = (0, 0);
        if (_line.Length < line.Length)
        {
            _line = new byte[Math.Max(line.Length, 2 * _line.Length)];
        }
        line.CopyTo(_line);
        var text = _line.AsSpan(0, line.Length);
        switch (form)
        {
            case PairForm.Cef:
                ReadExtension(TakeHeader(text, CefHeader.Length), text.Length);
                break;
            case PairForm.Leef:
                ReadLeef(text);
                break;
            case PairForm.Colons:
                ReadPairs(0, text.Length, (byte)':', (byte)';');
                break;
            default:
                ReadPairs(0, text.Length, (byte)'=', form == PairForm.Commas ? (byte)',' : form == PairForm.Strokes ? (byte)'|' : (byte)' ');
                break;
        }
        return Count > 0;
    }

    void Keep(ReadOnlySpan<byte> name, int start, int end, bool isEscaped)
    {
        if (table.Root.Find(name) is { Field: { } field } member)
        {
            Keep(field, member.Rank, start, end, isEscaped);
        }
    }

    void Keep(LogField field, int rank, int start, int end, bool isEscaped)
    {
        ref var kept = ref _values[(int)field];
        if (!kept.IsThere || (end > start && (kept.Length == 0 || rank < _ranks[(int)field])))
        {
            Count += kept.IsThere ? 0 : 1;
            kept = (start, end - start, isEscaped, true);
            _ranks[(int)field] = rank;
        }
    }

    /// <summary>Reads fields between strokes; each may hold escaped ones.</summary>
    /// <returns>Where it goes on behind them.</returns>
    int TakeHeader(ReadOnlySpan<byte> text, int fields)
    {
        var at = text.IndexOf((byte)'|') + 1;
        for (var i = 0; i < fields && at > 0; i++)
        {
            var end = EndOfHeaderField(text, at);
            Keep(CefHeader[i], at, end, text[at..end].Contains(Escape));
            at = Math.Min(end + 1, text.Length);
        }
        return Math.Max(at, 0);
    }

    static int EndOfHeaderField(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] != '|')
        {
            at += text[at] == Escape ? 2 : 1;
        }
        return Math.Min(at, text.Length);
    }

    /// <summary>Reads the extension of CEF: a name is what stands between a space and an equals sign that no stroke precedes.</summary>
    void ReadExtension(int at, int end)
    {
        var text = _line.AsSpan(0, end);
        var (nameStart, nameEnd, valueStart) = (0, 0, -1);
        for (var equals = NextEquals(text, at); equals >= 0; equals = NextEquals(text, equals + 1))
        {
            var start = text[at..equals].LastIndexOf((byte)' ') + 1 + at;
            if (!IsName(text[start..equals]))
            {
                continue;
            }
            KeepExtension(text, nameStart, nameEnd, valueStart, start);
            (nameStart, nameEnd, valueStart) = (start, equals, equals + 1);
            at = equals + 1;
        }
        KeepExtension(text, nameStart, nameEnd, valueStart, end);
        KeepLabelled(text);
    }

    /// <summary>Keeps custom fields under the names that their labels give them.</summary>
    void KeepLabelled(ReadOnlySpan<byte> text)
    {
        for (var i = 0; i < _customCount; i++)
        {
            var (label, length, start, end, _) = _custom[i];
            var name = text.Slice(label, length);
            if (!name.EndsWith(Label) || table.Root.FindColumn(text[start..end]) is not { Field: { } field } member)
            {
                continue;
            }
            foreach (var value in _custom.AsSpan(0, _customCount))
            {
                if (text.Slice(value.Name, value.NameLength).SequenceEqual(name[..^Label.Length]))
                {
                    Keep(field, member.Rank, value.Start, value.End, value.IsEscaped);
                }
            }
        }
        _customCount = 0;
    }

    /// <summary>Whether a name is one of <c>cs1</c>, <c>cn1</c>, <c>cfp1</c>, <c>c6a1</c>, <c>flexString1</c>, <c>deviceCustomDate1</c> and the like, or of a label of theirs.</summary>
    static bool IsCustom(ReadOnlySpan<byte> name)
    {
        name = name.EndsWith(Label) ? name[..^Label.Length] : name;
        return name is [.., >= (byte)'1' and <= (byte)'9'] && (name[0] == 'c' || name.StartsWith("flex"u8) || name.StartsWith("deviceCustom"u8));
    }

    void KeepExtension(ReadOnlySpan<byte> text, int nameStart, int nameEnd, int valueStart, int valueEnd)
    {
        if (valueStart < 0)
        {
            return;
        }
        var value = text[valueStart..valueEnd].TrimEnd((byte)' ');
        // Infoblox and others put values in quotes, which the format has none of.
        var isQuoted = value is [Quote, .., Quote] && value.Count(Quote) == 2;
        var start = isQuoted ? valueStart + 1 : valueStart;
        var end = start + value.Length - (isQuoted ? 2 : 0);
        var name = text[nameStart..nameEnd];
        Keep(name, start, end, value.Contains(Escape));
        if (_customCount < MostCustom && IsCustom(name))
        {
            _custom[_customCount++] = (nameStart, name.Length, start, end, value.Contains(Escape));
        }
    }

    static int NextEquals(ReadOnlySpan<byte> text, int from)
    {
        while (from < text.Length)
        {
            var next = text[from..].IndexOf((byte)'=');
            if (next < 0)
            {
                return -1;
            }
            from += next;
            var strokes = text[..from].Length - text[..from].TrimEnd(Escape).Length;
            if (strokes % 2 == 0)
            {
                return from;
            }
            from++;
        }
        return -1;
    }

    static bool IsName(ReadOnlySpan<byte> name) => name.Length is > 0 and <= LongestName && !name.ContainsAnyExcept(NameBytes);

    static readonly System.Buffers.SearchValues<byte> NameBytes =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-[]@"u8);

    /// <summary>Reads LEEF. The sixth field of version 2 is the separator: one character or its code; some products leave it out.</summary>
    void ReadLeef(Span<byte> text)
    {
        var isSecond = text.StartsWith("LEEF:2"u8) || text.StartsWith("2"u8);
        if (!text.Contains((byte)'\t'))
        {
            text = WithTabs(text);
        }
        var at = TakeHeader(text, 4);
        var separator = (byte)'\t';
        if (isSecond && at < text.Length)
        {
            var end = EndOfHeaderField(text, at);
            if (end < text.Length && TrySeparator(text[at..end], ref separator))
            {
                at = end + 1;
            }
        }
        ReadPairs(at, text.Length, (byte)'=', separator);
    }

    /// <summary>Puts tabs back where rsyslog wrote <c>#011</c> for them, as it does with all control characters unless told otherwise.</summary>
    static Span<byte> WithTabs(Span<byte> text)
    {
        var escaped = "#011"u8;
        var to = text.IndexOf(escaped);
        for (var from = to; from >= 0 && from < text.Length; to++)
        {
            var isTab = text[from..].StartsWith(escaped);
            text[to] = isTab ? (byte)'\t' : text[from];
            from += isTab ? escaped.Length : 1;
        }
        return to < 0 ? text : text[..to];
    }

    static bool TrySeparator(ReadOnlySpan<byte> field, ref byte separator)
    {
        if (field.IsEmpty)
        {
            return true;
        }
        if (field.Length == 1)
        {
            separator = field[0];
            return true;
        }
        var digits = field.StartsWith("0x"u8) ? field[2..] : field[0] is (byte)'x' or (byte)'X' ? field[1..] : [];
        return digits.Length is 1 or 2 && byte.TryParse(digits, System.Globalization.NumberStyles.HexNumber, null, out separator);
    }

    /// <summary>Reads names and values with a mark between the two and another one behind each value, which may stand in quotes.</summary>
    void ReadPairs(int at, int end, byte equals, byte separator)
    {
        var text = _line.AsSpan(0, end);
        while (at < end)
        {
            at += text[at..].IndexOfAnyExcept(separator, (byte)' ') is >= 0 and var skipped ? skipped : end - at;
            var next = text[at..].IndexOf(equals);
            if (next < 0)
            {
                return;
            }
            // What stands before the name and is no pair is passed over.
            var nameStart = at + text[at..(at + next)].LastIndexOfAny(separator, (byte)' ') + 1;
            var nameEnd = at + next;
            at = nameEnd + 1;
            if (at < end && text[at] == Quote)
            {
                var close = EndOfQuoted(text, at + 1);
                Keep(text[nameStart..nameEnd], at + 1, close, text[(at + 1)..close].Contains(Escape));
                at = Math.Min(close + 1, end);
                continue;
            }
            var length = text[at..].IndexOf(separator);
            var valueEnd = length < 0 ? end : at + length;
            Keep(text[nameStart..nameEnd], at, at + text[at..valueEnd].TrimEnd((byte)' ').Length, isEscaped: false);
            at = valueEnd;
        }
    }

    /// <summary>Where the quote stands that ends a value; the end of the line where none does.</summary>
    static int EndOfQuoted(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] != Quote)
        {
            at += text[at] == Escape ? 2 : 1;
        }
        return Math.Min(at, text.Length);
    }

    ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> value)
    {
        if (_decodedLength + value.Length > _decoded.Length)
        {
            // What was given out before keeps the old buffer.
            _decoded = new byte[Math.Max(2 * _decoded.Length, value.Length)];
            _decodedLength = 0;
        }
        var to = _decoded.AsSpan(_decodedLength);
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            var isEscape = value[i] == Escape && i + 1 < value.Length;
            i += isEscape ? 1 : 0;
            to[length++] = !isEscape ? value[i] : value[i] switch { (byte)'n' => (byte)'\n', (byte)'r' => (byte)'\r', (byte)'t' => (byte)'\t', var c => c };
        }
        _decodedLength += length;
        return to[..length];
    }
}
