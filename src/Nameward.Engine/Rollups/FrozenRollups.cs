using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>
/// The rollups when everything is read: nothing changes any more, and what detectors ask of the whole fleet is answered here. All that comes out is
/// in an order of contents, never of arrival.
/// </summary>
public sealed class FrozenRollups
{
    readonly RollupSet _set;
    readonly HashSet<Address> _relays;
    KnownName[]? _answers;
    readonly Dictionary<uint, Endpoint> _servers = [];

    /// <summary>Freezes a set; it must not change afterwards.</summary>
    public FrozenRollups(RollupSet set)
    {
        _set = set;
        set.Settle();
        Servers = [.. set.Servers.OrderBy(use => use.Key).Select(use => new ServerUseEntry(use.Key, use.Value))];
        var clients = set.Shards.SelectMany(shard => shard.WholeClients()).ToList();
        Clients = clients.Count;
        Chances = CountChances([.. clients.Select(client => client.Keys)]);
        Limited = set.Limited();
        Flows = set.Flows.Freeze();
        NameServers = new(set.NameServers);
        HiddenNames = [.. set.HiddenNames.Sorted()];
        Surroundings = set.Surroundings.Freeze();
        _relays = FindRelays(Servers);
        ClientNumbers = new(set.Shards);
        Echoes = new(set, ClientNumbers, Servers, _relays);
        _relays.UnionWith(Echoes.Relays);
        Askers = clients.Count(client => !_relays.Contains(client.Client));
        ClientNumbers.Mark(_relays);
        foreach (var use in Servers)
        {
            _servers.TryAdd(CompactRowWriter.ServerHash(use.Key.Server), use.Key.Server);
        }
    }

    /// <summary>Who used which server, in each day and lane.</summary>
    public ImmutableArray<ServerUseEntry> Servers { get; }

    /// <summary>Who spoke to a port of DNS, and whose flows the evidence shows.</summary>
    public FrozenFlows Flows { get; }

    /// <summary>Who asked for names that the evidence does not show whole.</summary>
    internal ImmutableArray<KeyValuePair<ClientDayKey, HiddenNameUse>> HiddenNames { get; }

    /// <summary>How DNS is configured, whose addresses are, and which programs asked.</summary>
    internal FrozenSurroundings Surroundings { get; }

    /// <summary>The name servers of zones, and where these stand.</summary>
    internal FrozenNameServers NameServers { get; }

    /// <summary>What servers answered to names.</summary>
    internal KnownName[] Answers => _answers ??= _set.Answers.Names;

    /// <summary>What servers answered to the name of a hash; null where it is not known.</summary>
    internal KnownName? AnswerOf(ulong name)
    {
        var at = Answers.AsSpan().BinarySearch(new KnownName.WithHash(name));
        return at >= 0 ? Answers[at] : null;
    }

    /// <summary>
    /// Clients in the evidence that could have asked any zone: those that only speak to multicast groups are not counted, nor those that asked for more than could
    /// be remembered, whose flood must not change what others weigh.
    /// </summary>
    public int Clients { get; }

    /// <summary>Those of <see cref="Clients"/> that ask for themselves: relays ask for others, who are counted already where they are seen.</summary>
    public int Askers { get; }

    /// <summary>Keys (client, zone, day) in the evidence.</summary>
    public int Pairs => _set.Pairs;

    /// <summary>
    /// How many chances there were of a false finding: the keys of <see cref="Clients"/>, of which none counts for more than sixteen times what the middle one has.
    /// Or one client's flood would change what the traffic of all others weighs.
    /// </summary>
    public long Chances { get; }

    /// <summary>The clients of which not all could be remembered.</summary>
    internal ImmutableArray<LimitedClient> Limited { get; }

    /// <summary>Whether there were more clients than could be remembered.</summary>
    internal bool LacksClients => _set.HighestClient != ulong.MaxValue;

    /// <summary>Bytes of memory that were set.</summary>
    internal long Memory => _set.Limits.Memory;

    /// <summary>Who is seen again as whom.</summary>
    internal Echoes Echoes { get; }

    /// <summary>Whether a client is itself a server for another client, or most of its look-ups are others': it asks for others, and does not count as one more that asked.</summary>
    public bool IsRelay(Address client) => _relays.Contains(client);

    /// <summary>The servers of a state that the evidence names, in order.</summary>
    internal ImmutableArray<Endpoint> ServersOf(PairState state) => [.. state.Servers.ToArray().Select(ServerOf).OfType<Endpoint>().OrderBy(server => server.Address).ThenBy(server => server.Port)];

    /// <summary>The server of a hash (<see cref="CompactRowWriter.ServerHash"/>); null where the evidence names none.</summary>
    internal Endpoint? ServerOf(uint hash) => _servers.TryGetValue(hash, out var server) ? server : null;

    /// <summary>All clients, by number.</summary>
    internal ClientNumbers ClientNumbers { get; }

    /// <summary>Where the keys of the zones worth weighing stand.</summary>
    internal ZoneKeys ZonesWorthWeighing(int threads) => ZoneKeys.Gather(_set, ClientNumbers, threads);

    /// <summary>Where the keys of the zones stand in which somebody asks about a key, as if each of these were worth weighing.</summary>
    internal ZoneKeys ZonesWith(AskedKeys asked, int threads) => ZoneKeys.Gather(_set, ClientNumbers, threads, asked);

    /// <summary>The keys that somebody asks about.</summary>
    internal IEnumerable<ZoneKey> KeysOf(AskedKeys asked)
    {
        for (var number = 0; number < Shards; number++)
        {
            var shard = _set.Shards[number];
            for (var index = 0; index < shard.Cells.Length; index++)
            {
                var cell = shard.Cells[index];
                if (asked.IsOf(shard, cell, _set.Zones))
                {
                    yield return new(new(number, index), ClientNumbers.Of(number, cell), cell.IsLarge ? RowArena.None : cell.Place);
                }
            }
        }
    }

    /// <summary>One more than the highest number of a zone.</summary>
    internal int ZoneNumberEnd => _set.Zones.NumberEnd;

    /// <summary>The zone of a number.</summary>
    internal ZoneName Zone(uint number) => new(_set.Zones.HashOf(number), _set.Zones.NameOf(number).ToArray());

    /// <summary>The name of the zone of a number, in canonical wire form.</summary>
    internal ReadOnlySpan<byte> ZoneNameOf(uint number) => _set.Zones.NameOf(number);

    /// <summary>The chained hash of the zone of a number.</summary>
    internal ulong ZoneHash(uint number) => _set.Zones.HashOf(number);

    /// <summary>What rows share with each other.</summary>
    internal RowContexts Contexts => _set.Shards[0].Contexts;

    /// <summary>How many shards there are.</summary>
    internal int Shards => _set.Shards.Length;

    /// <summary>The shard of a key.</summary>
    internal PairShard ShardOf(KeyPlace key) => _set.Shards[key.Shard];

    /// <summary>The cell of a key.</summary>
    internal PairCell CellOf(KeyPlace place) => ShardOf(place).Cells[place.Index];

    /// <summary>The key that stands at a place.</summary>
    internal ZoneKey KeyOf(KeyPlace place)
    {
        var cell = CellOf(place);
        return new(place, ClientNumbers.Of(place.Shard, cell), cell.IsLarge ? RowArena.None : cell.Place);
    }

    /// <summary>The UTC day of a key.</summary>
    internal ushort DayOf(ZoneKey key) => ShardOf(key.Place).Cells[key.Place.Index].Day;

    /// <summary>The state of a large key. It is shared, not copied: it must not be changed.</summary>
    internal PairState LargeOf(ZoneKey key)
    {
        var shard = ShardOf(key.Place);
        return shard.Large(shard.Cells[key.Place.Index]);
    }

    /// <summary>
    /// The state of a key of a zone (its chained hash). That of a small key is folded into <paramref name="into"/>, which is empty; that of a large one
    /// is shared, not copied: it must not be changed.
    /// </summary>
    internal PairState StateOf(ZoneKey key, ulong zone, PairState into)
    {
        if (key.Row == RowArena.None)
        {
            return LargeOf(key);
        }
        var shard = ShardOf(key.Place);
        for (var at = key.Row; at != RowArena.None;)
        {
            var row = shard.Row(at, out at);
            shard.Arena.Prefetch(at);
            into.Fold(row, zone);
        }
        return into;
    }

    static long CountChances(int[] keys)
    {
        const long MostTimesTheMiddle = 16;
        Array.Sort(keys);
        var most = keys.Length == 0 ? 0 : MostTimesTheMiddle * keys[keys.Length / 2];
        return keys.Sum(count => Math.Min(count, most));
    }

    static HashSet<Address> FindRelays(ImmutableArray<ServerUseEntry> uses)
    {
        var clients = uses.Select(use => use.Key.Client).ToHashSet();
        return [.. uses.Where(use => use.Use.Responses > 0 && !use.Key.Server.IsOfTheLink)
            .Where(use => use.Key.Server.Address != use.Key.Client && clients.Contains(use.Key.Server.Address)).Select(use => use.Key.Server.Address)];
    }
}

/// <summary>One client's use of one server, in one day and lane.</summary>
public readonly record struct ServerUseEntry(ServerUseKey Key, ServerUse Use);
