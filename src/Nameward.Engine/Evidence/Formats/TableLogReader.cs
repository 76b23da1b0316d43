using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads a log whose records have named fields. Of all that came before a record, only the header of a CSV file matters, and where clocks are put back the time.</summary>
sealed class TableLogReader : LineReader
{
    static readonly LineResult Damaged = LineResult.Malformed("neither one whole JSON object nor a row of known columns");

    readonly Func<TableGrammar> _newGrammar;
    readonly LocalClock _clock;
    CsvColumns? _columns;

    // Made when first read with: what is forked is kept for each block of a source.
    TableGrammar Grammar => field ??= _newGrammar();
    TableRecord Record => field ??= new(Grammar, _columns);

    /// <summary>A reader at the start of a source.</summary>
    public TableLogReader(Func<TableGrammar> newGrammar, SourceContext source) => (_newGrammar, _clock) = (newGrammar, new(source.Zone, source.Written));

    TableLogReader(TableLogReader other)
        : base(other) => (_newGrammar, _clock, _columns) = (other._newGrammar, other._clock.Fork(), other._columns);

    /// <inheritdoc/>
    public override IRecordReader Fork() => new TableLogReader(this);

    /// <inheritdoc/>
    protected override bool HasBreaksInLines => true;

    /// <inheritdoc/>
    protected override int EndOfLine(ReadOnlySpan<byte> text) => TableRecord.EndOf(text);

    /// <inheritdoc/>
    protected override void SkimLine(ReadOnlySpan<byte> line)
    {
        if (_clock.NeedsOrder || (_columns is null && line[0] != '{'))
        {
            ReadLine(line, 0, NoRows.Instance);
        }
    }

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        var text = line.Trim(" \t"u8);
        var kind = text.IsEmpty ? RecordKind.Other : Record.Take(text);
        _columns = Record.Columns;
        if (kind is RecordKind.Other or RecordKind.Damaged && JsonLists.TryFind(text, out var start))
        {
            return ReadList(text[start..], offset + line.IndexOf(text[0]) + start, rows);
        }
        return Read(kind, offset, rows);
    }

    /// <summary>Reads the record taken last.</summary>
    LineResult Read(RecordKind kind, long offset, IBatchWriter rows)
    {
        if (kind != RecordKind.Mine)
        {
            return kind == RecordKind.Damaged ? Damaged : LineResult.Ignored;
        }
        var problem = Grammar.StampOf(Record.Fields).ToUtc(_clock, out var time);
        return problem is null ? Grammar.Read(Record.Fields, time, offset, rows) : LineResult.Malformed(problem);
    }

    /// <summary>Reads the records of a list, each of which is reported where it stands; what is damaged of the list is a record more.</summary>
    LineResult ReadList(ReadOnlySpan<byte> list, long offset, IBatchWriter rows)
    {
        var scanner = new JsonScanner(list);
        scanner.TryBegin((byte)'[');
        var isEmpty = true;
        while (scanner.TryItem(out var item))
        {
            var kind = item.Kind == JsonKind.Object ? Record.Take(item.In(list)) : RecordKind.Damaged;
            Report(Read(kind, offset + item.Start, rows), offset + item.Start, rows);
            isEmpty = false;
        }
        return scanner.IsDamaged ? Damaged : isEmpty ? LineResult.Ignored : LineResult.Observed;
    }
}
