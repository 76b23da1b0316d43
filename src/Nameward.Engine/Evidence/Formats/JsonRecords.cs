using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// A list of the records of a response in JSON: an object for each, whose owner is <see cref="LogField.Name"/>, whose TTL <see cref="LogField.Time"/>, or texts
/// that are data alone. One belongs to one reader.
/// </summary>
sealed class JsonRecords(FieldTable table)
{
    /// <summary>Why a record is malformed whose answers cannot be read.</summary>
    public const string Problem = "the answers are no list of records, or longer than a DNS message";

    readonly JsonFields _fields = new(table);

    /// <summary>Adds the records to a row; true where there is no list. False where it is damaged, or longer than any message.</summary>
    public bool TryAddTo(LogRow row, ReadOnlySpan<byte> list)
    {
        if (list is not [(byte)'[', ..])
        {
            return true;
        }
        var scanner = new JsonScanner(list);
        scanner.TryBegin((byte)'[');
        while (scanner.TryItem(out var item))
        {
            if (!TryAdd(row, item.In(list), item.Kind))
            {
                return false;
            }
        }
        return !scanner.IsDamaged;
    }

    bool TryAdd(LogRow row, ReadOnlySpan<byte> item, JsonKind kind)
    {
        switch (kind)
        {
            case JsonKind.Null:
                return true;
            case JsonKind.String or JsonKind.EscapedString:
                return row.Records.TryAdd(kind == JsonKind.String ? item : _fields.Decode(item), row.Message.Type);
            case JsonKind.Object when _fields.TryRead(item):
                break;
            default:
                return false;
        }
        var data = _fields[LogField.Answers];
        var type = DnsWords.Type(_fields[LogField.Type]);
        var ttl = Numbers.TrySeconds(_fields[LogField.Time], out var seconds) ? seconds : ResourceRecord.UnknownTtl;
        return type == 0 && !_fields.Has(LogField.Type) ? row.Records.TryAdd(data, row.Message.Type) : row.Records.TryAdd(type, ttl, _fields[LogField.Name], data);
    }
}
