using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A list of the records of a response in JSON: an object for each, whose owner is <see cref="LogField.Name"/>, whose TTL <see cref="LogField.Time"/>, such objects
/// in strings, or texts that are data alone. One belongs to one reader.
/// </summary>
sealed class JsonRecords(FieldTable table)
{
    /// <summary>Why a record is malformed whose answers cannot be read.</summary>
    public const string Problem = "the answers are no list of records, or longer than a DNS message";

    readonly JsonFields _fields = new(table);

    /// <summary>Whether a record may be told without its data; such a one is passed over.</summary>
    public bool MayLackData { get; init; }

    /// <summary>Adds the records to a row; true where there is no list. False where it is damaged, or longer than any message.</summary>
    /// <param name="row">Takes them.</param>
    /// <param name="list">The list, brackets and all.</param>
    /// <param name="type">Type of the texts that are data alone; where 0, it is inferred from them and the question.</param>
    public bool TryAddTo(LogRow row, ReadOnlySpan<byte> list, ushort type = 0)
    {
        if (list is not [(byte)'[', ..])
        {
            return true;
        }
        var scanner = new JsonScanner(list);
        scanner.TryBegin((byte)'[');
        while (scanner.TryItem(out var item))
        {
            if (!TryAdd(row, item.In(list), item.Kind, type))
            {
                return false;
            }
        }
        return !scanner.IsDamaged;
    }

    bool TryAdd(LogRow row, ReadOnlySpan<byte> item, JsonKind kind, ushort type)
    {
        switch (kind)
        {
            case JsonKind.Null:
                return true;
            case JsonKind.String:
                return TryAddText(row, item, type);
            case JsonKind.EscapedString:
                item = _fields.DecodeAlone(item);
                return item is [(byte)'{', ..] ? _fields.TryRead(item) && TryAddObject(row) : TryAddText(row, item, type);
            default:
                return kind == JsonKind.Object && _fields.TryRead(item) && TryAddObject(row);
        }
    }

    /// <summary>Adds a text of a list as the data of a record.</summary>
    /// <param name="row">Takes it.</param>
    /// <param name="item">The text, which may have escapes.</param>
    /// <param name="list">The list.</param>
    /// <param name="type">Its type; where 0, it is inferred.</param>
    /// <param name="ttl">Seconds.</param>
    public bool TryAddText(LogRow row, JsonValue item, ReadOnlySpan<byte> list, ushort type, uint ttl)
    {
        var data = item.Kind == JsonKind.EscapedString ? _fields.DecodeAlone(item.In(list)) : item.In(list);
        return type == 0 ? row.Records.TryAdd(data, row.Message.Type) : row.Records.TryAdd(type, ttl, [], data);
    }

    static bool TryAddText(LogRow row, ReadOnlySpan<byte> data, ushort type) =>
        type == 0 ? row.Records.TryAdd(data, row.Message.Type) : row.Records.TryAdd(type, ResourceRecord.UnknownTtl, [], data);

    bool TryAddObject(LogRow row)
    {
        if (!_fields.Has(LogField.Answers))
        {
            return MayLackData;
        }
        var data = _fields[LogField.Answers];
        var type = DnsWords.Type(_fields[LogField.Type]);
        var ttl = Numbers.TrySeconds(_fields[LogField.Time], out var seconds) ? seconds : ResourceRecord.UnknownTtl;
        return type == 0 && !_fields.Has(LogField.Type) ? row.Records.TryAdd(data, row.Message.Type) : row.TryAdd(type, ttl, _fields[LogField.Name], data);
    }
}
