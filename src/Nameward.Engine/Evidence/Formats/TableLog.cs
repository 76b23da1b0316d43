namespace Nameward.Engine.Evidence.Formats;

/// <summary>A log whose records have named fields: a JSON object on each line, or a row of CSV.</summary>
public abstract class TableLog : IFormat
{
    const int LinesToSniff = 50;

    /// <inheritdoc/>
    public abstract FormatInfo Info { get; }

    /// <summary>How much a record is like this format's: less where the names of its fields are those of many products, of which one may have a format of its own.</summary>
    internal virtual Likeness Sureness => Likeness.Likely;

    /// <summary>What the records say; one for each reader.</summary>
    internal abstract TableGrammar NewGrammar();

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        var record = new TableRecord(NewGrammar());
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        for (var left = LinesToSniff; left > 0 && !head.IsEmpty; left--)
        {
            var end = TableRecord.EndOf(head);
            var line = (end < 0 ? head : head[..end]).Trim(" \t\r\n"u8);
            var kind = line.IsEmpty ? RecordKind.Other : record.Take(line);
            // Of an object that is longer than what is seen, the fields that are there may tell.
            if (kind is RecordKind.Mine or RecordKind.Header || (kind == RecordKind.Damaged && end < 0 && line[0] == '{' && record.IsMine))
            {
                return Sureness;
            }
            head = end < 0 ? [] : head[(end + 1)..];
        }
        return Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new TableLogReader(NewGrammar, source);
}
