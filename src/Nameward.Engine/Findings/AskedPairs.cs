using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// The pairs that somebody asks about, while they are weighed. Several threads may put some in. Those that are always weighed come first; then all others of a
/// client or a zone, which say too little for it.
/// </summary>
sealed class AskedPairs(Inquiry inquiry, FrozenRollups seen)
{
    readonly Lock _gate = new();
    readonly HashSet<(Address Client, ulong Zone)> _weighed = [];
    readonly HashSet<(Address Client, ulong Zone)> _added = [];
    bool _addsOthers;

    /// <summary>The gravest of them; the others counted.</summary>
    public GravestFew Found { get; } = new();

    /// <summary>The keys that hold what is asked about.</summary>
    public AskedKeys Keys => inquiry.Keys;

    /// <summary>From now on those are weighed that say too little to be, and no others.</summary>
    public void AddOthers() => _addsOthers = true;

    /// <summary>Whether a client is weighed in a zone (its chained hash) only because somebody asks.</summary>
    public bool Adds(Address client, ulong zone) => _addsOthers && Keys.IsOf(client, zone) && !_weighed.Contains((client, zone));

    /// <summary>Whether what is weighed of a client in a zone is wanted.</summary>
    /// <param name="client">The client.</param>
    /// <param name="zone">Chained hash of the zone.</param>
    /// <param name="state">All that is remembered of it there.</param>
    public bool Wants(Address client, ulong zone, PairState state) => _addsOthers ? Adds(client, zone)
        : Keys.IsOf(client, zone) || (inquiry.Address is { } address && seen.ServersOf(state) is [var only] && only.Address == address);

    /// <summary>Whether a weighing of several zones together is wanted.</summary>
    public bool Wants(Weighing together) => inquiry.Concerns(together.Subject);

    /// <summary>Whether a weighing is of a pair that says too little to be weighed without being asked for.</summary>
    public bool IsSmall(Weighing weighing) => weighing.Subject is Pair { Zones: [var zone] } pair && _added.Contains((pair.Client, WireName.Hash(zone, NameHashing.Seed)));

    /// <summary>Takes in a pair of one zone (its chained hash).</summary>
    public void Take(Weighing weighing, ulong zone)
    {
        lock (_gate)
        {
            (_addsOthers ? _added : _weighed).Add((((Pair)weighing.Subject).Client, zone));
            Found.Take(weighing);
        }
    }

    /// <summary>Takes in a pair of several zones.</summary>
    public void Take(Weighing together)
    {
        lock (_gate)
        {
            Found.Take(together);
        }
    }
}
