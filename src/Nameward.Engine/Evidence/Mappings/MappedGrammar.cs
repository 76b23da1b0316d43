using System.Text;
using Nameward.Engine.Evidence.Formats;
using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Mappings;

/// <summary>What the records of a mapped file say.</summary>
sealed class MappedGrammar : TableGrammar
{
    readonly Mapping _mapping;
    readonly SourceRemarks? _remarks;
    readonly MappedValues _values;
    readonly MappedColumns _columns;
    readonly MappedTime _time;
    readonly MappedSides _sides;
    readonly MappedName _name;
    readonly MappedAnswers? _answers;
    readonly byte[][]? _chosen;
    readonly LogField[] _required;
    readonly Leg _leg;
    ulong _seen;

    public MappedGrammar(Mapping mapping, SourceRemarks? remarks)
    {
        (_mapping, _remarks) = (mapping, remarks);
        Table = TableOf(mapping);
        _values = new(mapping);
        _columns = new(mapping, Table, remarks);
        _time = new(mapping);
        _sides = new(mapping);
        _name = new(mapping["name"]);
        _answers = mapping["answers"] is { } answers ? new(answers) : null;
        _chosen = mapping["only"]?.Is.Select(Encoding.UTF8.GetBytes).ToArray();
        _required = [.. mapping.Required.Select(field => field.Key.Field)];
        _leg = mapping.Leg ?? (mapping["server"] is { Always: null } ? Leg.Wire : Leg.Client);
    }

    /// <inheritdoc/>
    public override FieldTable Table { get; }

    static FieldTable TableOf(Mapping mapping) => new(
    [
        .. mapping.Fields.SelectMany(field => field.From.Where(from => from.Number == 0).Select(from => (from.Name, field.Key.Field))),
        .. mapping.Fields.Where(field => field.And is { Number: 0 }).Select(field => (field.And!.Value.Name, MapKey.SecondOfTime)),
    ]);

    /// <inheritdoc/>
    public override PairForm PairsOf(scoped ref ReadOnlySpan<byte> line)
    {
        var mark = _mapping.Form switch { MappedForm.Cef => "CEF:"u8, MappedForm.Leef => "LEEF:"u8, _ => [] };
        var start = line.IndexOf(mark);
        line = start > 0 ? line[start..] : line;
        return _mapping.Form switch
        {
            MappedForm.Spaces => PairForm.Spaced,
            MappedForm.Commas => PairForm.Commas,
            MappedForm.Strokes => PairForm.Strokes,
            MappedForm.Colons => PairForm.Colons,
            MappedForm.Cef when start >= 0 => PairForm.Cef,
            MappedForm.Leef when start >= 0 => PairForm.Leef,
            _ => PairForm.None,
        };
    }

    /// <inheritdoc/>
    public override CsvColumns? ColumnsWithoutHeader(ReadOnlySpan<byte> line) => _columns.WithoutHeader;

    /// <inheritdoc/>
    public override CsvColumns? ColumnsOf(ReadOnlySpan<byte> line, CsvCells cells) => _columns.Of(line, cells);

    /// <inheritdoc/>
    public override bool IsAside(ReadOnlySpan<byte> line) => _columns.IsAside(line);

    /// <inheritdoc/>
    public override bool MayBeHeader(ReadOnlySpan<byte> line) => _columns.MayBeHeader(line);

    /// <inheritdoc/>
    public override bool IsHeader(FieldValues columns) => true;

    /// <inheritdoc/>
    public override bool IsMine(FieldValues fields)
    {
        Note(fields);
        var values = _values.Of(fields);
        foreach (var field in _required)
        {
            if (!values.Has(field))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Keeps which fields were ever there, and tells of those that are new.</summary>
    void Note(FieldValues fields)
    {
        var seen = _seen;
        foreach (var field in _mapping.Fields)
        {
            seen |= (seen & 1ul << (int)field.Key.Field) == 0 && fields.Has(field.Key.Field) ? 1ul << (int)field.Key.Field : 0;
        }
        if (seen != _seen)
        {
            _seen = seen;
            _remarks?.TellSeen(seen);
        }
    }

    /// <inheritdoc/>
    public override LogStamp StampOf(FieldValues fields) => _time.StampOf(_values.Of(fields), Envelope);

    /// <inheritdoc/>
    public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
    {
        var values = _values.Of(fields);
        if (_chosen is not null && !IsAmong(values[MapKey.Chosen], _chosen))
        {
            return LineResult.Ignored;
        }
        return _mapping.Rows == MappedRows.Flow ? ReadConversation(values, time, offset, rows) : ReadMessage(values, time, offset, rows);
    }

    static bool IsAmong(ReadOnlySpan<byte> word, byte[][] words)
    {
        foreach (var known in words)
        {
            if (Ascii.EqualsIgnoreCase(word, known))
            {
                return true;
            }
        }
        return false;
    }

    LineResult ReadConversation(MappedValues values, DateTime time, long offset, IBatchWriter rows)
    {
        // A log of many kinds of events names no ends where it is of something else.
        if (values[LogField.Client].IsEmpty || values[LogField.Server].IsEmpty)
        {
            return LineResult.Ignored;
        }
        if (FlowRow.Read(values, time, offset, out var flow) is { } problem)
        {
            return problem;
        }
        flow = flow.Duration == TimeSpan.Zero && _time.DurationOf(values) is { } lasted ? flow with { Duration = lasted } : flow;
        rows.Flow(_mapping.IsOneWay ? flow.WithServerFound() : flow, values[LogField.Rule]);
        return LineResult.Observed;
    }

    LineResult ReadMessage(MappedValues values, DateTime time, long offset, IBatchWriter rows)
    {
        var sides = _sides.Of(values);
        if (sides == Sides.None || values[LogField.Name].IsEmpty)
        {
            return LineResult.Ignored;
        }
        if (Begin(values, time, sides, _leg) is { } problem)
        {
            return problem;
        }
        if (_mapping.IsOneWay && sides == Sides.Response)
        {
            (Row.Message.Client, Row.Message.Server) = (Row.Message.Server, Row.Message.Client);
        }
        if (_answers is not null && (sides & Sides.Response) != 0)
        {
            Row.Message.ShowsAnswers = true;
            if (_answers.AddTo(Row, values) is { } wrong)
            {
                return LineResult.Malformed(wrong);
            }
        }
        if (!_name.TryTake(values[LogField.Name], Row))
        {
            return LineResult.Malformed(LogRow.NoName);
        }
        TellAsker(rows);
        Row.End(offset, rows);
        return LineResult.Observed;
    }
}
