using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Reads the lease file of ISC dhcpd: a block of a lease is a record, and so is each line outside of one. Nothing that came before a block matters.</summary>
sealed class IscLeaseReader : LineReader
{
    /// <summary>A reader at the start of a source.</summary>
    public IscLeaseReader()
    {
    }

    IscLeaseReader(IscLeaseReader other)
        : base(other)
    {
    }

    /// <inheritdoc/>
    public override IRecordReader Fork() => new IscLeaseReader(this);

    /// <inheritdoc/>
    protected override bool HasBreaksInLines => true;

    /// <inheritdoc/>
    protected override int EndOfLine(ReadOnlySpan<byte> text) => IscLeaseBlock.EndOf(text);

    /// <inheritdoc/>
    protected override LineResult ReadLine(ReadOnlySpan<byte> line, long offset, IBatchWriter rows) =>
        IscLeaseBlock.IsBeginning(line) ? IscLeaseBlock.Read(line, offset, rows) : LineResult.Ignored;
}
