using System.Collections.Immutable;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs every client in every zone: each day by itself, the days together, and a client's zones together where they share a server that it asks
/// for nothing else (a channel spread over several names). The gravest weighing of each subject is kept. Zones are strangers to each other, so several
/// threads judge them; what they find is put together in the order of the zones, and is the same for any number of threads.
/// </summary>
sealed class PairJudge(Scene scene, int threads = 1)
{
    readonly NearestPair _nearest = new();
    readonly SharedServers _shared = new(scene);

    /// <summary>The weighed pair that came nearest to <see cref="Judge"/>'s line from below; null where none was weighed.</summary>
    public Weighing? Nearest => _nearest.Weighing;

    /// <summary>The weighed pairs of at least <paramref name="from"/> bits, gravest first.</summary>
    public ImmutableArray<Weighing> Judge(Bits from)
    {
        var kept = new List<Weighing>();
        foreach (var zone in JudgeZones(scene.Seen.ZonesWorthWeighing(threads), from))
        {
            kept.AddRange(zone?.Kept ?? []);
            zone?.SoleServers.ForEach(_shared.Note);
        }
        JudgeSharedServers(from, kept);
        return [.. kept.OrderByDescending(weighing => weighing.Sum).ThenBy(weighing => ((Pair)weighing.Subject).Client)
            .ThenBy(weighing => ((Pair)weighing.Subject).Zones[0], ByteOrder.Instance)];
    }

    /// <summary>Weighs the pairs that somebody asks about, whatever they come to: those that are always weighed with the very same result, then those that say too little to be.</summary>
    public void Ask(AskedPairs asked)
    {
        foreach (var zone in JudgeZones(scene.Seen.ZonesWorthWeighing(threads), Bits.Least, asked))
        {
            zone?.SoleServers.ForEach(_shared.Note);
        }
        foreach (var together in _shared.Weigh().Where(asked.Wants))
        {
            asked.Take(together);
        }
        asked.AddOthers();
        JudgeZones(scene.Seen.ZonesWith(asked.Keys, threads), Bits.Least, asked);
    }

    JudgedZone?[] JudgeZones(ZoneKeys zones, Bits from, AskedPairs? asked = null)
    {
        var judged = new JudgedZone?[zones.Zones.Length];
        var batches = new ZoneBatches(zones);
        Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, _ =>
        {
            var judge = new ZoneJudge(scene, zones, _nearest, asked);
            for (var batch = batches.Next(); !batch.IsEmpty; batch = batches.Next())
            {
                judge.Judge(batch, from, judged);
            }
        });
        return judged;
    }

    void JudgeSharedServers(Bits from, List<Weighing> kept)
    {
        foreach (var together in _shared.Weigh())
        {
            var pair = (Pair)together.Subject;
            bool IsPart(Weighing one) => one.Subject is Pair part && part.Client == pair.Client && pair.Zones.Contains(part.Zones[0]);
            if (together.Sum >= from && !kept.Exists(one => IsPart(one) && one.Sum >= together.Sum))
            {
                kept.RemoveAll(IsPart);
                kept.Add(together);
            }
        }
    }
}
