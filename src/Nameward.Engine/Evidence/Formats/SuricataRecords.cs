using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The records of a response as Suricata lists them: in detail, an object for each, or grouped, a list of data for each type. Data is one text; of SOA and SRV
/// an object of its own; of types that Suricata does not decode it is missing. One belongs to one reader.
/// </summary>
sealed class SuricataRecords
{
    const int LongestText = 2048;

    static readonly FieldTable OfRecord = new(
        ("rrname", LogField.Name), ("rrtype", LogField.Type), ("ttl", LogField.Time), ("rdata", LogField.Answers),
        ("soa.mname", LogField.First), ("soa.rname", LogField.Second), ("soa.serial", LogField.Third), ("soa.refresh", LogField.Fourth), ("soa.retry", LogField.Fifth),
        ("soa.expire", LogField.Sixth), ("soa.minimum", LogField.Seventh),
        ("srv.priority", LogField.First), ("srv.weight", LogField.Second), ("srv.port", LogField.Third), ("srv.name", LogField.Fourth));

    readonly JsonFields _fields = new(OfRecord);
    readonly byte[] _text = new byte[LongestText];
    byte[] _bytes = new byte[LongestText];

    /// <summary>Adds a list in detail; true where there is none, false where it is damaged or longer than any message.</summary>
    public bool TryAddList(LogRow row, ReadOnlySpan<byte> list, Section section)
    {
        if (list is not [(byte)'[', ..])
        {
            return true;
        }
        var scanner = new JsonScanner(list);
        scanner.TryBegin((byte)'[');
        while (scanner.TryItem(out var item))
        {
            if (!_fields.TryRead(item.In(list)) || !TryAdd(row, section))
            {
                return false;
            }
        }
        return !scanner.IsDamaged;
    }

    /// <summary>Adds records in groups by type; true where there are none, false where they are damaged or longer than any message.</summary>
    public bool TryAddGroups(LogRow row, ReadOnlySpan<byte> groups)
    {
        if (groups is not [(byte)'{', ..])
        {
            return true;
        }
        var scanner = new JsonScanner(groups);
        scanner.TryBegin((byte)'{');
        while (scanner.TryMember(out var name, out var value))
        {
            if (value.Kind == JsonKind.Array && !TryAddGroup(row, name.In(groups), value.In(groups)))
            {
                return false;
            }
        }
        return !scanner.IsDamaged;
    }

    /// <summary>Adds one record.</summary>
    public bool TryAddOne(LogRow row, ReadOnlySpan<byte> typeName, ReadOnlySpan<byte> ttl, ReadOnlySpan<byte> data) =>
        TryAdd(row, DnsWords.Type(typeName), Ttl(ttl), [], data, Section.Answer);

    bool TryAddGroup(LogRow row, ReadOnlySpan<byte> typeName, ReadOnlySpan<byte> list)
    {
        var type = DnsWords.Type(typeName);
        var scanner = new JsonScanner(list);
        scanner.TryBegin((byte)'[');
        while (scanner.TryItem(out var item))
        {
            var data = item.Kind switch
            {
                JsonKind.String => item.In(list),
                JsonKind.EscapedString => _fields.DecodeAlone(item.In(list)),
                _ => [],
            };
            if (!TryAdd(row, type, ResourceRecord.UnknownTtl, [], data, Section.Answer))
            {
                return false;
            }
        }
        return !scanner.IsDamaged;
    }

    bool TryAdd(LogRow row, Section section)
    {
        var type = DnsWords.Type(_fields[LogField.Type]);
        var owner = _fields[LogField.Name];
        var data = _fields.Has(LogField.Answers) || !_fields.Has(LogField.First) ? _fields[LogField.Answers] : Joined(type);
        return TryAdd(row, type, Ttl(_fields[LogField.Time]), owner, data, section);
    }

    bool TryAdd(LogRow row, ushort type, uint ttl, ReadOnlySpan<byte> owner, ReadOnlySpan<byte> data, Section section)
    {
        // No data is no text of any type but that of a record of which it is not shown.
        if (data.IsEmpty)
        {
            return row.Records.TryAddWire(type, ttl, [], section);
        }
        if (data.Length > _bytes.Length)
        {
            _bytes = new byte[data.Length];
        }
        var bytes = _bytes.AsSpan(0, HexEscapes.Decode(data, _bytes));
        return type == RecordTypes.Txt ? row.Records.TryAddText(type, ttl, owner, bytes, section) : row.Records.TryAdd(type, ttl, owner, bytes, section);
    }

    static uint Ttl(ReadOnlySpan<byte> text) => Numbers.TrySeconds(text, out var seconds) ? seconds : ResourceRecord.UnknownTtl;

    /// <summary>The members of SOA or SRV with spaces between, as a zone file has them.</summary>
    ReadOnlySpan<byte> Joined(ushort type)
    {
        var last = type == RecordTypes.Srv ? LogField.Fourth : LogField.Seventh;
        var used = 0;
        for (var field = LogField.First; field <= last; field++)
        {
            var part = _fields[field];
            if (used + part.Length + 1 > _text.Length)
            {
                return [];
            }
            part.CopyTo(_text.AsSpan(used));
            used += part.Length;
            _text[used++] = (byte)' ';
        }
        return _text.AsSpan(0, used - 1);
    }
}
