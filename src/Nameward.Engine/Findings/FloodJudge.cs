using System.Collections.Immutable;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs the clients that ask a zone of the Internet for the same again and again: each day by itself, the gravest of a client and zone counts. Relays ask for others and are left out. By itself it is
/// at most to be watched: a program that is out of order asks as much.
/// </summary>
sealed class FloodJudge(Scene scene)
{
    /// <summary>Part of a lane's responses that its queries must come to for it to show queries.</summary>
    const double LeastQueries = 0.1;

    FrozenRollups Seen => scene.Seen;

    /// <summary>Those of at least <paramref name="from"/> bits, gravest first.</summary>
    public ImmutableArray<Weighing> Judge(Bits from)
    {
        var floods = scene.Survey.Busy.Where(IsOfAClient).Select(Flooding).OfType<Flood>().ToList();
        var crowd = floods.GroupBy(flood => WireText(flood.Zone)).ToDictionary(zone => zone.Key, zone => zone.Select(flood => flood.Client).Distinct().Count());
        return [.. floods.Select(flood => Weigh(flood with { Others = crowd[WireText(flood.Zone)] - 1 })).Where(weighing => weighing.Sum >= from)
            .GroupBy(weighing => (Of(weighing).Client, WireText(Of(weighing).Zone))).Select(pair => pair.OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => Of(weighing).Day).First())
            .OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => Of(weighing).Client).ThenBy(weighing => Of(weighing).Zone, ByteOrder.Instance)];
    }

    static Flood Of(Weighing weighing) => (Flood)weighing.Subject;

    static string WireText(byte[] zone) => Observations.WireName.ToText(zone);

    Weighing Weigh(Flood flood) => Weighing.Of(flood, scene.Prior, DetectorList.OfFloods, scene).AtMost(Level.Medium);

    bool IsOfAClient(KeyPlace place) => !Seen.ClientNumbers.IsRelay(Seen.KeyOf(place).Client) && ZoneOutcomes.IsPublic(Seen.Zone(Seen.CellOf(place).Zone).Name, scene.Site);

    /// <summary>What a key shows; null where it shows fewer questions than messages.</summary>
    Flood? Flooding(KeyPlace place)
    {
        var flood = Flood.Of(Seen, place);
        return flood.Questions < Flood.FewestQuestions ? null : flood with
        {
            ResponsesPerQuery = LanesWithQueries.Contains(flood.Lane) ? flood.ResponsesPerQuery : null,
            IsAlone = Askers.IsAlone(Seen.KeyOf(place).Client, Seen.CellOf(place).Zone),
        };
    }

    ZoneAskers Askers => field ??= new(Seen);

    /// <summary>The lanes that show queries as well as responses.</summary>
    HashSet<ushort> LanesWithQueries => field ??= [.. Seen.Servers.GroupBy(use => use.Key.Lane)
        .Where(lane => lane.Sum(use => use.Use.Queries) >= LeastQueries * lane.Sum(use => use.Use.Responses)).Select(lane => lane.Key)];
}
