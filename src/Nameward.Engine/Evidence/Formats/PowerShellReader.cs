using System.Collections.Immutable;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads objects of PowerShell in any of the forms that it writes, which may stand one behind the other: JSON, an object on a line, as a list over many lines is given
/// by its envelope; CLIXML; CSV below a header, which a line with the type may stand before; lists, objects with an empty line between them. Each object is a record.
/// Of all that came before one, only the header of CSV matters.
/// </summary>
sealed class PowerShellReader : PieceReader
{
    const string CutObject = "the object is cut";
    const string Damaged = "the object is not well-formed";
    const string OtherRow = "a row does not have the columns of its header";

    enum Piece : byte
    {
        Nothing,
        Json,
        Clixml,
        Row,
        Block,
        Aside,
        Junk,
    }

    readonly bool _takesDamaged;
    ImmutableArray<byte[]> _columns = [];
    byte _separator;
    bool _isHeaderNext;
    Piece _piece;

    // Made when first used: what is forked is kept for each block of a source.
    PowerShellObject Object => field ??= new();
    PowerShellStatements Statements => field ??= new(Object);
    PowerShellJson Json => field ??= new();
    Clixml Xml => field ??= new();
    CsvCells Cells => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public PowerShellReader()
    {
    }

    /// <summary>A reader of the beginning of a source, in which objects that are cut tell too.</summary>
    public PowerShellReader(bool takesDamaged) => _takesDamaged = takesDamaged;

    PowerShellReader(PowerShellReader other)
        : base(other) => (_columns, _separator, _isHeaderNext) = (other._columns, other._separator, other._isHeaderNext);

    static ReadOnlySpan<byte> TypeMark => "#TYPE "u8;

    static ReadOnlySpan<byte> ObjectTag => "<Obj"u8;

    static ReadOnlySpan<byte> ObjectEnd => "</Obj>"u8;

    /// <inheritdoc/>
    public override IRecordReader Fork() => new PowerShellReader(this);

    /// <inheritdoc/>
    protected override int Cut(ReadOnlySpan<byte> text, bool isFull)
    {
        _piece = Piece.Nothing;
        if (!_columns.IsEmpty)
        {
            return CutRow(text);
        }
        var space = text.IndexOfAnyExcept(" \t\r\n"u8);
        if (space != 0)
        {
            return space < 0 ? text.Length : space;
        }
        return text[0] switch
        {
            (byte)'{' => CutLine(text, Piece.Json),
            (byte)'<' => CutTag(text, isFull),
            _ => CutText(text),
        };
    }

    /// <inheritdoc/>
    protected override void Take(ReadOnlySpan<byte> piece, bool isCut, long offset, IBatchWriter rows)
    {
        switch (_piece)
        {
            case Piece.Json:
                Say(Json.TryRead(piece.TrimEnd(" \t\r\n"u8), Object), Damaged, offset, rows);
                break;
            case Piece.Clixml:
                Say(Xml.TryRead(piece, Object), isCut ? CutObject : Damaged, offset, rows);
                break;
            case Piece.Row:
                Say(TryRow(piece.TrimEnd("\r\n"u8)), OtherRow, offset, rows);
                break;
            case Piece.Block:
                PowerShellList.Read(piece, Object);
                Say(isWhole: true, Damaged, offset, rows);
                break;
            case Piece.Junk:
                rows.Malformed(offset, Damaged);
                break;
            case Piece.Aside:
                rows.Ignored(offset);
                break;
            case Piece.Nothing when isCut:
                rows.Ignored(offset);
                break;
        }
    }

    void Say(bool isWhole, string because, long offset, IBatchWriter rows)
    {
        if (isWhole || _takesDamaged)
        {
            Statements.Take(offset, rows);
        }
        else
        {
            rows.Malformed(offset, because);
        }
    }

    int CutLine(ReadOnlySpan<byte> text, Piece piece)
    {
        _piece = piece;
        return text.IndexOf((byte)'\n') + 1;
    }

    int CutText(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'\n');
        if (end < 0)
        {
            _piece = Piece.Block;
            return 0;
        }
        var line = text[..end].TrimEnd("\r "u8);
        if (_isHeaderNext || line.StartsWith(TypeMark) || IsHeader(line))
        {
            TakeHeader(line);
            _piece = Piece.Aside;
            return end + 1;
        }
        _piece = Piece.Block;
        return TextBlocks.EndOf(text) + 1;
    }

    /// <summary>A row of CSV; an empty line ends the table.</summary>
    int CutRow(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'\n', ..] or [(byte)'\r', (byte)'\n', ..] || text.StartsWith(TypeMark))
        {
            _columns = [];
            return text[0] == '#' ? CutText(text) : text.IndexOf((byte)'\n') + 1;
        }
        _piece = Piece.Row;
        return CsvCells.EndOfRecord(text) + 1;
    }

    /// <summary>An object from its start tag to its end tag; any other tag stands for nothing. Of an object that is too long, its parts are read as if they stood alone.</summary>
    int CutTag(ReadOnlySpan<byte> text, bool isFull)
    {
        var end = text.IndexOfAny((byte)'>', (byte)'\n');
        if (end < 0 || text[end] == '\n')
        {
            _piece = Piece.Junk;
            return end + 1;
        }
        if (!IsObject(text))
        {
            return end + 1;
        }
        var depth = 0;
        for (var at = 0; text[at..].IndexOf((byte)'<') is >= 0 and var next; at++)
        {
            at += next;
            if (IsObject(text[at..]))
            {
                var close = text[at..].IndexOf((byte)'>');
                if (close < 0)
                {
                    break;
                }
                depth += text[at + close - 1] == '/' ? 0 : 1;
            }
            var isEnd = text[at..].StartsWith(ObjectEnd);
            depth -= isEnd ? 1 : 0;
            if (isEnd && depth == 0)
            {
                _piece = Piece.Clixml;
                return at + ObjectEnd.Length;
            }
        }
        _piece = isFull ? Piece.Nothing : Piece.Clixml;
        return isFull ? end + 1 : 0;
    }

    static bool IsObject(ReadOnlySpan<byte> text) =>
        text.StartsWith(ObjectTag) && text.Length > ObjectTag.Length && text[ObjectTag.Length] is (byte)' ' or (byte)'>';

    bool IsHeader(ReadOnlySpan<byte> line) =>
        line.IndexOfAny((byte)',', (byte)';', (byte)'\t') > 0 && CsvColumns.MayBeHeader(line) && TryColumns(line, out _, out _);

    void TakeHeader(ReadOnlySpan<byte> line)
    {
        _isHeaderNext = line.StartsWith(TypeMark);
        if (!_isHeaderNext && TryColumns(line, out var columns, out var separator))
        {
            (_columns, _separator) = (columns, separator);
        }
    }

    /// <summary>Reads names of columns, which are those of objects that are read.</summary>
    bool TryColumns(ReadOnlySpan<byte> line, out ImmutableArray<byte[]> columns, out byte separator)
    {
        foreach (var mark in ",;\t"u8)
        {
            Cells.Cut(line, separator = mark);
            Object.Begin();
            for (var i = 0; i < Cells.Count; i++)
            {
                Object.Add(PowerShellObject.Root, Cells[i], []);
            }
            Object.End();
            if (PowerShellClasses.Of(Object, PowerShellObject.Root) != PowerShellClass.None)
            {
                columns = [.. Enumerable.Range(0, Cells.Count).Select(i => Cells[i].ToArray())];
                return true;
            }
        }
        (columns, separator) = ([], 0);
        return false;
    }

    bool TryRow(ReadOnlySpan<byte> row)
    {
        Cells.Cut(row, _separator);
        Object.Begin();
        for (var i = 0; i < Math.Min(Cells.Count, _columns.Length); i++)
        {
            Object.Add(PowerShellObject.Root, _columns[i], Cells[i]);
        }
        Object.End();
        return !Cells.IsDamaged && Cells.Count == _columns.Length;
    }
}
