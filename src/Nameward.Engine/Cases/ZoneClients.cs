using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Cases;

/// <summary>Gathers the clients that asked in a zone. Every thread that reads shares it.</summary>
/// <param name="zone">The zone in canonical wire form; null where none is wanted.</param>
/// <param name="client">The one client that is wanted; null for all.</param>
sealed class ZoneClients(byte[]? zone, Address? client) : IObservationSink
{
    const int Most = 100;

    readonly HashSet<Address> _found = [];

    /// <summary>The clients, by address; at most a hundred.</summary>
    public ImmutableArray<Address> Found => [.. _found.Order().Take(Most)];

    /// <inheritdoc/>
    public bool Wants(Address asker, Address server) => client is null || asker == client;

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        foreach (ref readonly var message in batch.Messages)
        {
            if ((client is null || message.Client.Address == client) && !message.Server.Address.IsMulticast && Suspect.IsIn(batch.Bytes(message.Name), zone))
            {
                lock (_found)
                {
                    _found.Add(message.Client.Address);
                }
            }
        }
    }
}
