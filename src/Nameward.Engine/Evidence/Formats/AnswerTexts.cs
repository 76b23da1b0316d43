using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The answer of a look-up as the schemas of SIEM systems hold it, in whichever words its source wrote: data alone, one behind the other with commas, semicolons, strokes
/// or line feeds between, or the items of Windows (<c>type:  5 cdn.example.net;::ffff:192.0.2.1;</c>).
/// </summary>
static class AnswerTexts
{
    /// <summary>Adds the records to a row whose type is set; false where they are longer than any message.</summary>
    public static bool TryAddTo(LogRow row, ReadOnlySpan<byte> text)
    {
        // Text records hold any of these marks themselves.
        if (row.Message.Type == RecordTypes.Txt)
        {
            return IsNone(text) || row.Records.TryAdd(text, row.Message.Type);
        }
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(",;|\n"u8);
            if (!TryAddItem(row, (end < 0 ? text : text[..end]).Trim(" \t\r\""u8)))
            {
                return false;
            }
            text = end < 0 ? [] : text[(end + 1)..];
        }
        return true;
    }

    static bool IsNone(ReadOnlySpan<byte> item) => item is [] or [(byte)'-'] || item.SequenceEqual("N/A"u8) || item.SequenceEqual("null"u8);

    static bool TryAddItem(LogRow row, ReadOnlySpan<byte> item)
    {
        if (IsNone(item))
        {
            return true;
        }
        if (TextWords.TryTake(ref item, "type:"u8))
        {
            item = item.TrimStart((byte)' ');
            var type = DnsWords.Type(TextWords.Take(ref item));
            return type == 0 || row.Records.TryAdd(type, ResourceRecord.UnknownTtl, [], item);
        }
        item = item.StartsWith("::ffff:"u8) && item.Contains((byte)'.') ? item["::ffff:"u8.Length..] : item;
        return row.Records.TryAdd(item, row.Message.Type);
    }
}
