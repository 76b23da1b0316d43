using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>Gathers where the records of a finding stand. It belongs to one thread.</summary>
sealed class CarveSink(CarveSubject subject) : IObservationSink
{
    /// <summary>Positions by source.</summary>
    public Dictionary<int, HashSet<long>> Positions { get; } = [];

    /// <summary>Ends of TCP conversations that hold some of them, by source.</summary>
    public Dictionary<int, HashSet<(Endpoint One, Endpoint Other)>> Streams { get; } = [];

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            if (subject.Holds(message, batch.Bytes(message.Name)))
            {
                Of(Positions, message.At.Source).Add(message.At.Offset);
                if (message.Transport is Transport.Tcp or Transport.Https && message.Client.Port != 0)
                {
                    Of(Streams, message.At.Source).Add((message.Client, message.Server));
                }
            }
        }
        foreach (ref readonly var flow in batch.Flows)
        {
            if (subject.Holds(flow))
            {
                Of(Positions, flow.At.Source).Add(flow.At.Offset);
            }
        }
    }

    static HashSet<T> Of<T>(Dictionary<int, HashSet<T>> bySource, int source)
    {
        if (!bySource.TryGetValue(source, out var found))
        {
            bySource.Add(source, found = []);
        }
        return found;
    }
}
