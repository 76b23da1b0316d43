using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads a log whose records have named fields. Of all that came before a record, only the header of a CSV file matters, and where clocks are put back the time.</summary>
sealed class TableLogReader : LineReader
{
    static readonly LineResult Damaged = LineResult.Malformed("neither one whole JSON object nor a row of known columns");

    readonly Func<TableGrammar> _newGrammar;
    readonly LocalClock _clock;
    readonly DateOrder? _dates;
    readonly SourceRemarks? _remarks;
    CsvColumns? _columns;

    // Made when first read with: what is forked is kept for each block of a source.
    TableGrammar Grammar => field ??= NewGrammar();
    TableRecord Record => field ??= new(Grammar, _columns);

    /// <summary>A reader at the start of a source.</summary>
    public TableLogReader(Func<TableGrammar> newGrammar, SourceContext source) => (_newGrammar, _clock, _dates, _remarks) = (newGrammar, new(source.Zone, source.Written, source.Remarks), source.Dates, source.Remarks);

    TableLogReader(TableLogReader other)
        : base(other) => (_newGrammar, _clock, _dates, _remarks, _columns) = (other._newGrammar, other._clock.Fork(), other._dates, other._remarks, other._columns);

    /// <inheritdoc/>
    public override IRecordReader Fork() => new TableLogReader(this);

    /// <inheritdoc/>
    protected override bool HasBreaksInLines => true;

    /// <inheritdoc/>
    protected override int EndOfLine(ReadOnlySpan<byte> text) => TableRecord.EndOf(text);

    /// <inheritdoc/>
    protected override void SkimLine(ReadOnlySpan<byte> line)
    {
        if (_clock.NeedsOrder || (line[0] != '{' && (_columns is null || Grammar.MayBeHeader(line))))
        {
            ReadLine(line, 0, NoRows.Instance);
        }
    }

    TableGrammar NewGrammar()
    {
        var grammar = _newGrammar();
        grammar.Dates = _dates;
        return grammar;
    }

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        line = line.Trim(" \t"u8);
        var kind = line.IsEmpty ? RecordKind.Other : Record.Take(line);
        if (_columns is not null && Record.Columns != _columns)
        {
            _remarks?.TellChangedColumns();
        }
        _columns = Record.Columns;
        if (kind != RecordKind.Mine)
        {
            return kind == RecordKind.Damaged ? Damaged : LineResult.Ignored;
        }
        var problem = Grammar.StampOf(Record.Fields).ToUtc(_clock, out var time);
        return problem is null ? Grammar.Read(Record.Fields, time, offset, rows) : LineResult.Malformed(problem);
    }
}
