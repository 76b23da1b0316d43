using System.Text;
using Nameward.Engine.Evidence.Formats;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>The answers of mapped records: a list in JSON of texts or objects, or one text with a mark between two. One belongs to one reader.</summary>
sealed class MappedAnswers(MappedField field)
{
    static readonly string[] Data = ["data", "Data", "rdata", "Rdata", "RData", "answer", "Answer", "address", "ip", "value"], Types = ["type", "Type", "rrtype", "record_type"],
        Ttls = ["ttl", "TTL", "Ttl"], Owners = ["name", "Name", "rrname", "owner"];

    readonly JsonRecords _list = new(new(
    [
        .. Paths(field.Data, Data, LogField.Answers), .. Paths(field.Type, Types, LogField.Type), .. Paths(field.Ttl, Ttls, LogField.Time), .. Paths(field.Owner, Owners, LogField.Name),
    ]));

    readonly byte[]? _split = field.Split is { } split ? Encoding.UTF8.GetBytes(split) : null;

    static IEnumerable<(string, LogField)> Paths(string? given, string[] usual, LogField meaning) => (given is null ? usual : [given]).Select(path => (path, meaning));

    /// <summary>Adds the answers to a row.</summary>
    /// <returns>Null, or why they cannot be read.</returns>
    public string? AddTo(LogRow row, MappedValues values)
    {
        var list = values.List(LogField.Answers);
        if (list is [(byte)'[', ..])
        {
            return _list.TryAddTo(row, list) ? null : JsonRecords.Problem;
        }
        for (var rest = list; !rest.IsEmpty;)
        {
            var end = _split is null ? -1 : rest.IndexOf(_split);
            var item = (end < 0 ? rest : rest[..end]).Trim(" \t\r\n"u8);
            if (!item.IsEmpty && !row.Records.TryAdd(item, row.Message.Type))
            {
                return RecordTexts.TooLong;
            }
            rest = end < 0 ? [] : rest[(end + _split!.Length)..];
        }
        return null;
    }
}
