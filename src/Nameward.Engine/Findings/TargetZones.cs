using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// The zones of the names that records point to (CNAME, MX, SRV). As a rule they are few, of content networks and mail hosts, which many names and clients share, and
/// say nothing. A server that answers each name with another zone, which comes back for nothing else, can spell data in the names of these.
/// </summary>
static class TargetZones
{
    /// <summary>Zones of their own below which none counts: a site spreads its services over a few.</summary>
    const int Fewest = 4;

    /// <summary>Whether more than half of the targets, and enough, lie in zones of their own.</summary>
    public static bool AreData(int client, ReadOnlySpan<SampledData> items, ZoneFleet fleet)
    {
        var (targets, own) = (0, 0);
        for (var i = 0; i < items.Length; i++)
        {
            targets += items[i].Kind == DataKind.Target ? 1 : 0;
            own += IsOwn(client, items, i, fleet) ? 1 : 0;
        }
        return own >= Fewest && 2 * own > targets;
    }

    /// <summary>Hundredths of a bit of the label that names the zone of a target, where it is its own; otherwise 0.</summary>
    public static int BitsOf(int client, ReadOnlySpan<SampledData> items, int index, ZoneFleet fleet) => IsOwn(client, items, index, fleet) ? (int)items[index].Low : 0;

    static bool IsOwn(int client, ReadOnlySpan<SampledData> items, int index, ZoneFleet fleet)
    {
        ref readonly var item = ref items[index];
        if (item.Kind != DataKind.Target || item.Shared || !fleet.IsPrivate(client, item.TargetZone))
        {
            return false;
        }
        for (var i = 0; i < items.Length; i++)
        {
            if (i != index && items[i].TargetZone == item.TargetZone)
            {
                return false;
            }
        }
        return true;
    }
}
