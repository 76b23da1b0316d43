using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The records of an answer in a line of Technitium DNS Server: data alone, with a comma and a space between, in brackets. Data of more than one part has such
/// commas itself: only addresses, names and strings in quotes are told apart, all else is kept as one text.
/// </summary>
static class TechnitiumAnswer
{
    /// <summary>Why a line is malformed whose answer cannot be read.</summary>
    public const string Problem = "the answer has no end, or is longer than a DNS message";

    /// <summary>Reads what stands behind <c>ANSWER: </c>.</summary>
    public static bool TryAddTo(LogRow row, ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("[TRUNCATED]"u8) || text.StartsWith("[ZONE TRANSFER]"u8))
        {
            return true;
        }
        row.Message.ShowsAnswers = true;
        var end = EndOf(text);
        if (end < 0 || text[0] != '[')
        {
            return false;
        }
        text = text[1..end];
        var isList = row.Message.Type is RecordTypes.A or RecordTypes.Aaaa or RecordTypes.Cname or RecordTypes.Ns or RecordTypes.Ptr or RecordTypes.Txt;
        var isRead = true;
        while (isRead && !text.IsEmpty)
        {
            var length = isList ? LengthOfFirst(text) : text.Length;
            isRead = row.Records.TryAdd(text[..length], row.Message.Type);
            text = length == text.Length ? [] : text[(length + 2)..];
        }
        return isRead;
    }

    /// <summary>Where the bracket stands that closes the answer: what follows it may only be further records, or a subnet of the client.</summary>
    static int EndOf(ReadOnlySpan<byte> text)
    {
        if (text is [.., (byte)']'])
        {
            var more = text.IndexOf("]; ADDITIONAL: ["u8);
            return more < 0 ? text.Length - 1 : more;
        }
        var subnet = text.LastIndexOf("]; ECS: "u8);
        var before = subnet < 0 ? -1 : text[..subnet].IndexOf("]; ADDITIONAL: ["u8);
        return before < 0 ? subnet : before;
    }

    /// <summary>Bytes up to the first comma and space that are not in quotes.</summary>
    static int LengthOfFirst(ReadOnlySpan<byte> text)
    {
        var isQuoted = false;
        for (var at = 0; at + 1 < text.Length; at++)
        {
            if (!isQuoted && text[at] == ',' && text[at + 1] == ' ')
            {
                return at;
            }
            isQuoted ^= text[at] == '"';
            at += text[at] == '\\' ? 1 : 0;
        }
        return text.Length;
    }
}
