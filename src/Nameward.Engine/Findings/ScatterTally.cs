using System.Runtime.InteropServices;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Counts, over what one client asked one server, the zones whose names are spelled as data (<see cref="DataSpelling"/>) and what they were answered. It depends on the set
/// of messages alone. A zone has one vote, however many names it has: what asks one zone often is judged there.
/// </summary>
sealed class ScatterTally
{
    /// <summary>Stands for "more than one name".</summary>
    const ulong Many = 0;

    readonly Dictionary<ulong, TalliedZone> _zones = [];
    readonly Dictionary<ulong, ulong> _nameOfData = [];
    readonly HashSet<ulong> _shared;
    bool _showsAnswers;

    /// <summary>A tally in which names of these hashes are known to be asked by others.</summary>
    public ScatterTally(IEnumerable<ulong> shared) => _shared = [.. shared];

    /// <summary>Names that others asked, too.</summary>
    public IReadOnlyCollection<ulong> Shared => _shared;

    /// <summary>Chained hashes of the zones that have a name spelled as data.</summary>
    public IEnumerable<ulong> Suspected => _zones.Where(zone => zone.Value.Data is not null).Select(zone => zone.Key);

    /// <summary>Whether the name of a message is spelled as data; addresses are not.</summary>
    public static bool IsData(in CompactRow row, ReadOnlySpan<byte> zoneName) => (row.Traits & RowTraits.SpellsAddress) == 0 && DataSpelling.Holds(row.Prefix, zoneName);

    /// <summary>Takes in a message.</summary>
    /// <returns>Whether its name is spelled as data.</returns>
    public bool Add(in CompactRow row, ReadOnlySpan<byte> zoneName, ulong zoneHash)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_zones, zoneHash, out _);
        var zone = place ??= new(UnlistedTopLevel(zoneName));
        zone.Messages++;
        _showsAnswers |= (row.Traits & RowTraits.AnswersShown) != 0;
        var name = PairState.NameHash(row.Prefix, zoneHash);
        AddData(row, name);
        if (!IsData(row, zoneName))
        {
            return false;
        }
        zone.Add(row, name);
        return true;
    }

    /// <summary>Takes in a zone that was asked so often that its messages are not remembered one by one.</summary>
    public void AddOften(ulong zoneHash)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(_zones, zoneHash, out _);
        place ??= new(0);
        place.Messages += PairShard.SmallRows;
    }

    /// <summary>Another client asked a name.</summary>
    public void Share(ulong zoneHash, ulong name)
    {
        if (_zones.TryGetValue(zoneHash, out var zone) && zone.Data?.ContainsKey(name) == true)
        {
            _shared.Add(name);
        }
    }

    /// <summary>The chained hashes of the names in a zone that are spelled as data.</summary>
    public IEnumerable<ulong> NamesIn(ulong zoneHash) => _zones.TryGetValue(zoneHash, out var zone) && zone.Data is { } data ? data.Keys : [];

    /// <summary>Whether a zone is one of <see cref="ScatterMeasures.DataZones"/>.</summary>
    public bool IsData(ulong zoneHash) => _zones.TryGetValue(zoneHash, out var zone) && IsData(zone);

    /// <summary>What all of it comes to.</summary>
    public ScatterMeasures Measure()
    {
        var (data, answered) = (0, 0);
        var suffixes = new HashSet<ulong>();
        foreach (var zone in _zones.Values)
        {
            if (!IsData(zone))
            {
                continue;
            }
            data++;
            if (zone.Answers.Exists(answer => _nameOfData[answer] != Many))
            {
                answered++;
                suffixes.Add(zone.TopLevel);
            }
        }
        suffixes.Remove(0);
        return new(_zones.Count, data, answered, suffixes.Count, _showsAnswers);
    }

    bool IsData(TalliedZone zone)
    {
        var messages = 0;
        foreach (var (name, count) in zone.Data ?? [])
        {
            messages += _shared.Contains(name) ? 0 : count;
        }
        return 2L * messages > zone.Messages;
    }

    void AddData(in CompactRow row, ulong name)
    {
        foreach (var item in new RowItems(row))
        {
            ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_nameOfData, item.Hash, out var exists);
            known = exists && known != name ? Many : name;
        }
    }

    static ulong UnlistedTopLevel(ReadOnlySpan<byte> zone)
    {
        var topLevel = zone[DataSpelling.TopLevelStart(zone)..];
        return topLevel.Length <= 1 || PublicSuffixes.Shipped.Lists(topLevel) ? 0 : WyHash.Of(topLevel, NameHashing.Seed);
    }

    /// <summary>A zone as the client asks the server for it.</summary>
    sealed class TalliedZone(ulong topLevel)
    {
        /// <summary>Hash of its top-level domain; 0 where a list has it.</summary>
        public ulong TopLevel { get; } = topLevel;

        public int Messages;

        /// <summary>Messages about each name that is spelled as data; null where there is none.</summary>
        public Dictionary<ulong, int>? Data { get; private set; }

        /// <summary>Hashes of the data that such names were given.</summary>
        public List<ulong> Answers { get; } = [];

        public void Add(in CompactRow row, ulong name)
        {
            Data ??= [];
            Data[name] = Data.GetValueOrDefault(name) + 1;
            foreach (var item in new RowItems(row))
            {
                Answers.Add(item.Hash);
            }
        }
    }
}
