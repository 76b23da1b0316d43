using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Who else in the fleet asked a name, used a label, or got a piece of data, in one zone. A relay asks for others and is left out, or every channel
/// that is seen on both sides of a resolver would look shared.
/// </summary>
sealed class ZoneFleet
{
    readonly Dictionary<ulong, Address> _seenBy = [];

    /// <summary>Stands for "more than one client".</summary>
    static readonly Address Many = new(ulong.MaxValue, ulong.MaxValue);

    /// <summary>Clients of the zone, relays not counted.</summary>
    public HashSet<Address> Clients { get; } = [];

    /// <summary>Takes in what one client did.</summary>
    public void Add(Address client, PairState state)
    {
        Clients.Add(client);
        foreach (ref readonly var name in state.Names.Items)
        {
            Saw(client, name.Hash);
            for (var depth = 0; depth < name.Depth; depth++)
            {
                Saw(client, LabelKey(name.Labels[depth], depth));
            }
        }
        foreach (ref readonly var data in state.Data.Items)
        {
            Saw(client, data.Hash);
        }
    }

    /// <summary>Whether no other client asked the name or got the data of this hash.</summary>
    public bool IsPrivate(Address client, ulong hash) => !_seenBy.TryGetValue(hash, out var by) || by == client;

    /// <summary>Whether no other client used the label at this depth.</summary>
    public bool IsPrivateLabel(Address client, uint label, int depth) => IsPrivate(client, LabelKey(label, depth));

    /// <summary>Clients of the zone other than this one.</summary>
    public int Others(Address client) => Clients.Count - (Clients.Contains(client) ? 1 : 0);

    void Saw(Address client, ulong hash) => _seenBy[hash] = _seenBy.TryGetValue(hash, out var by) && by != client ? Many : client;

    static ulong LabelKey(uint label, int depth) => XxHash64.Of(label, (ulong)depth + 1);
}
