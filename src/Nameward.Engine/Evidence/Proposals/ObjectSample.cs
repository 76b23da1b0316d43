using System.Text;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Mappings;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Proposals;

/// <summary>The first records of a file of JSON objects, whose members within members are paths with dots between.</summary>
sealed class ObjectSample
{
    const int DeepestPath = 8, MostColumns = 400;

    readonly Dictionary<string, SampledColumn> _columns = new(StringComparer.Ordinal);
    readonly List<SampledColumn> _inOrder = [];
    readonly byte[] _decoded = new byte[IRecordReader.LargestRecord];

    /// <summary>The sample; null where the file is not of objects.</summary>
    public static SampledFile? Of(ReadOnlySpan<byte> head)
    {
        var unwrapper = new LineUnwrapper();
        ObjectSample outer = new(), inner = new();
        var (lines, objects, wrapped) = (0, 0, 0);
        for (var rest = head; !rest.IsEmpty && lines < SampledFile.MostRecords;)
        {
            var line = TextWords.TakeUntil(ref rest, (byte)'\n').Trim(" \t\r"u8);
            if (line.IsEmpty || line.Length >= IRecordReader.LargestRecord)
            {
                continue;
            }
            lines++;
            objects += outer.TryTake(line, objects) ? 1 : 0;
            var message = unwrapper.Unwrap(line).Message;
            wrapped += message.Length < line.Length && inner.TryTake(message, wrapped) ? 1 : 0;
        }
        if (Math.Max(objects, wrapped) * 2 <= lines)
        {
            return null;
        }
        // An object in another's message is the record, and what stands around it the way it came.
        var isWrapped = wrapped * 10 >= lines * 9;
        return new() { Form = MappedForm.Json, Records = isWrapped ? wrapped : objects, Columns = (isWrapped ? inner : outer)._inOrder };
    }

    bool TryTake(ReadOnlySpan<byte> text, int record)
    {
        if (text is not [(byte)'{', ..])
        {
            return false;
        }
        var check = new JsonScanner(text);
        check.TryBegin((byte)'{');
        while (check.TryMember(out _, out _))
        {
        }
        if (check.IsDamaged || !check.IsAtEnd)
        {
            return false;
        }
        Walk(text, "", record, 0);
        return true;
    }

    void Walk(ReadOnlySpan<byte> text, string prefix, int record, int depth)
    {
        var scanner = new JsonScanner(text);
        scanner.TryBegin((byte)'{');
        while (scanner.TryMember(out var name, out var value))
        {
            // A name with escapes is not looked up by what it stands for.
            if (name.Kind != JsonKind.String || !System.Text.Unicode.Utf8.IsValid(name.In(text)))
            {
                continue;
            }
            var path = prefix + Encoding.UTF8.GetString(name.In(text));
            if (value.Kind == JsonKind.Object)
            {
                if (depth < DeepestPath)
                {
                    Walk(value.In(text), path + ".", record, depth + 1);
                }
                continue;
            }
            Add(path, value.In(text), value.Kind, record);
        }
    }

    void Add(string path, ReadOnlySpan<byte> value, JsonKind kind, int record)
    {
        if (kind == JsonKind.Null || !TryColumn(path, out var column))
        {
            return;
        }
        if (kind == JsonKind.Array && Only(value) is { Length: > 0 } only)
        {
            value = only.In(value);
            kind = only.Kind;
        }
        if (kind == JsonKind.EscapedString && value.Length <= _decoded.Length)
        {
            value = _decoded.AsSpan(0, JsonText.Decode(value, _decoded));
        }
        var isEmptyList = kind == JsonKind.Array && value[1..^1].Trim(" \t"u8).IsEmpty;
        if (!isEmptyList)
        {
            column.Add(value, record, kind == JsonKind.Array);
        }
    }

    /// <summary>The one item of a list of one that is a single value: exports that flatten documents write every value so.</summary>
    static JsonValue Only(ReadOnlySpan<byte> list)
    {
        var scanner = new JsonScanner(list);
        var isOne = scanner.TryBegin((byte)'[') && scanner.TryItem(out var item) && item.Kind is JsonKind.String or JsonKind.EscapedString or JsonKind.Number && !scanner.TryItem(out _);
        if (!isOne)
        {
            return default;
        }
        scanner = new(list);
        scanner.TryBegin((byte)'[');
        scanner.TryItem(out var first);
        return first;
    }

    bool TryColumn(string path, out SampledColumn column)
    {
        if (!_columns.TryGetValue(path, out column!))
        {
            if (_inOrder.Count == MostColumns)
            {
                return false;
            }
            column = new(MapColumn.Named(path), path);
            _columns.Add(path, column);
            _inOrder.Add(column);
        }
        return true;
    }
}
