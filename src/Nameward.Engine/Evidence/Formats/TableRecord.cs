using Nameward.Engine.Evidence.Envelopes;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The record that is read from a line: a JSON object, in whatever envelope it came, names with values, or a row of CSV, whose columns a line above has told. One
/// belongs to one reader.
/// </summary>
sealed class TableRecord(TableGrammar grammar, CsvColumns? columns = null)
{
    readonly JsonFields _json = new(grammar.Table);
    readonly CsvFields _csv = new();
    readonly PairFields _pairs = new(grammar.Table);
    readonly LineUnwrapper _unwrapper = new();

    /// <summary>What the columns of CSV mean; null before a header was read.</summary>
    public CsvColumns? Columns { get; private set; } = columns;

    /// <summary>The fields of the record taken last.</summary>
    public FieldValues Fields { get; private set; } = new CsvFields();

    /// <summary>Whether the fields of the record taken last are those of this product's records, damaged or not.</summary>
    public bool IsMine => grammar.IsMine(Fields);

    /// <summary>Where the line feed stands that ends the record which a text begins with; -1 where it is not there yet.</summary>
    public static int EndOf(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        var isLine = text is [(byte)'{' or (byte)'[' or (byte)'<', ..] || (end >= 0 && (IsObjectBehindHeader(text[..end]) || IsPairs(text[..end])));
        return isLine ? end : CsvCells.EndOfRecord(text);
    }

    /// <summary>Whether a line is one of names with values, in which quotes stand for nothing but values: an equals sign stands before any comma or quote, or a header of CEF.</summary>
    static bool IsPairs(ReadOnlySpan<byte> line) => line.IndexOfAny((byte)'=', (byte)',', (byte)'"') is > 0 and var first && (line[first] == '=' || line[..first].Contains((byte)'|'));

    /// <summary>Whether a line is a JSON object with a header before it, in whose strings quotes stand behind commas, but no cells of CSV.</summary>
    static bool IsObjectBehindHeader(ReadOnlySpan<byte> line) =>
        line.TrimEnd(" \t\r"u8) is [.., (byte)'}'] && line.IndexOfAny((byte)'{', (byte)'"') is > 0 and var first && line[first] == '{';

    /// <summary>Reads a line, which is not empty.</summary>
    public RecordKind Take(ReadOnlySpan<byte> line)
    {
        if (line[0] == '{')
        {
            return TakeObject(line);
        }
        if (TakePairs(line, line) is { } kind)
        {
            return kind;
        }
        var inner = _unwrapper.Unwrap(line).Message;
        return inner is [(byte)'{', ..] && inner.Length < line.Length ? TakeObject(inner) : TakeRow(line);
    }

    /// <summary>The object itself may be a record, and else the wrapper of one.</summary>
    RecordKind TakeObject(ReadOnlySpan<byte> text)
    {
        Fields = _json;
        if (!_json.TryRead(text))
        {
            return RecordKind.Damaged;
        }
        if (grammar.IsMine(_json))
        {
            return RecordKind.Mine;
        }
        var inner = _unwrapper.Unwrap(text).Message;
        if (inner is not [(byte)'{', ..])
        {
            return TakePairs(inner, text) ?? (inner.Length < text.Length && grammar.ColumnsWithoutHeader(inner) is not null ? TakeRow(inner) : RecordKind.Other);
        }
        return inner.Length < text.Length && _json.TryRead(inner) && grammar.IsMine(_json) ? RecordKind.Mine : RecordKind.Other;
    }

    /// <summary>Null where the text is none of names with values.</summary>
    RecordKind? TakePairs(ReadOnlySpan<byte> text, ReadOnlySpan<byte> line)
    {
        var form = grammar.PairsOf(ref text);
        if (form == PairForm.None)
        {
            return null;
        }
        Fields = _pairs;
        var isRead = _pairs.TryRead(text, form);
        grammar.Envelope = _unwrapper.Unwrap(line).Stamp;
        return isRead && grammar.IsMine(_pairs) ? RecordKind.Mine : RecordKind.Other;
    }

    RecordKind TakeRow(ReadOnlySpan<byte> line)
    {
        Fields = _csv;
        // Export-Csv of Windows PowerShell writes the type of its objects first.
        if (line.StartsWith("#TYPE "u8) || grammar.IsAside(line))
        {
            return RecordKind.Other;
        }
        if ((Columns ?? grammar.ColumnsWithoutHeader(line)) is not { } known)
        {
            return TakeHeader(line);
        }
        // Where files were joined, a header comes again, or another one with other columns.
        if (line.SequenceEqual(known.Header.AsSpan()) || (grammar.MayBeHeader(line) && TakeHeader(line) == RecordKind.Header))
        {
            return RecordKind.Header;
        }
        if (!_csv.TryRead(line, known))
        {
            return RecordKind.Damaged;
        }
        // One table may hold records of several kinds.
        return grammar.IsMine(_csv) ? RecordKind.Mine : _csv.Count < known.Fields.Length ? RecordKind.Damaged : RecordKind.Other;
    }

    RecordKind TakeHeader(ReadOnlySpan<byte> line)
    {
        if (grammar.ColumnsOf(line, _csv.Cells) is not { } columns || !_csv.TryRead(line, columns) || !grammar.IsHeader(_csv))
        {
            return RecordKind.Damaged;
        }
        Columns = columns;
        return RecordKind.Header;
    }
}
