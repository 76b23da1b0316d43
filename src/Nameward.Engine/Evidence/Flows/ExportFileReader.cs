namespace Nameward.Engine.Evidence.Flows;

/// <summary>
/// Reads a file of messages of flow export, one after the other. What a message means depends on those before, so that all records are reported in order. Bytes
/// between messages are one malformed record. Reading and skimming walk by the same code, so they agree.
/// </summary>
sealed class ExportFileReader : IRecordReader
{
    readonly SourceRemarks? _remarks;
    bool _isSearching;
    long _offset;

    // Stays behind when a reader is forked: what needs order has one reader alone.
    FlowExports Exports => field ??= new(_remarks);

    /// <summary>A reader at the start of a file.</summary>
    public ExportFileReader(SourceRemarks? remarks) => _remarks = remarks;

    ExportFileReader(ExportFileReader other) => (_remarks, _isSearching, _offset) = (other._remarks, other._isSearching, other._offset);

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows) => Walk(block, isLast, null);

    /// <inheritdoc/>
    public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder)
    {
        var used = Walk(block, isLast, inOrder);
        if (isLast)
        {
            Exports.End(inOrder);
        }
        return used;
    }

    /// <inheritdoc/>
    public IRecordReader Fork() => new ExportFileReader(this);

    int Walk(ReadOnlySpan<byte> block, bool isLast, IBatchWriter? rows)
    {
        var at = 0;
        while (at < block.Length)
        {
            var wasSearching = _isSearching;
            var used = _isSearching ? Search(block[at..], isLast) : ReadMessage(block[at..], _offset + at, isLast, rows);
            at += used;
            if (used == 0 && wasSearching == _isSearching)
            {
                break;
            }
        }
        _offset += at;
        return at;
    }

    int ReadMessage(ReadOnlySpan<byte> rest, long offset, bool isLast, IBatchWriter? rows)
    {
        var frame = ExportFraming.Of(rest, isLast);
        if (frame.Length < 0)
        {
            _isSearching = true;
            rows?.Malformed(offset, ExportDamage.NoMessage);
            return 1;
        }
        if (frame.Length > 0 && !frame.HasHead)
        {
            rows?.Malformed(offset, ExportDamage.FileEnds);
        }
        else if (frame.Length > 0 && rows is not null)
        {
            Exports.Read(rest[..frame.Length], new() { Position = offset, CountsBytes = true, Exporter = default }, rows);
        }
        return frame.Length;
    }

    /// <summary>Moves to the next byte at which a message seems to begin.</summary>
    int Search(ReadOnlySpan<byte> bytes, bool isLast)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes.Length - at < ExportFraming.Lookahead && !isLast)
            {
                return at;
            }
            if (ExportFraming.IsPlausible(bytes[at..]))
            {
                _isSearching = false;
                return at;
            }
        }
        return bytes.Length;
    }
}
