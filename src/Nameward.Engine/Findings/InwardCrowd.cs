using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings;

/// <summary>
/// Who else is led inside, as far as it concerns names that turned: a filter leads many zones to one address, and a zone that is answered otherwise inside leads
/// everybody there who is inside.
/// </summary>
sealed class InwardCrowd
{
    readonly Dictionary<Address, HashSet<ulong>> _zones = [];
    readonly Dictionary<ulong, HashSet<Address>> _clients = [];

    /// <summary>Of these names.</summary>
    public InwardCrowd(List<TurnedKey> turned)
    {
        foreach (var key in turned)
        {
            _clients.TryAdd(key.Zone.Hash, []);
            key.Turns.ForEach(turn => _zones.TryAdd(turn.Inside, []));
        }
    }

    /// <summary>A zone led a client inside, and nowhere else.</summary>
    public void AddClient(ulong zone, Address client)
    {
        if (_clients.TryGetValue(zone, out var clients))
        {
            clients.Add(client);
        }
    }

    /// <summary>A zone answered with an address inside.</summary>
    public void AddZone(Address inside, ulong zone)
    {
        if (_zones.TryGetValue(inside, out var zones))
        {
            zones.Add(zone);
        }
    }

    /// <summary>Zones other than this that answered with the address, to anybody.</summary>
    public int OtherZones(Address inside, ulong zone) => _zones[inside].Count(other => other != zone);

    /// <summary>Clients that the zone led inside, and nowhere else.</summary>
    public int OnlyInside(ulong zone) => _clients[zone].Count;
}
