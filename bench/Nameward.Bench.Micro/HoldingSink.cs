using Nameward.Engine.Observations;

namespace Nameward.Bench.Micro;

/// <summary>Keeps copies of the batches it is given.</summary>
sealed class HoldingSink : IObservationSink
{
    public List<HeldBatch> Batches { get; } = [];

    public void Take(IObservationBatch batch) => Batches.Add(new(batch));
}
