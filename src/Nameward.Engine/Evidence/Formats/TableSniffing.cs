namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// How much the first lines of a source look like a log with named fields. An object or a header tells by itself, as other events may stand between those of a product. Lines of names and
/// values, and rows of columns that are known beforehand, may be a few of one vendor in a log of many: then it is possible, and no more; where most are events of other vendors in the same form, it
/// is not the vendor's log.
/// </summary>
sealed class TableSniffing(TableGrammar grammar)
{
    const int Lines = 50;

    /// <summary>Lines of something else that may stand beside each of the product's.</summary>
    const int MostOthers = 4;

    readonly TableRecord _record = new(grammar);
    int _mine, _others, _otherVendors;

    /// <summary>Looks at them.</summary>
    /// <param name="head">The first bytes of the source.</param>
    /// <param name="sureness">How sure the format is of a record of its own.</param>
    public Likeness Look(ReadOnlySpan<byte> head, Likeness sureness)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        for (var left = Lines; left > 0 && !head.IsEmpty; left--)
        {
            var end = TableRecord.EndOf(head);
            var line = (end < 0 ? head : head[..end]).Trim(" \t\r\n"u8);
            if (!line.IsEmpty && IsTold(line, isCut: end < 0))
            {
                return sureness;
            }
            head = end < 0 ? [] : head[(end + 1)..];
        }
        return _mine == 0 || _otherVendors > _mine ? Likeness.No : sureness > Likeness.Possible && _others > MostOthers * _mine ? Likeness.Possible : sureness;
    }

    /// <summary>Takes a line; true where it settles the question.</summary>
    bool IsTold(ReadOnlySpan<byte> line, bool isCut)
    {
        var kind = _record.Take(line);
        var isMine = kind == RecordKind.Mine;
        if (line[0] == '{')
        {
            // Of an object that is longer than what is seen, the fields that are there may tell.
            return isMine || (kind == RecordKind.Damaged && isCut && _record.IsMine);
        }
        _mine += isMine ? 1 : 0;
        _others += isMine ? 0 : 1;
        _otherVendors += !isMine && PairHeader.Has(line) ? 1 : 0;
        return kind == RecordKind.Header;
    }
}
