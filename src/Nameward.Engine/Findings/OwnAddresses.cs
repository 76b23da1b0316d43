using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// A client's zones of one UTC day that share an address which no other client is given: the form of a server that is asked for under several names in turn.
/// A content network's, a filter's and a parking service's addresses are given to many.
/// </summary>
sealed class OwnAddresses(Scene scene, LoneKeys lone)
{
    readonly Dictionary<Address, int> _ownerOf = [];
    readonly HashSet<Address> _given = [];

    /// <summary>The groups of two zones or more for which <paramref name="counts"/> holds, each once; they and their keys in the order of the zones' hashes.</summary>
    public List<KeyPlace[]> Groups(Func<KeyPlace[], bool> counts)
    {
        var groups = GivenTogether().Where(group => counts(group.Keys)).ToList();
        foreach (var (address, keys) in groups)
        {
            _ownerOf[address] = lone.HostOf(keys[0]).Client;
        }
        if (groups.Count > 0)
        {
            lone.Walk(LeaveOutWhatOthersAreGiven);
        }
        return [.. groups.Where(group => _ownerOf.ContainsKey(group.Address)).Select(group => group.Keys).DistinctBy(keys => string.Join(' ', keys.Select(key => (key.Shard, key.Index))))
            .OrderBy(keys => ZoneOf(keys[0])).ThenBy(keys => keys.Length).ThenBy(keys => ZoneOf(keys[^1]))];
    }

    /// <summary>The keys of each client and day that are given the same address that a server on the Internet can have.</summary>
    IEnumerable<(Address Address, KeyPlace[] Keys)> GivenTogether()
    {
        // Nearly all are given alone: they are told by hashes, and only what is left is put together by what it is.
        var all = new List<(ulong Hash, Address Address, KeyPlace Place)>();
        foreach (var place in lone.Places.Where(scene.Survey.GotData))
        {
            var (client, day) = lone.HostOf(place);
            foreach (var address in GivenTo(place))
            {
                if (IsOnTheInternet(address))
                {
                    all.Add((WyHash.Of(address.Low, WyHash.Of(address.High, (ulong)client << 16 | day)), address, place));
                }
            }
        }
        all.Sort((a, b) => a.Hash.CompareTo(b.Hash));
        return all.Where((given, i) => (i > 0 && all[i - 1].Hash == given.Hash) || (i + 1 < all.Count && all[i + 1].Hash == given.Hash))
            .GroupBy(given => (given.Address, lone.HostOf(given.Place))).Where(group => group.Count() > 1).Select(group => (group.Key.Address, group.Select(given => given.Place).OrderBy(ZoneOf).ToArray()));
    }

    ulong ZoneOf(KeyPlace place) => scene.Seen.ZoneHash(scene.Seen.CellOf(place).Zone);

    void LeaveOutWhatOthersAreGiven(KeyPlace place, int client)
    {
        if (!scene.Survey.GotData(place) || scene.Seen.ClientNumbers.IsRelay(client))
        {
            return;
        }
        foreach (var address in GivenTo(place))
        {
            if (_ownerOf.TryGetValue(address, out var owner) && owner != client)
            {
                _ownerOf.Remove(address);
            }
        }
    }

    HashSet<Address> GivenTo(KeyPlace place)
    {
        _given.Clear();
        lone.AddAddresses(place, _given);
        return _given;
    }

    static bool IsOnTheInternet(Address address) => !address.IsInternal && !address.IsMulticast && !(address.IsV4 ? address.V4 >> 24 == 0 : address.IsNone);
}
