using System.Text;
using Nameward.Engine.Evidence.Envelopes;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>A line of the Windows Firewall's log, in whatever envelope it came. What the header says is kept; one belongs to one reader.</summary>
sealed class WindowsFirewallLine
{
    static readonly FieldTable Table = new(
        ("date", Date), ("time", LogField.Time), ("action", LogField.Action), ("protocol", LogField.Protocol), ("src-ip", LogField.Client), ("dst-ip", LogField.Server),
        ("src-port", LogField.ClientPort), ("dst-port", LogField.ServerPort), ("size", LogField.UpBytes), ("path", LogField.Kind));

    /// <summary>The columns since Windows XP, which hold where a file does not begin with its header; later versions append more.</summary>
    public static CsvColumns Usual { get; } = new((byte)' ',
    [
        Date, LogField.Time, LogField.Action, LogField.Protocol, LogField.Client, LogField.Server, LogField.ClientPort, LogField.ServerPort, LogField.UpBytes, null, null, null, null, null,
        null, null, LogField.Kind,
    ]);

    /// <summary>The day of a row.</summary>
    public const LogField Date = LogField.First;

    const int FewestCells = 8;

    static readonly byte[][] Actions = [[.. "ALLOW"u8], [.. "DROP"u8], [.. "OPEN"u8], [.. "OPEN-INBOUND"u8], [.. "CLOSE"u8], [.. "INFO-EVENTS-LOST"u8]];

    readonly CsvFields _fields = new();
    readonly LineUnwrapper _unwrapper = new();

    /// <summary>What the columns mean.</summary>
    public CsvColumns Columns { get; private set; } = Usual;

    /// <summary>Whether times are of UTC.</summary>
    public bool IsUtc { get; private set; }

    /// <summary>The fields of the row taken last.</summary>
    public FieldValues Fields => _fields;

    /// <summary>Goes on from what the header of a source said.</summary>
    public void GoOn(CsvColumns columns, bool isUtc) => (Columns, IsUtc) = (columns, isUtc);

    /// <summary>Reads a line. Of the header, the line that names the columns is one, and the others are none of concern.</summary>
    public RecordKind Take(ReadOnlySpan<byte> line)
    {
        line = line is [(byte)'{' or (byte)'<', ..] ? _unwrapper.Unwrap(line).Message : line;
        line = line.Trim(" \t"u8);
        if (line is [(byte)'#', ..])
        {
            return TakeHeader(line);
        }
        return _fields.TryRead(line, Columns) && _fields.Count >= FewestCells && IsAction(_fields[LogField.Action]) && _fields[Date].Length == 10 ? RecordKind.Mine : RecordKind.Damaged;
    }

    RecordKind TakeHeader(ReadOnlySpan<byte> line)
    {
        if (TextWords.TryTake(ref line, "#Time Format:"u8))
        {
            IsUtc = Ascii.EqualsIgnoreCase(line.Trim((byte)' '), "GMT"u8);
        }
        if (!TextWords.TryTake(ref line, "#Fields:"u8))
        {
            return RecordKind.Other;
        }
        var cells = _fields.Cells;
        cells.Cut(line, (byte)' ');
        var fields = new LogField?[cells.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = Table.Root.FindColumn(cells[i])?.Field;
        }
        // The extended log format of the W3C is that of web servers as well.
        var isMine = fields.Contains(LogField.Action) && fields.Contains(LogField.Client) && fields.Contains(LogField.Server) && fields.Contains(Date);
        Columns = isMine ? new((byte)' ', [.. fields]) : Columns;
        return isMine ? RecordKind.Header : RecordKind.Other;
    }

    static bool IsAction(ReadOnlySpan<byte> word)
    {
        foreach (var action in Actions)
        {
            if (Ascii.EqualsIgnoreCase(word, action))
            {
                return true;
            }
        }
        return false;
    }
}
