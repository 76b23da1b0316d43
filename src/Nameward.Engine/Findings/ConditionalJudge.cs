using System.Collections.Immutable;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs the zones that are answered otherwise to one client than to another, by one and the same server: a zone's data is the same for everybody, and what a content
/// network or a view of the inside varies are addresses, not whether a name exists. Only zones of which one client was told that a name exists and another that one does
/// not are looked at whole. Relays ask for others and are left out.
/// </summary>
sealed class ConditionalJudge(Scene scene, int threads = 1)
{
    FrozenRollups Seen => scene.Seen;

    /// <summary>The zones of at least <paramref name="from"/> bits, gravest first.</summary>
    public ImmutableArray<Weighing> Judge(Bits from)
    {
        var prior = scene.ZonePrior;
        var zones = AnsweredApart();
        return [.. zones.Select(zone => Weighing.Of(Subject(zone, zones), prior, DetectorList.OfConditionalZones, scene)).Where(weighing => weighing.Sum >= from)
            .OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((ConditionalZone)weighing.Subject).Zone, ByteOrder.Instance)];
    }

    ConditionalZone Subject(ZoneApart zone, ZoneApart[] all)
    {
        var alike = all.Count(other => other != zone && other.Apart.Question.Server == zone.Apart.Question.Server && other.Apart.Told.Overlaps(zone.Apart.Told) && other.Apart.Untold.Overlaps(zone.Apart.Untold));
        return new(zone.Zone, zone.Apart, [.. zone.Apart.Told.Order()], [.. zone.Apart.Untold.Order()], Seen.ServerOf(zone.Apart.Question.Server), alike);
    }

    /// <summary>The zones of which who asked explains the answers better than anything else; in the order of their hashes.</summary>
    ZoneApart[] AnsweredApart()
    {
        var zones = HeardApart();
        var apart = new ZoneApart?[zones.Count];
        Parallel.For(0, zones.Count, new() { MaxDegreeOfParallelism = threads }, i =>
        {
            var (zone, keys) = zones[i];
            apart[i] = new ToldAnswers(Seen, zone.Hash, keys).Strongest() is { } strongest ? new(zone.Name, strongest) : null;
        });
        return [.. apart.OfType<ZoneApart>()];
    }

    /// <summary>The public zones of which clients were told otherwise, with all their keys; in order of the zones' hashes.</summary>
    List<(ZoneName Zone, List<ZoneKey> Keys)> HeardApart()
    {
        var zones = new Hearsay[Seen.ZoneNumberEnd];
        Walk((key, cell) => zones[cell.Zone].Add(key.Client, scene.Survey.Heard(key.Place)));
        var kept = new Dictionary<uint, List<ZoneKey>>();
        for (var zone = 0u; zone < zones.Length; zone++)
        {
            if (zones[zone].IsApart && ZoneOutcomes.IsPublic(Seen.Zone(zone).Name, scene.Site))
            {
                kept.Add(zone, []);
            }
        }
        if (kept.Count > 0)
        {
            Walk((key, cell) => kept.GetValueOrDefault(cell.Zone)?.Add(key));
        }
        return [.. kept.Select(zone => (Seen.Zone(zone.Key), zone.Value)).OrderBy(zone => zone.Item1.Hash)];
    }

    void Walk(Action<ZoneKey, PairCell> with)
    {
        for (var number = 0; number < Seen.Shards; number++)
        {
            var cells = Seen.ShardOf(new(number, 0)).Cells;
            for (var i = 0; i < cells.Length; i++)
            {
                var client = Seen.ClientNumbers.Of(number, cells[i]);
                if (cells[i].Rows > 0 && !Seen.ClientNumbers.IsRelay(client))
                {
                    with(new(new(number, i), client, cells[i].IsLarge ? RowArena.None : cells[i].Place), cells[i]);
                }
            }
        }
    }

    /// <summary>A zone, and the question in which it tells clients apart most clearly.</summary>
    sealed record ZoneApart(byte[] Zone, ToldApart Apart);
}
