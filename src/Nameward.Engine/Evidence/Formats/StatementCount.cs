using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Counts statements about configuration, and keeps nothing of them.</summary>
sealed class StatementCount : IBatchWriter
{
    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public void Change(in ConfigurationChange row, in ConfigurationTexts texts) => Count++;

    /// <inheritdoc/>
    public void Message(in DnsMessage row, ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> answers)
    {
    }

    /// <inheritdoc/>
    public void Flow(in Flow row, ReadOnlySpan<byte> rule)
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
