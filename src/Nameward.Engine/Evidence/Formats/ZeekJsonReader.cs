using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads one of Zeek's logs in its JSON form, one object a line. No line knows of another.</summary>
sealed class ZeekJsonReader : LineReader
{
    readonly IZeekLog _log;

    // Made when first read with: what is forked is kept for each block of a source.
    IZeekJsonRow Row => field ??= _log.NewJsonRow();
    ZeekJsonLine Line => field ??= new(_log);

    /// <summary>A reader at the start of a source.</summary>
    public ZeekJsonReader(IZeekLog log) => _log = log;

    ZeekJsonReader(ZeekJsonReader other)
        : base(other) => _log = other._log;

    /// <inheritdoc/>
    public override IRecordReader Fork() => new ZeekJsonReader(this);

    /// <summary>Reads a line. Those of other logs are ignored.</summary>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows)
    {
        line = line.Trim(" \t"u8);
        if (line.IsEmpty)
        {
            return LineResult.Ignored;
        }
        if (!Line.TryRead(line))
        {
            return LineResult.Malformed("the line is not one whole JSON object");
        }
        return Line.IsOtherLog ? LineResult.Ignored : Row.Read(Line.Fields(line), Line, offset, rows);
    }
}
