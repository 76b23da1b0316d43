namespace Nameward.Engine.Evidence.Formats;

/// <summary>A log whose records have named fields: a JSON object on each line, or a row of CSV.</summary>
public abstract class TableLog : IFormat
{
    const int LinesToSniff = 50;

    /// <inheritdoc/>
    public abstract FormatInfo Info { get; }

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
            if (!line.IsEmpty && record.Take(line) is RecordKind.Mine or RecordKind.Header)
            {
                return Likeness.Likely;
            }
            head = end < 0 ? [] : head[(end + 1)..];
        }
        return Likeness.No;
    }

    /// <inheritdoc/>
    public virtual IRecordReader Open(SourceContext source) => new TableLogReader(NewGrammar, source);
}
