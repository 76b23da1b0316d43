using System.Runtime.InteropServices;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Rollups;

/// <summary>A name that a client asked on a day, and when first.</summary>
/// <param name="Name">Stands for the name and the day.</param>
/// <param name="Zone">Number of its zone.</param>
/// <param name="Client">Place of the client among all in the order of their addresses.</param>
/// <param name="Source">Ordinal of the source that shows it; <see cref="EchoNames.ManySources"/> where several may.</param>
/// <param name="First">Second of the day in which it was first asked.</param>
readonly record struct EchoName(ulong Name, uint Zone, int Client, int Source, uint First) : IComparable<EchoName>
{
    /// <inheritdoc/>
    public int CompareTo(EchoName other)
    {
        var order = Name.CompareTo(other.Name);
        order = order != 0 ? order : Client.CompareTo(other.Client);
        order = order != 0 ? order : Source.CompareTo(other.Source);
        return order != 0 ? order : First.CompareTo(other.First);
    }
}

/// <summary>
/// A sample of the names that more than one client could have asked: of the zones that at least two and not too many clients ask, the names with the lowest
/// hashes; what carries no time tells nothing here. The sample is the same for every client and day, so that a name which two clients asked is in it for both or for neither.
/// </summary>
/// <param name="set">All keys.</param>
/// <param name="numbers">Numbers of the clients.</param>
/// <param name="places">The place of each among all clients in the order of their addresses: numbers tell who came first, which must not matter.</param>
sealed class EchoNames(RollupSet set, ClientNumbers numbers, int[] places)
{
    /// <summary>Stands for a client whose sample of names does not tell which source shows each.</summary>
    public const int ManySources = -1;

    /// <summary>Zones that more clients ask in a day tell nobody apart.</summary>
    const int MostClientsOfZone = 64;

    /// <summary>Most names: some 40 MB.</summary>
    const int Most = 1 << 20;

    /// <summary>The names, sorted; of each client and source the first time alone.</summary>
    public ReadOnlySpan<EchoName> Gather()
    {
        var shared = SharedZones();
        var reaches = Reaches(shared);
        var rows = set.Shards.Sum(shard => Rows(shard, shared));
        var most = rows <= Most ? ulong.MaxValue : ulong.MaxValue >> (int)long.Log2(rows / Most + 1) + 1;
        var names = new List<EchoName>();
        for (var number = 0; number < set.Shards.Length; number++)
        {
            Gather(number, shared, cell => Math.Min(most, reaches.GetValueOrDefault((cell.Zone, cell.Day), ulong.MaxValue)), names);
        }
        names.Sort();
        var all = CollectionsMarshal.AsSpan(names);
        var kept = 0;
        for (var i = 0; i < all.Length; i++)
        {
            if (kept == 0 || all[kept - 1].Name != all[i].Name || all[kept - 1].Client != all[i].Client || all[kept - 1].Source != all[i].Source)
            {
                all[kept++] = all[i];
            }
        }
        return all[..kept];
    }

    /// <summary>Which zones at least two clients ask, and not too many on a day.</summary>
    bool[] SharedZones()
    {
        var (keys, first, shared) = (new int[set.Zones.NumberEnd], new int[set.Zones.NumberEnd], new bool[set.Zones.NumberEnd]);
        var days = new HashSet<ushort>();
        for (var number = 0; number < set.Shards.Length; number++)
        {
            foreach (ref readonly var cell in set.Shards[number].Cells)
            {
                if (cell.Rows > 0)
                {
                    var client = numbers.Of(number, cell) + 1;
                    keys[cell.Zone]++;
                    days.Add(cell.Day);
                    first[cell.Zone] = first[cell.Zone] == 0 ? client : first[cell.Zone];
                    shared[cell.Zone] |= first[cell.Zone] != client;
                }
            }
        }
        for (var zone = 0; zone < shared.Length; zone++)
        {
            shared[zone] &= keys[zone] <= MostClientsOfZone * (long)days.Count;
        }
        return shared;
    }

    /// <summary>Of each zone and day up to which hash the samples of all its clients reach, where one of them was cut.</summary>
    Dictionary<(uint Zone, ushort Day), ulong> Reaches(bool[] shared)
    {
        var reaches = new Dictionary<(uint, ushort), ulong>();
        foreach (var shard in set.Shards)
        {
            foreach (ref readonly var cell in shard.Cells)
            {
                if (cell.Rows > 0 && cell.IsLarge && shared[cell.Zone] && shard.Large(cell).Names is { IsWhole: false } names)
                {
                    ref var reach = ref CollectionsMarshal.GetValueRefOrAddDefault(reaches, (cell.Zone, cell.Day), out var exists);
                    reach = Math.Min(exists ? reach : ulong.MaxValue, names.Items[^1].Hash);
                }
            }
        }
        return reaches;
    }

    static long Rows(PairShard shard, bool[] shared)
    {
        var rows = 0L;
        foreach (ref readonly var cell in shard.Cells)
        {
            rows += cell.Rows > 0 && shared[cell.Zone] ? Math.Min(cell.Rows, (ushort)BottomK<SampledName>.K) : 0;
        }
        return rows;
    }

    void Gather(int number, bool[] shared, Func<PairCell, ulong> highestOf, List<EchoName> names)
    {
        var shard = set.Shards[number];
        foreach (ref readonly var cell in shard.Cells)
        {
            if (cell.Rows == 0 || cell.Day == 0 || !shared[cell.Zone])
            {
                continue;
            }
            var (client, highest) = (places[numbers.Of(number, cell)], highestOf(cell));
            if (cell.IsLarge)
            {
                Gather(shard.Large(cell), cell, client, highest, names);
                continue;
            }
            var zone = set.Zones.HashOf(cell.Zone);
            for (var at = cell.Place; at != RowArena.None;)
            {
                var row = shard.Row(at, out at);
                if (PairState.NameHash(row.Prefix, zone) is var hash && hash <= highest)
                {
                    names.Add(new(Key(hash, cell.Day), cell.Zone, client, (int)(row.Context.Segment >> 16), row.Second));
                }
            }
        }
    }

    static void Gather(PairState state, in PairCell cell, int client, ulong highest, List<EchoName> names)
    {
        var source = SourceOf(state.Segments);
        foreach (ref readonly var name in state.Names.Items)
        {
            if (name.Hash <= highest)
            {
                names.Add(new(Key(name.Hash, cell.Day), cell.Zone, client, source, name.First));
            }
        }
    }

    /// <summary>The one source of all segments.</summary>
    public static int SourceOf(OccupiedSet segments)
    {
        var sources = SourcesOf(segments);
        return sources.Count == 1 ? sources.Min : ManySources;
    }

    /// <summary>The sources that segments are of.</summary>
    public static SortedSet<int> SourcesOf(OccupiedSet segments)
    {
        var sources = new SortedSet<int>();
        foreach (var step in segments.Steps)
        {
            var (first, last) = ((ulong)step << segments.Shift, (((ulong)step + 1) << segments.Shift) - 1);
            sources.Add((int)(first >> 16));
            sources.Add((int)(last >> 16));
        }
        return sources;
    }

    static ulong Key(ulong name, ushort day) => WyHash.Of((ulong)day, name);
}
