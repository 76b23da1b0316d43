using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The members of one line of Zeek's JSON that are read. Keys are those of the TSV form; the record <c>id</c> is flat or nested.</summary>
sealed class ZeekJsonLine(IZeekLog log)
{
    const int LinesToSniff = 50;

    /// <summary>Each field has two columns, the second of which is never asked for: values do not lie one behind the other.</summary>
    static readonly int[] Places = [.. Enumerable.Range(0, ZeekFields.Count).Select(field => 2 * field)];

    readonly int[] _starts = new int[2 * ZeekFields.Count];
    readonly JsonKind[] _kinds = new JsonKind[ZeekFields.Count];

    ZeekFieldSet _keys;

    /// <summary>Whether the line says that it is of another log, where several share a stream.</summary>
    public bool IsOtherLog { get; private set; }

    /// <summary>Whether one of the first lines of a source has the keys of a log.</summary>
    public static bool Finds(IZeekLog log, ReadOnlySpan<byte> head)
    {
        var line = new ZeekJsonLine(log);
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        for (var left = LinesToSniff; left > 0 && !head.IsEmpty; left--)
        {
            var end = head.IndexOf((byte)'\n');
            line.TryRead((end < 0 ? head : head[..end]).Trim(" \t\r"u8));
            if (!line.IsOtherLog && log.HasKeys(line._keys))
            {
                return true;
            }
            head = end < 0 ? [] : head[(end + 1)..];
        }
        return false;
    }

    /// <summary>Reads a line; false where it is not one whole object, and then what came before the damage is kept.</summary>
    public bool TryRead(ReadOnlySpan<byte> line)
    {
        _starts.AsSpan().Clear();
        _kinds.AsSpan().Clear();
        _keys = default;
        IsOtherLog = false;
        var scanner = new JsonScanner(line);
        if (!scanner.TryBegin((byte)'{'))
        {
            return false;
        }
        while (scanner.TryMember(out var name, out var value))
        {
            Keep(line, name.In(line), value);
        }
        return !scanner.IsDamaged && scanner.IsAtEnd;
    }

    /// <summary>The fields of the line.</summary>
    public ZeekFields Fields(ReadOnlySpan<byte> line) => new(line, _starts, Places, NoMark);

    // What is unset is not there, and no value is a line feed.
    static ReadOnlySpan<byte> NoMark => "\n"u8;

    /// <summary>Whether the line has a value for any of the fields.</summary>
    public bool HasAny(ZeekFieldSet fields) => _keys.HasAny(fields);

    /// <summary>What kind of value a field has.</summary>
    public JsonKind Kind(ZeekField field) => _kinds[(int)field];

    void Keep(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, JsonValue value)
    {
        var field = ZeekFields.Named(name);
        if (field != ZeekField.Unread)
        {
            Keep(field, value);
        }
        else if (value.Kind == JsonKind.Object && name.SequenceEqual("id"u8))
        {
            KeepId(line, value);
        }
        else if (value.Kind == JsonKind.String && (name.SequenceEqual("_path"u8) || name.SequenceEqual("@stream"u8)))
        {
            IsOtherLog = !value.In(line).StartsWith(log.Path);
        }
    }

    void KeepId(ReadOnlySpan<byte> line, JsonValue id)
    {
        var scanner = new JsonScanner(id.In(line));
        scanner.TryBegin((byte)'{');
        while (scanner.TryMember(out var name, out var value))
        {
            var field = ZeekFields.NamedOfId(name.In(id.In(line)));
            if (field != ZeekField.Unread)
            {
                Keep(field, value with { Start = id.Start + value.Start });
            }
        }
    }

    void Keep(ZeekField field, JsonValue value)
    {
        var isSet = value.Kind != JsonKind.Null;
        _starts[2 * (int)field] = value.Start;
        _starts[2 * (int)field + 1] = isSet ? value.Start + value.Length + 1 : value.Start;
        _kinds[(int)field] = value.Kind;
        _keys = isSet ? _keys.With(field) : _keys;
    }
}
