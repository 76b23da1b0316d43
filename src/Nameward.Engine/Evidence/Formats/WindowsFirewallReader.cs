using System.Text;
using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads the Windows Firewall's log. Of all that came before a row, the header matters, which may come again, and where clocks are put back the time.</summary>
sealed class WindowsFirewallReader : LineReader
{
    static readonly LineResult NoRow = LineResult.Malformed("no row of the columns that the header names");

    readonly LocalClock _clock;
    CsvColumns _columns = WindowsFirewallLine.Usual;
    bool _isUtc;

    // Made when first read with: what is forked is kept for each block of a source.
    WindowsFirewallLine? _line;

    /// <summary>A reader at the start of a source.</summary>
    public WindowsFirewallReader(SourceContext source) => _clock = new(source.Zone, source.Written, source.Remarks);

    WindowsFirewallReader(WindowsFirewallReader other)
        : base(other) => (_clock, _columns, _isUtc) = (other._clock.Fork(), other._columns, other._isUtc);

    /// <inheritdoc/>
    public override IRecordReader Fork() => new WindowsFirewallReader(this);

    /// <inheritdoc/>
    protected override void SkimLines(ReadOnlySpan<byte> lines)
    {
        // A header stands at the start of a line, whatever its envelope; most lines have no such byte.
        while ((_clock.NeedsOrder || lines.Contains((byte)'#')) && !lines.IsEmpty)
        {
            var length = lines.IndexOf((byte)'\n');
            var line = WithoutReturn(length < 0 ? lines : lines[..length]);
            if (!line.IsEmpty && !IsLong(line.Length) && (_clock.NeedsOrder || line.Contains((byte)'#')))
            {
                ReadLine(line, 0, NoRows.Instance);
            }
            lines = length < 0 ? [] : lines[(length + 1)..];
        }
    }

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        if (_line is null)
        {
            _line = new();
            _line.GoOn(_columns, _isUtc);
        }
        var kind = _line.Take(line);
        (_columns, _isUtc) = (_line.Columns, _line.IsUtc);
        return kind switch
        {
            RecordKind.Mine => ReadRow(_line.Fields, offset, rows),
            RecordKind.Damaged => NoRow,
            _ => LineResult.Ignored,
        };
    }

    LineResult ReadRow(FieldValues fields, long offset, IBatchWriter rows)
    {
        var problem = SplitStamp.Join(fields[WindowsFirewallLine.Date], fields[LogField.Time], _isUtc ? "UTC"u8 : []).ToUtc(_clock, out var time);
        if (problem is not null)
        {
            return LineResult.Malformed(problem);
        }
        // INFO-EVENTS-LOST says how many lines are missing.
        if (fields[LogField.Client] is [] or [(byte)'-'])
        {
            return LineResult.Ignored;
        }
        if (FlowRow.Read(fields, time, offset, out var flow) is { } because)
        {
            return because;
        }
        // The size is that of one packet, and zero where a connection is meant.
        flow = FlowRow.Unfinished(flow);
        rows.Flow(SaysWhoBegan(fields[LogField.Action]) ? flow : flow.WithServerFound());
        return LineResult.Observed;
    }

    /// <summary>A row of a packet that was dropped names who sent it, and one of a connection that was closed names this host first.</summary>
    static bool SaysWhoBegan(ReadOnlySpan<byte> action) => Ascii.EqualsIgnoreCase(action, "ALLOW"u8) || action.StartsWith("OPEN"u8);
}
