using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs the zones of which a name is led to new ranges of addresses again and again, or whose name servers are. Each of the two alone is at most to be watched: rotating
/// pools of volunteers do the first, renumbering and answers that depend on the place the second. No more of a zone is looked at than what servers answered and who asked.
/// </summary>
sealed class FluxJudge(Scene scene)
{
    FrozenRollups Seen => scene.Seen;

    /// <summary>The zones of at least <paramref name="from"/> bits, gravest first.</summary>
    public ImmutableArray<Weighing> Judge(Bits from)
    {
        var names = Roving();
        var moved = names.Where(name => name.Times > 1).GroupBy(name => name.Zone).ToDictionary(zone => zone.Key, zone => zone.OrderByDescending(name => name.Renewals).ThenBy(name => name.Hash).First());
        var servers = Seen.NameServers.Zones.Select(zone => KeyValuePair.Create(zone, MovingServers.Of(Seen.NameServers.Of(zone)!, Seen))).Where(zone => zone.Value is not null).ToDictionary();
        var unshared = new UnsharedNames(names);
        var asked = AskersOf([.. moved.Keys, .. servers.Keys]);
        return [.. asked.Select(zone => Weigh(new(zone.Value.Name, moved.GetValueOrDefault(zone.Key), servers.GetValueOrDefault(zone.Key), HostsOf(zone.Value.Clients), unshared.ShareBeside(zone.Key))))
            .Where(weighing => weighing.Sum >= from).OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((FluxZone)weighing.Subject).Zone, ByteOrder.Instance)];
    }

    Weighing Weigh(FluxZone zone)
    {
        var weighing = Weighing.Of(zone, scene.ZonePrior, DetectorList.OfFluxZones, scene);
        bool Speaks(string id) => weighing.Signals.Any(signal => signal.Id == id && signal.AsBrowsing >= Weighing.FamilyCounts);
        return Speaks("new-places") && Speaks("moving-name-servers") ? weighing : weighing.AtMost(Level.Medium);
    }

    List<RovingName> Roving()
    {
        var names = Seen.Answers;
        var use = new NetworkUse(names);
        var roving = new List<RovingName>();
        foreach (ref readonly var name in names.AsSpan())
        {
            if (RovingName.IsSpread(name) && RovingName.Of(name, use) is { } found)
            {
                roving.Add(found);
            }
        }
        return roving;
    }

    /// <summary>
    /// The hosts among those who ask. Whom no server ever offered recursion asks the zones' own servers, as resolvers do: another address of one, or one whose clients the evidence
    /// does not show. It is named only where nobody else is.
    /// </summary>
    ImmutableArray<Address> HostsOf(HashSet<Address> clients)
    {
        var hosts = Seen.Servers.Where(use => clients.Contains(use.Key.Client) && (use.Use.Recursive > 0 || use.Use.Headers == 0)).Select(use => use.Key.Client).ToHashSet();
        return [.. (hosts.Count > 0 ? hosts : clients).Order()];
    }

    /// <summary>Who asks these zones, of those that somebody can register and that somebody but a relay asks.</summary>
    Dictionary<ulong, AskedName> AskersOf(HashSet<ulong> zones)
    {
        var asked = new Dictionary<ulong, AskedName>();
        for (var number = 0; number < (zones.Count > 0 ? Seen.Shards : 0); number++)
        {
            var cells = Seen.ShardOf(new(number, 0)).Cells;
            for (var i = 0; i < cells.Length; i++)
            {
                if (cells[i].Rows > 0 && zones.Contains(Seen.ZoneHash(cells[i].Zone)) && !Seen.ClientNumbers.IsRelay(Seen.ClientNumbers.Of(number, cells[i])))
                {
                    Add(asked, cells[i].Zone, Seen.ClientNumbers.AddressOf(Seen.KeyOf(new(number, i))));
                }
            }
        }
        return asked;
    }

    void Add(Dictionary<ulong, AskedName> asked, uint zone, Address client)
    {
        var (hash, name) = Seen.Zone(zone);
        if (ZoneOutcomes.IsPublic(name, scene.Site))
        {
            (asked.TryGetValue(hash, out var known) ? known : asked[hash] = new(name, [])).Clients.Add(client);
        }
    }

    sealed record AskedName(byte[] Name, HashSet<Address> Clients);

    /// <summary>How many names of several ranges have networks that no other domain has.</summary>
    sealed class UnsharedNames
    {
        readonly Dictionary<ulong, Counts> _zones = [];
        readonly Counts _all;

        public UnsharedNames(List<RovingName> names)
        {
            foreach (var name in names)
            {
                var one = new Counts(1, name.Others == 0 ? 1 : 0);
                _all += one;
                _zones[name.Zone] = _zones.GetValueOrDefault(name.Zone) + one;
            }
        }

        /// <summary>The share of them among the names of other zones, by the rule of succession: where there are none, one half.</summary>
        public double ShareBeside(ulong zone)
        {
            var own = _zones.GetValueOrDefault(zone);
            return (_all.Unshared - own.Unshared + 1) / (_all.Names - own.Names + 2.0);
        }

        readonly record struct Counts(int Names, int Unshared)
        {
            public static Counts operator +(Counts a, Counts b) => new(a.Names + b.Names, a.Unshared + b.Unshared);
        }
    }
}
