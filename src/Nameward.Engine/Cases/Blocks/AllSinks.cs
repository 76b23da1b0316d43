using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>Shows one reading of the evidence to several sinks.</summary>
sealed class AllSinks(params IObservationSink[] sinks) : IObservationSink
{
    /// <inheritdoc/>
    public bool Wants(Address client, Address server) => sinks.Any(sink => sink.Wants(client, server));

    /// <inheritdoc/>
    public void Take(IObservationBatch batch) => Array.ForEach(sinks, sink => sink.Take(batch));
}
