using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Isolating;

/// <summary>Replays the evidence to see which DNS servers each client asks: who would be left without one.</summary>
/// <param name="going">The servers that would be isolated.</param>
/// <param name="site">Which servers the site approves.</param>
sealed class LosingSink(IReadOnlySet<Address> going, SiteFacts site) : IObservationSink
{
    const int MostClients = 100_000, MostServers = 16;

    readonly Dictionary<Address, HashSet<Address>> _asked = [];

    /// <inheritdoc/>
    public void Take(IObservationBatch batch)
    {
        if (going.Count == 0)
        {
            return;
        }
        foreach (ref readonly var message in batch.Messages)
        {
            if ((message.Sides & Sides.Query) != 0 && message.Leg is Leg.Wire or Leg.Client && !message.Server.IsOfTheLink)
            {
                Add(message.Client.Address, message.Server.Address);
            }
        }
        foreach (ref readonly var flow in batch.Flows)
        {
            if (ServerPorts.IsOfDns(flow.Server.Port) && !flow.Server.IsOfTheLink)
            {
                Add(flow.Client.Address, flow.Server.Address);
            }
        }
    }

    /// <summary>Who asks a server.</summary>
    public ServerUse Of(Address server)
    {
        var clients = _asked.Where(client => client.Value.Contains(server)).ToList();
        var only = clients.Where(client => client.Value.All(going.Contains)).Select(client => client.Key).Order().ToList();
        var others = clients.SelectMany(client => client.Value).Where(other => !going.Contains(other)).Distinct().OrderBy(other => site.IsApproved(other) != true).ThenBy(other => other);
        return new(clients.Count, only.Count, [.. only.Take(ServerUse.MostNamed)], [.. others.Take(ServerUse.MostNamed)]);
    }

    void Add(Address client, Address server)
    {
        if (client.IsNone || server.IsNone || client == server || going.Contains(client))
        {
            return;
        }
        if (!_asked.TryGetValue(client, out var servers))
        {
            if (_asked.Count == MostClients)
            {
                return;
            }
            _asked[client] = servers = [];
        }
        // Whoever asks many others is a resolver or a scanner: it is enough to know that it asks some.
        if (servers.Count < MostServers || going.Contains(server))
        {
            servers.Add(server);
        }
    }
}
