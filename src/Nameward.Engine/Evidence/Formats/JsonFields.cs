using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The fields of a record that is one JSON object on a line. One belongs to one reader.</summary>
sealed class JsonFields(FieldTable table) : FieldValues
{
    readonly JsonValue[] _values = new JsonValue[(int)LogField.Count];
    readonly int[] _ranks = new int[(int)LogField.Count];
    byte[] _line = [];
    byte[] _decoded = new byte[1024];
    int _lineLength;
    int _decodedLength;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> this[LogField field]
    {
        get
        {
            var value = _values[(int)field];
            return TextOf(value.Kind == JsonKind.Array && table.OpensLists ? FirstOf(value) : value);
        }
    }

    /// <inheritdoc/>
    public override JsonKind Kind(LogField field) => _values[(int)field].Kind;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Written(LogField field) => _values[(int)field].In(_line);

    /// <summary>Reads a line; false where it is not one whole object, and then what came before the damage is kept.</summary>
    public bool TryRead(ReadOnlySpan<byte> line)
    {
        Clear();
        Keep(line);
        var scanner = new JsonScanner(_line.AsSpan(0, _lineLength));
        if (!scanner.TryBegin((byte)'{'))
        {
            return false;
        }
        Walk(ref scanner, table.Root);
        return !scanner.IsDamaged && scanner.IsAtEnd;
    }

    /// <summary>Undoes the escapes of a string that is no field of a record; valid until this is asked for again, or a record is read.</summary>
    public ReadOnlySpan<byte> DecodeAlone(ReadOnlySpan<byte> text)
    {
        Clear();
        return Decode(text);
    }

    ReadOnlySpan<byte> TextOf(JsonValue value) => value.Kind switch
    {
        JsonKind.String or JsonKind.Number or JsonKind.Boolean => value.In(_line),
        JsonKind.EscapedString => Decode(value.In(_line)),
        _ => [],
    };

    JsonValue FirstOf(JsonValue list)
    {
        var scanner = new JsonScanner(list.In(_line));
        return scanner.TryBegin((byte)'[') && scanner.TryItem(out var first) ? first with { Start = list.Start + first.Start } : default;
    }

    void Clear()
    {
        _values.AsSpan().Clear();
        _decodedLength = 0;
    }

    ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> text)
    {
        if (_decodedLength + text.Length > _decoded.Length)
        {
            // What was given out before keeps the old buffer.
            _decoded = new byte[Math.Max(2 * _decoded.Length, text.Length)];
            _decodedLength = 0;
        }
        var to = _decoded.AsSpan(_decodedLength, text.Length);
        var length = JsonText.Decode(text, to);
        _decodedLength += length;
        return to[..length];
    }

    /// <summary>The record's bytes outlive the block: fields are asked for one by one.</summary>
    void Keep(ReadOnlySpan<byte> line)
    {
        if (_line.Length < line.Length)
        {
            _line = new byte[Math.Max(line.Length, 2 * _line.Length)];
        }
        line.CopyTo(_line);
        _lineLength = line.Length;
    }

    void Walk(scoped ref JsonScanner scanner, FieldTable.Node node)
    {
        while (scanner.TryName(out var name))
        {
            var member = node.Find(name.In(_line));
            JsonValue value;
            if (member?.Children is { } children && scanner.TryEnter(out var start))
            {
                Walk(ref scanner, children);
                value = scanner.Leave(start);
            }
            else
            {
                scanner.TryValue(out value);
            }
            if (member?.Field is { } field && !scanner.IsDamaged)
            {
                Keep(field, member.Rank, value);
            }
        }
    }

    void Keep(LogField field, int rank, JsonValue value)
    {
        ref var kept = ref _values[(int)field];
        if (kept.Kind == JsonKind.None || (IsFilled(value) && (!IsFilled(kept) || rank < _ranks[(int)field])))
        {
            (kept, _ranks[(int)field]) = (value, rank);
        }
    }

    static bool IsFilled(JsonValue value) => value.Kind is not (JsonKind.None or JsonKind.Null) && value.Length > 0;
}
