using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>Takes records and keeps nothing of them.</summary>
public sealed class NoRows : IBatchWriter
{
    NoRows()
    {
    }

    /// <summary>The only one: it has no state.</summary>
    public static NoRows Instance { get; } = new();

    /// <inheritdoc/>
    public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers)
    {
    }

    /// <inheritdoc/>
    public void Flow(in Flow row, ReadOnlySpan<byte> rule)
    {
    }

    /// <inheritdoc/>
    public void Change(in ConfigurationChange row, in ConfigurationTexts texts)
    {
    }

    /// <inheritdoc/>
    public void Lease(in HostLease row, ReadOnlySpan<byte> host, ReadOnlySpan<byte> hardware)
    {
    }

    /// <inheritdoc/>
    public void AskedBy(in Asker asker)
    {
    }

    /// <inheritdoc/>
    public void Ignored(long offset)
    {
    }

    /// <inheritdoc/>
    public void Malformed(long offset, string because)
    {
    }
}
