using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Verdicts;

/// <summary>
/// The changes that records state. What comes by itself all day is told in one line for a zone and a day: updates of hosts' own addresses, transfers to secondaries, a server that loads its zones. An update that
/// touches name servers, a wildcard, a text, the name of a server, or that comes from outside, stays by itself.
/// </summary>
static class StatedChanges
{
    static readonly ImmutableArray<ushort> TypesOfHosts = [RecordTypes.A, RecordTypes.Aaaa, RecordTypes.Ptr, RecordTypes.Srv];

    /// <summary>The changes, in order of time.</summary>
    public static IEnumerable<SeenChange> Of(Scene scene)
    {
        var events = scene.Seen.Surroundings.Changes.Where(change => change.Act != ConfigurationAct.Stands).ToList();
        var servers = NamesOfServers(scene);
        var isRoutine = events.ToLookup(change => IsRoutine(change, servers, scene.Site));
        return [.. Repeated(isRoutine[false]), .. Summed(isRoutine[true])];
    }

    /// <summary>What announcements in captures say, one after the other.</summary>
    public static IEnumerable<SeenChange> Announced(Scene scene)
    {
        var announced = scene.Seen.Surroundings.Changes.Where(change => change is { Act: ConfigurationAct.Stands, First: not null, Kind: ConfigurationKind.AnnouncedServers or ConfigurationKind.Resolvers }
            && !SnapshotSet.IsOfAFile(change, scene.Sources));
        foreach (var server in announced.GroupBy(change => (change.Kind, change.Host, change.Object, change.Property)))
        {
            StatedChange? before = null;
            foreach (var now in server.OrderBy(change => change.First).ThenBy(change => change.At))
            {
                if (before is not null && before.New != now.New && now.First > before.First)
                {
                    yield return SeenChange.Of(now) with
                    {
                        What = ChangeWords.Thing(now.Kind, now.Property) + " changed",
                        Old = before.New,
                        How = Sentence.Of(before.Last > now.First ? $"announced on the wire, and what was announced before still is" : $"announced on the wire until {ChangeWords.At(before.Last ?? now.First.Value)} as before"),
                    };
                }
                before = now;
            }
        }
    }

    /// <summary>What is done or refused again and again is told once a day.</summary>
    static IEnumerable<SeenChange> Repeated(IEnumerable<StatedChange> changes)
    {
        foreach (var same in changes.GroupBy(change => (change.Kind, change.Act, change.Host, change.Actor, change.Object, change.Property, change.Old, change.New,
            When: change.Act is ConfigurationAct.Done or ConfigurationAct.Refused ? change.First?.Date : change.First)))
        {
            var (first, count) = (same.MinBy(change => (change.First, change.At))!, same.Count());
            yield return count == 1 ? SeenChange.Of(first) : SeenChange.Of(first) with { How = Sentence.Of($"{Quantity.Of(count, "time")} on that day; this is the first") };
        }
    }

    static IEnumerable<SeenChange> Summed(IEnumerable<StatedChange> changes)
    {
        foreach (var day in changes.GroupBy(change => (change.Kind, change.Host, Zone: change.Kind == ConfigurationKind.Record ? ZoneOf(change.Object) : change.Object, change.First?.Date)))
        {
            var (first, all) = (day.MinBy(change => (change.First, change.At))!, day.ToList());
            var text = string.Create(CultureInfo.InvariantCulture, $"{Quantity.Of(all.Count, "time")}, by {Quantity.Of(all.Select(change => change.Actor).Distinct().Count(), "host")}");
            yield return SeenChange.Of(first) with
            {
                What = first.Kind == ConfigurationKind.Record ? "dynamic updates by hosts" : first.Kind == ConfigurationKind.Transfers ? "zone transfers to servers of ours" : "server started or loaded",
                Object = day.Key.Zone,
                Property = default,
                Old = default,
                New = HostileText.Text(first.Kind == ConfigurationKind.Server ? Quantity.Of(all.Count, "time") : text),
                Actor = default,
                IsRoutine = true,
                How = Sentence.Of("routine: summed by zone and day, and no ticket is expected"),
            };
        }
    }

    static bool IsRoutine(StatedChange change, HashSet<HostileText> servers, SiteFacts site) => change.Kind switch
    {
        ConfigurationKind.Server => change.Act == ConfigurationAct.Done,
        ConfigurationKind.Transfers => change.Act == ConfigurationAct.Done && ConfiguredValue.AddressOf(change.Actor) is { } secondary && site.IsOurs(secondary),
        ConfigurationKind.Record => change.Act is ConfigurationAct.Added or ConfigurationAct.Removed or ConfigurationAct.Set
            && ConfiguredValue.AddressOf(change.Actor) is { } host && site.IsOurs(host) && IsOfAHost(change) && !IsOfAServer(change.Object, servers),
        _ => false,
    };

    static bool IsOfAHost(StatedChange change) => change.Property.As(text => RecordTypes.TryParse(text, out var type) && TypesOfHosts.Contains(type));

    /// <summary>Names that tell clients where to go: of servers, wildcards, and the two that Windows asks for by itself (its block list for queries exists for them: WPAD and ISATAP).</summary>
    static bool IsOfAServer(HostileText name, HashSet<HostileText> servers) =>
        servers.Contains(SnapshotSet.Lower(name)) || name.As(text => text.StartsWith("*") || text.StartsWith("wpad.", StringComparison.OrdinalIgnoreCase) || text.StartsWith("isatap.", StringComparison.OrdinalIgnoreCase));

    static HashSet<HostileText> NamesOfServers(Scene scene) =>
        [.. scene.Seen.Surroundings.Changes.SelectMany(change => change.Kind == ConfigurationKind.NameServers ? ConfiguredValue.Parts(change.New).Add(change.Host) : [change.Host]).Where(name => !name.IsEmpty).Select(SnapshotSet.Lower)];

    /// <summary>The zone that a name is told with: its registrable domain; of an address the stretch that its last label counts.</summary>
    static HostileText ZoneOf(HostileText name)
    {
        var wire = ConfiguredValue.WireNameOf(ConfiguredValue.WithoutView(name)).AsSpan();
        if (wire.IsEmpty)
        {
            return name;
        }
        return wire.EndsWith("\u0004arpa\0"u8) && wire[0] > 0 ? HostileText.Name(wire[(wire[0] + 1)..]) : HostileText.Name(wire[PublicSuffixes.Shipped.Cut(wire).Start..]);
    }
}
