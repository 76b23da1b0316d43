using Nameward.Engine.Evidence.Scanning;

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
            if (!line.IsEmpty && IsMine(record, line))
            {
                return Likeness.Likely;
            }
            head = end < 0 ? [] : head[(end + 1)..];
        }
        return Likeness.No;
    }

    static bool IsMine(TableRecord record, ReadOnlySpan<byte> line)
    {
        if (record.Take(line) is RecordKind.Mine or RecordKind.Header)
        {
            return true;
        }
        if (!JsonLists.TryFind(line, out var start))
        {
            return false;
        }
        var list = line[start..];
        var scanner = new JsonScanner(list);
        scanner.TryBegin((byte)'[');
        for (var left = LinesToSniff; left > 0 && scanner.TryItem(out var item); left--)
        {
            if (item.Kind == JsonKind.Object && record.Take(item.In(list)) == RecordKind.Mine)
            {
                return true;
            }
        }
        return false;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new TableLogReader(NewGrammar, source);
}
