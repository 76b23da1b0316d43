using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>Which registrable domains lead to a network (/24, /48): those of a content network or a large hoster serve many, the machines that somebody took over his names alone.</summary>
sealed class NetworkUse
{
    readonly Dictionary<ulong, HashSet<ulong>> _zones = [];

    /// <summary>Of what servers answered: the networks of names that led to several ranges.</summary>
    public NetworkUse(KnownName[] names)
    {
        foreach (ref readonly var name in names.AsSpan())
        {
            if (RovingName.IsSpread(name))
            {
                foreach (ref readonly var answer in name.Answers.AsSpan())
                {
                    _zones.TryAdd(answer.Network, []);
                }
            }
        }
        foreach (ref readonly var name in names.AsSpan())
        {
            foreach (ref readonly var answer in name.Answers.AsSpan())
            {
                if (_zones.TryGetValue(answer.Network, out var zones))
                {
                    zones.Add(name.Zone);
                }
            }
        }
    }

    /// <summary>How many registrable domains lead there beside this one.</summary>
    public int OthersAt(ulong network, ulong zone) => _zones.TryGetValue(network, out var zones) ? zones.Count - (zones.Contains(zone) ? 1 : 0) : 0;
}
