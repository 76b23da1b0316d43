using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads one of Zeek's logs in its TSV form. Of all that came before a row, only the header matters.</summary>
sealed class ZeekTsvReader : LineReader
{
    readonly IZeekLog _log;
    ZeekHeader _header;

    // Made when first read with: what is forked is kept for each block of a source.
    IZeekTsvRow Row => field ??= _log.NewTsvRow();
    ZeekRowCutter Cutter => field ??= new();
    ZeekPlainLines PlainLines => field ??= new(Row);

    /// <summary>A reader at the start of a source.</summary>
    public ZeekTsvReader(IZeekLog log) => (_log, _header) = (log, new(log));

    ZeekTsvReader(ZeekTsvReader other)
        : base(other) => (_log, _header) = (other._log, other._header);

    /// <inheritdoc/>
    public override IRecordReader Fork() => new ZeekTsvReader(this);

    /// <inheritdoc/>
    protected override void SkimLines(ReadOnlySpan<byte> lines)
    {
        while (true)
        {
            if (lines is [(byte)'#', ..])
            {
                var length = lines.IndexOf((byte)'\n');
                var line = length < 0 ? lines : lines[..length];
                _header = IsLong(line.Length) ? _header : _header.After(WithoutReturn(line));
            }
            var next = lines.IndexOf("\n#"u8);
            if (next < 0)
            {
                return;
            }
            lines = lines[(next + 1)..];
        }
    }

    /// <inheritdoc/>
    protected override int ReadLines(ReadOnlySpan<byte> block, int at, long offset, IBatchWriter rows) =>
        rows is BatchWriter batch ? PlainLines.Read(block, at, _header, offset, batch) : at;

    /// <inheritdoc/>
    protected override int EndOfLine(ReadOnlySpan<byte> text) => Cutter.EndOfLine(text, _header);

    /// <summary>Reads a header line or a row. Rows of another log in the same file are ignored.</summary>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        if (line[0] == '#')
        {
            _header = _header.After(line);
            return LineResult.Ignored;
        }
        if (_header.IsOtherLog)
        {
            return LineResult.Ignored;
        }
        if ((_header.Problem ?? Cutter.Cut(line, _header)) is { } problem)
        {
            return LineResult.Malformed(problem);
        }
        return Row.Read(Cutter.Fields(line, _header), _header, offset, rows);
    }
}
