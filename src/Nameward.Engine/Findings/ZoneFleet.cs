using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Who else in the fleet asked a name, used a label, or got a piece of data, in one zone: of all that the candidates did, and of nothing else, so that
/// a popular zone costs no memory. A relay asks for others and is left out, or every channel seen on both sides of a resolver would look shared.
/// </summary>
sealed class ZoneFleet(FrozenRollups seen) : IZoneViewer
{
    /// <summary>Stands for "more than one client".</summary>
    static readonly Address Many = new(ulong.MaxValue, ulong.MaxValue);

    readonly Dictionary<ulong, Address> _seenBy = [];
    readonly HashSet<Address> _clients = [];

    /// <summary>Remembers from now on who does what this candidate did.</summary>
    public void Follow(PairState candidate)
    {
        foreach (ref readonly var name in candidate.Names.Items)
        {
            _seenBy.TryAdd(name.Hash, Address.None);
            for (var depth = 0; depth < name.Depth; depth++)
            {
                _seenBy.TryAdd(LabelKey(name.Labels[depth], depth), Address.None);
            }
        }
        foreach (ref readonly var data in candidate.Data.Items)
        {
            _seenBy.TryAdd(data.Hash, Address.None);
        }
    }

    /// <inheritdoc/>
    public bool Wants(Address client)
    {
        if (seen.IsRelay(client))
        {
            return false;
        }
        _clients.Add(client);
        return true;
    }

    /// <inheritdoc/>
    public void Saw(Address client, ulong hash)
    {
        if (_seenBy.TryGetValue(hash, out var by) && by != client && by != Many)
        {
            _seenBy[hash] = by.IsNone ? client : Many;
        }
    }

    /// <inheritdoc/>
    public void SawLabel(Address client, uint label, int depth) => Saw(client, LabelKey(label, depth));

    /// <summary>Whether no other client asked the name or got the data of this hash.</summary>
    public bool IsPrivate(Address client, ulong hash) => !_seenBy.TryGetValue(hash, out var by) || by.IsNone || by == client;

    /// <summary>Whether no other client used the label at this depth.</summary>
    public bool IsPrivateLabel(Address client, uint label, int depth) => IsPrivate(client, LabelKey(label, depth));

    /// <summary>Clients of the zone other than this one, relays not counted.</summary>
    public int Others(Address client) => _clients.Count - (_clients.Contains(client) ? 1 : 0);

    static ulong LabelKey(uint label, int depth) => WyHash.Of(label, (ulong)depth + 1);
}
