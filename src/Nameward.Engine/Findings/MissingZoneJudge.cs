using System.Collections.Immutable;

namespace Nameward.Engine.Findings;

/// <summary>Weighs the clients that ask for zones that do not exist: each day by itself, the gravest counts. Relays ask for others and are left out.</summary>
sealed class MissingZoneJudge(Scene scene, int threads = 1)
{
    /// <summary>Zones that do not exist, below which there is nothing to judge: a few are mistyped or out of date every day, and some programs ask for a handful to see who lies.</summary>
    public const int Fewest = 6;

    /// <summary>The clients of at least <paramref name="from"/> bits, gravest first.</summary>
    public ImmutableArray<Weighing> Judge(Bits from)
    {
        var days = new ZoneOutcomes(scene, threads).WithMissing(Fewest).Where(day => !scene.Seen.IsRelay(day.Client));
        return [.. days.Select(day => Weighing.Of(Subject(day), scene.ClientPrior, DetectorList.OfMissingZones, scene)).Where(weighing => weighing.Sum >= from)
            .GroupBy(weighing => ((MissingZones)weighing.Subject).Client).Select(client => client.MaxBy(weighing => weighing.Sum)!)
            .OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((MissingZones)weighing.Subject).Client)];
    }

    static MissingZones Subject(ClientZones day)
    {
        var missing = day.Zones.Where(zone => zone.IsMissing).Select(zone => zone.First).ToList();
        return new(day.Client, day.Zones, day.Day == 0 ? null : (At(day.Day, missing.Min()), At(day.Day, missing.Max())));
    }

    static DateTime At(ushort day, uint second) => DateTime.UnixEpoch.AddDays(day).AddSeconds(second);
}
