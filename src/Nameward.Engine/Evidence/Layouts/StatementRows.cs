using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Layouts;

/// <summary>Keeps what a configuration states, by where its records begin.</summary>
sealed class StatementRows : IBatchWriter
{
    readonly Dictionary<long, List<TextStatement>> _said = [];

    /// <summary>Records that could not be read.</summary>
    public int Faults { get; private set; }

    /// <summary>Where records begin that state something, in order.</summary>
    public IEnumerable<long> Offsets => _said.Keys.Order();

    /// <summary>What the record at a place states, in its order.</summary>
    public ImmutableArray<TextStatement> At(long offset) => _said.TryGetValue(offset, out var said) ? [.. said] : [];

    /// <inheritdoc/>
    public void Change(in ConfigurationChange row, in ConfigurationTexts texts)
    {
        if (!_said.TryGetValue(row.At.Offset, out var said))
        {
            _said[row.At.Offset] = said = [];
        }
        said.Add(new(row.Kind, HostileText.Text(texts.Object), HostileText.Text(texts.Property), HostileText.Text(texts.New)));
    }

    /// <inheritdoc/>
    public void Malformed(long offset, string because) => Faults++;

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
}
