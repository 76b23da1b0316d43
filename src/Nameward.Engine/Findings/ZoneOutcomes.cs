using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// What came of every zone that a client asked in a UTC day. A zone is missing where "no such name" (NXDOMAIN, RFC 8020) was said of the zone itself, or of "www"
/// in it, and is all that the client was told of it; one answer that says otherwise, and it exists. Only zones below a public suffix can be missing: what is
/// asked below a suffix in which nobody can register is a search list, a probe or a name of the inside.
/// </summary>
sealed class ZoneOutcomes
{
    readonly FrozenRollups _seen;
    readonly SiteFacts _site;
    readonly Outcome[][] _outcomes;
    readonly int[] _missingFor;
    readonly bool[] _isPublic;

    /// <summary>Looks at all keys of the evidence.</summary>
    public ZoneOutcomes(Scene scene, int threads)
    {
        (_seen, _site) = (scene.Seen, scene.Site);
        _outcomes = new Outcome[_seen.Shards][];
        Parallel.For(0, _seen.Shards, new() { MaxDegreeOfParallelism = threads }, shard => _outcomes[shard] = OutcomesOf(_seen.ShardOf(new(shard, 0))));
        _missingFor = CountMissing();
        _isPublic = [.. _missingFor.Select((count, zone) => count > 0 && IsPublic(_seen.Zone((uint)zone).Name, _site))];
    }

    /// <summary>Each client's zones of a day, where at least so many are missing; in order of client and day.</summary>
    public List<ClientZones> WithMissing(int fewest)
    {
        var days = new Dictionary<(int Client, ushort Day), int>();
        Walk((key, _, outcome) => days[key] = days.GetValueOrDefault(key) + (outcome == Outcome.Missing ? 1 : 0));
        var kept = days.Where(day => day.Value >= fewest).ToDictionary(day => day.Key, _ => new List<AskedZone>());
        var addresses = new Dictionary<int, Address>();
        Walk((key, place, outcome) =>
        {
            if (kept.TryGetValue(key, out var zones))
            {
                zones.Add(Asked(place, outcome));
                addresses[key.Client] = _seen.ClientNumbers.AddressOf(new(place, key.Client, RowArena.None));
            }
        });
        return [.. kept.Select(day => new ClientZones(addresses[day.Key.Client], day.Key.Day, InOrder(day.Value))).OrderBy(day => day.Client).ThenBy(day => day.Day)];
    }

    static AskedZone[] InOrder(List<AskedZone> zones) => [.. zones.OrderBy(zone => zone.First).ThenBy(zone => zone.Name, ByteOrder.Instance)];

    void Walk(Action<(int Client, ushort Day), KeyPlace, Outcome> with)
    {
        for (var shard = 0; shard < _outcomes.Length; shard++)
        {
            var cells = _seen.ShardOf(new(shard, 0)).Cells;
            for (var i = 0; i < cells.Length; i++)
            {
                var outcome = _outcomes[shard][i];
                if (outcome == Outcome.Exists || (outcome == Outcome.Missing && _isPublic[cells[i].Zone]))
                {
                    with((_seen.ClientNumbers.Of(shard, cells[i]), cells[i].Day), new(shard, i), outcome);
                }
            }
        }
    }

    int[] CountMissing()
    {
        var counts = new int[_seen.ZoneNumberEnd];
        for (var shard = 0; shard < _outcomes.Length; shard++)
        {
            var cells = _seen.ShardOf(new(shard, 0)).Cells;
            for (var i = 0; i < cells.Length; i++)
            {
                counts[cells[i].Zone] += _outcomes[shard][i] == Outcome.Missing ? 1 : 0;
            }
        }
        return counts;
    }

    AskedZone Asked(KeyPlace place, Outcome outcome)
    {
        var shard = _seen.ShardOf(place);
        ref readonly var cell = ref shard.Cells[place.Index];
        var name = _seen.Zone(cell.Zone).Name;
        return new(name, FirstSecond(shard, cell), outcome == Outcome.Missing, _missingFor[cell.Zone]);
    }

    static uint FirstSecond(PairShard shard, in PairCell cell)
    {
        if (cell.IsLarge)
        {
            return shard.Large(cell).First;
        }
        var first = uint.MaxValue;
        for (var at = cell.Place; at != RowArena.None;)
        {
            first = Math.Min(first, shard.Row(at, out at).Second);
        }
        return first;
    }

    /// <summary>Whether a zone is one that somebody can register, and not of the inside.</summary>
    public static bool IsPublic(byte[] zone, SiteFacts site)
    {
        var suffix = zone.Length > 1 ? zone[(zone[0] + 1)..] : zone;
        return PublicSuffixes.Shipped.Lists(suffix) && !site.InternalZones.Any(inside => zone.AsSpan().EndsWith(inside));
    }

    static Outcome[] OutcomesOf(PairShard shard)
    {
        var outcomes = new Outcome[shard.Cells.Length];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = shard.Cells[i].Rows == 0 ? Outcome.Unknown : shard.Cells[i].IsLarge ? Outcome.Exists : OfSmall(shard, shard.Cells[i].Place);
        }
        return outcomes;
    }

    /// <summary>What the rows of a small key say. A large one, asked for a hundred times and more, is not looked at: it passes for one that exists.</summary>
    static Outcome OfSmall(PairShard shard, int place)
    {
        var outcome = Outcome.Unknown;
        while (place != RowArena.None)
        {
            var row = shard.Row(place, out place);
            if ((row.Traits & RowTraits.RcodeShown) == 0 || row.Rcode is not (0 or AnswerNetwork.NameError))
            {
                continue;
            }
            if (row.Rcode == 0)
            {
                return Outcome.Exists;
            }
            outcome = row.Prefix.IsEmpty || row.Prefix.SequenceEqual("\u0003www"u8) ? Outcome.Missing : outcome;
        }
        return outcome;
    }

    enum Outcome : byte
    {
        Unknown,
        Missing,
        Exists,
    }
}

/// <summary>The zones of which a client learned whether they exist, in the order in which it first asked them.</summary>
sealed record ClientZones(Address Client, ushort Day, AskedZone[] Zones);

/// <summary>One of them.</summary>
/// <param name="Name">The zone in canonical wire form.</param>
/// <param name="First">Second of the UTC day at which it was first asked.</param>
/// <param name="IsMissing">Whether it does not exist.</param>
/// <param name="MissingFor">Clients, each day by itself, for which it is missing.</param>
readonly record struct AskedZone(byte[] Name, uint First, bool IsMissing, int MissingFor);
