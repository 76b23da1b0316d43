using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>Several sinks over one reading.</summary>
sealed class ReplaySinks(params ImmutableArray<IObservationSink> sinks) : IObservationSink
{
    /// <inheritdoc/>
    public bool Wants(Address client, Address server) => sinks.Any(sink => sink.Wants(client, server));

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (var sink in sinks)
        {
            sink.Take(batch);
        }
    }
}
