using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>One client's use of one server, over all zones and days, on the way to being weighed as a whole.</summary>
sealed class ScatteredUse(Address client, Endpoint server)
{
    readonly Dictionary<ulong, byte[]> _zones = [];
    int _keys, _dataKeys;

    /// <summary>Who asks.</summary>
    public Address Client { get; } = client;

    /// <summary>Who is asked.</summary>
    public Endpoint Server { get; } = server;

    /// <summary><see cref="CompactRowWriter.ServerHash"/> of it.</summary>
    public uint ServerHash { get; } = CompactRowWriter.ServerHash(server);

    /// <summary>What the names come to; empty until gathered.</summary>
    public ScatterTally Tally { get; } = new([]);

    /// <summary>All messages about names that are spelled as data, each zone's names as they lie in it.</summary>
    public PairState State { get; } = new();

    /// <summary>Zones with such names.</summary>
    public IEnumerable<ZoneName> Zones => _zones.Select(zone => new ZoneName(zone.Key, zone.Value));

    /// <summary>Whether, at a glance, most keys are spelled as data.</summary>
    public bool IsSuspect => _dataKeys >= ScatterJudge.FewestZones && 2L * _dataKeys > _keys;

    /// <summary>Counts a key, and whether most of its messages to the server are spelled as data: enough to leave aside whoever browses.</summary>
    public void Glance(in KeyRows key)
    {
        if (key.IsLarge)
        {
            _keys += key.Large.Servers.Contains(ServerHash) ? 1 : 0;
            return;
        }
        var (messages, data) = (0, 0);
        for (var at = key.Newest; at != RowArena.None;)
        {
            var row = key.Row(at, out at);
            if (row.Context.Server == ServerHash)
            {
                messages++;
                data += ScatterTally.IsData(row, key.Zone.Name) ? 1 : 0;
            }
        }
        _keys += messages > 0 ? 1 : 0;
        _dataKeys += 2 * data > messages ? 1 : 0;
    }

    /// <summary>Takes in the messages of a key that went to the server.</summary>
    public void Gather(in KeyRows key)
    {
        if (key.IsLarge)
        {
            if (key.Large.Servers.Contains(ServerHash))
            {
                Tally.AddOften(key.Zone.Hash);
            }
            return;
        }
        for (var at = key.Newest; at != RowArena.None;)
        {
            var row = key.Row(at, out at);
            if (row.Context.Server == ServerHash && Tally.Add(row, key.Zone.Name, key.Zone.Hash))
            {
                State.Fold(row, key.Zone.Hash);
                _zones.TryAdd(key.Zone.Hash, key.Zone.Name);
            }
        }
    }

    /// <summary>Notes which names of a key, which is another client's, are asked here too.</summary>
    public void Share(in KeyRows key)
    {
        if (key.IsLarge)
        {
            foreach (var name in Tally.NamesIn(key.Zone.Hash))
            {
                if (key.Large.Names.Find(name) >= 0)
                {
                    Tally.Share(key.Zone.Hash, name);
                }
            }
            return;
        }
        for (var at = key.Newest; at != RowArena.None;)
        {
            Tally.Share(key.Zone.Hash, PairState.NameHash(key.Row(at, out at).Prefix, key.Zone.Hash));
        }
    }
}
