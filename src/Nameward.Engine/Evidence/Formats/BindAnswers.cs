using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The records of responses in the lines of products that are made from BIND. Lines may be cut at any byte: what can be read of them is kept.</summary>
sealed class BindAnswers
{
    const int LongestData = 16 << 10;

    readonly byte[] _data = new byte[LongestData];

    /// <summary>
    /// Adds the records of Infoblox: <c>name ttl IN TYPE data</c> with <c>; </c> between them. Names that were wrapped on their way hold spaces: such a record is
    /// left out.
    /// </summary>
    /// <returns>False where they are more than a message holds.</returns>
    public static bool TryAddList(LogRow row, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            var record = TakeRecord(ref text);
            var owner = TextWords.Take(ref record);
            var isTime = Numbers.TrySeconds(TextWords.Take(ref record), out var ttl);
            var isClass = DnsWords.IsClass(TextWords.Take(ref record));
            var type = DnsWords.Type(TextWords.Take(ref record));
            if (isTime && isClass && type != 0 && !record.IsEmpty && !row.Records.TryAdd(type, ttl, owner, record))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>
    /// Adds the records of EfficientIP: <c>[owner ]ttl TYPE data</c> with nothing but a space between them, so that a number before the name of a type begins the
    /// next one. All records of a line show their owner, or none does.
    /// </summary>
    /// <returns>False where they are more than a message holds.</returns>
    public bool TryAddWords(LogRow row, ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> owner = [];
        var hasOwners = !IsBeginning(text);
        if (hasOwners)
        {
            owner = TextWords.Take(ref text);
        }
        while (IsBeginning(text))
        {
            Numbers.TrySeconds(TextWords.Take(ref text), out var ttl);
            var type = DnsWords.Type(TextWords.Take(ref text));
            var length = TakeData(ref text, hasOwners, out var next);
            if (length < 0 || (length > 0 && !row.Records.TryAdd(type, ttl, owner, _data.AsSpan(0, length))))
            {
                return false;
            }
            owner = next;
        }
        return true;
    }

    /// <summary>Whether a number and the name of a type come next; digits alone are no name of a type.</summary>
    static bool IsBeginning(ReadOnlySpan<byte> text) =>
        Numbers.TrySeconds(TextWords.Take(ref text), out _) && TextWords.Take(ref text) is [>= (byte)'A' and <= (byte)'Z', ..] and var name && DnsWords.Type(name) != 0;

    /// <summary>Takes one record off, up to a semicolon that is not in quotes.</summary>
    static ReadOnlySpan<byte> TakeRecord(scoped ref ReadOnlySpan<byte> text)
    {
        var (isQuoted, at) = (false, 0);
        for (; at < text.Length && (isQuoted || text[at] != ';'); at++)
        {
            isQuoted ^= text[at] == '"';
            at += isQuoted && text[at] == '\\' ? 1 : 0;
        }
        at = Math.Min(at, text.Length);
        var record = text[..at];
        text = text[Math.Min(at + 1, text.Length)..].TrimStart((byte)' ');
        return record;
    }

    /// <summary>Takes words up to the next record, of which the last may be its owner.</summary>
    /// <returns>Bytes of the data, or -1 where they are too many.</returns>
    int TakeData(scoped ref ReadOnlySpan<byte> text, bool hasOwners, out ReadOnlySpan<byte> owner)
    {
        var (length, words) = (0, 0);
        owner = [];
        while (!text.IsEmpty && (words == 0 || !IsBeginning(text)))
        {
            var word = TextWords.Take(ref text);
            if (words > 0 && hasOwners && IsBeginning(text))
            {
                owner = word;
                return length;
            }
            if (length + word.Length + 1 > _data.Length)
            {
                return -1;
            }
            _data[length] = (byte)' ';
            length += words++ == 0 ? 0 : 1;
            word.CopyTo(_data.AsSpan(length));
            length += word.Length;
        }
        return length;
    }
}
