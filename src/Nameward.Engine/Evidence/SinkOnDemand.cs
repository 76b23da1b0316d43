using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence;

/// <summary>A sink that is made when the first rows come: most sources have no records that need order.</summary>
sealed class SinkOnDemand(Func<IObservationSink> make) : IObservationSink
{
    IObservationSink? _sink;

    /// <inheritdoc/>
    public void Take(IObservationBatch batch) => (_sink ??= make()).Take(batch);
}
