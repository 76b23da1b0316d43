using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>What a key shows of questions for the contents of a zone.</summary>
sealed class ZoneContents(FrozenRollups seen, KeyPlace place)
{
    /// <summary>The questions for the whole zone, and those for one name after the other, where there are any.</summary>
    public IEnumerable<TransferAttempt> Attempts() => new[] { Attempt(transfers: true), Attempt(transfers: false) }.OfType<TransferAttempt>();

    TransferAttempt? Attempt(bool transfers)
    {
        var shard = seen.ShardOf(place);
        var zone = seen.Zone(shard.Cells[place.Index].Zone);
        var (names, servers, seconds, outcome) = (new HashSet<ulong>(), new HashSet<uint>(), new SortedSet<uint>(), TransferOutcome.Unknown);
        for (var at = shard.Cells[place.Index].Place; at != RowArena.None;)
        {
            var row = shard.Row(at, out at);
            if (KeySurvey.AsksForContents(row.Type) && transfers == row.Type is RecordTypes.Axfr or RecordTypes.Ixfr)
            {
                names.Add(PairState.NameHash(row.Prefix, zone.Hash));
                servers.Add(row.Context.Server);
                seconds.Add(row.Second);
                outcome = Worse(outcome, OutcomeOf(row));
            }
        }
        return names.Count == 0 ? null : new(zone.Name, names.Count, servers.Count, transfers, outcome, Spells(seconds));
    }

    static TransferOutcome OutcomeOf(CompactRow row) => (row.Traits & RowTraits.HasItems) != 0 ? TransferOutcome.Given
        : (row.Traits & RowTraits.RcodeShown) != 0 && row.Rcode != 0 ? TransferOutcome.Refused : TransferOutcome.Unknown;

    static TransferOutcome Worse(TransferOutcome one, TransferOutcome other) => one > other ? one : other;

    static int Spells(SortedSet<uint> seconds)
    {
        var (spells, last) = (0, 0u);
        foreach (var second in seconds)
        {
            spells += spells == 0 || second - last >= ExplorationJudge.SecondsBetweenSpells ? 1 : 0;
            last = second;
        }
        return spells;
    }
}
