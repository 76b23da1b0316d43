namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Reads a C-DNS file: a record is one query/response item, address event count or malformed message of a block, its position the byte at which it stands. An item
/// means nothing without the tables before it, which are too large to be kept for each segment of a file; so all records are told in order, while skimming.
/// </summary>
sealed class CdnsReader : IRecordReader
{
    readonly CdnsWalk _walk;

    // Stays behind when a reader is forked: what needs order has one reader alone.
    CdnsContent Content => field ??= new();

    /// <summary>A reader at the start of a source.</summary>
    public CdnsReader() => _walk = new();

    CdnsReader(CdnsReader other) => _walk = new(other._walk);

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> block, bool isLast, IBatchWriter rows) => _walk.Go(block, isLast, null, NoRows.Instance);

    /// <inheritdoc/>
    public int Skim(ReadOnlySpan<byte> block, bool isLast, IBatchWriter inOrder) => _walk.Go(block, isLast, Content, inOrder);

    /// <inheritdoc/>
    public IRecordReader Fork() => new CdnsReader(this);
}
