using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>One walk over all keys: what came of the questions of each, and which of them show what hardly any shows, so that judges look at these alone.</summary>
sealed class KeySurvey
{
    readonly FrozenRollups _seen;
    readonly Outcomes[][] _heard;
    readonly bool[][] _got;
    readonly List<InwardKey>[] _inward;
    readonly List<KeyPlace>[] _contents, _missing, _reverse, _busy;

    /// <summary>Looks at all keys of the evidence.</summary>
    public KeySurvey(FrozenRollups seen, int threads)
    {
        _seen = seen;
        (_heard, _got) = (NewForEach<Outcomes>(), NewForEach<bool>());
        (_inward, _contents, _missing, _reverse, _busy) = (New<InwardKey>(), New<KeyPlace>(), New<KeyPlace>(), New<KeyPlace>(), New<KeyPlace>());
        Parallel.For(0, seen.Shards, new() { MaxDegreeOfParallelism = threads }, LookAt);
    }

    /// <summary>All outcomes of a key, at a glance: where hosts ask for addresses, that there are none of one kind says no more than that there are of the other.</summary>
    public Outcomes Heard(KeyPlace place) => _heard[place.Shard][place.Index];

    /// <summary>Whether a key got records whose data is remembered.</summary>
    public bool GotData(KeyPlace place) => _got[place.Shard][place.Index];

    /// <summary>Those with an answer that leads inside.</summary>
    public IEnumerable<InwardKey> Inward => _inward.SelectMany(shard => shard);

    /// <summary>Those in which the contents of a zone were asked for: a transfer, or its chain of names (<see cref="AsksForContents"/>).</summary>
    public IEnumerable<KeyPlace> Contents => _contents.SelectMany(shard => shard);

    /// <summary>Those in which <see cref="GuessedNames.Fewest"/> responses or more said that there is no such name; large ones, too.</summary>
    public IEnumerable<KeyPlace> Missing => _missing.SelectMany(shard => shard);

    /// <summary>Those of reverse zones with <see cref="AddressSweep.Fewest"/> messages or more; large ones, too.</summary>
    public IEnumerable<KeyPlace> Reverse => _reverse.SelectMany(shard => shard);

    /// <summary>Those with <see cref="Flood.FewestQuestions"/> messages or more; large ones, too.</summary>
    public IEnumerable<KeyPlace> Busy => _busy.SelectMany(shard => shard);

    /// <summary>Whether a type asks for what a zone holds: AXFR and IXFR (RFC 5936, RFC 1995), or the next name of the zone, NSEC (RFC 4034 section 4), for which no stub resolver asks.</summary>
    public static bool AsksForContents(ushort type) => type is RecordTypes.Axfr or RecordTypes.Ixfr or RecordTypes.Nsec;

    static ReadOnlySpan<byte> OfReverseZones => "\u0007in-addr\u0004arpa\0"u8;

    void LookAt(int number)
    {
        var shard = _seen.ShardOf(new(number, 0));
        for (var i = 0; i < shard.Cells.Length; i++)
        {
            ref readonly var cell = ref shard.Cells[i];
            if (cell.Rows > 0 && cell.IsLarge)
            {
                LookAt(shard.Large(cell), new(number, i));
            }
            else if (cell.Rows > 0)
            {
                LookAt(shard, new(number, i));
            }
            if (cell.Rows >= AddressSweep.Fewest && _seen.Zone(cell.Zone).Name.AsSpan().EndsWith(OfReverseZones))
            {
                _reverse[number].Add(new(number, i));
            }
            if (cell.Rows >= Flood.FewestQuestions)
            {
                _busy[number].Add(new(number, i));
            }
        }
    }

    void LookAt(PairState state, KeyPlace place)
    {
        var heard = Outcomes.None;
        foreach (ref readonly var name in state.Names.Items)
        {
            heard |= OutcomeReading.Of(name, state.ShowsAnswers);
        }
        (_heard[place.Shard][place.Index], _got[place.Shard][place.Index]) = (heard, state.Data.Items.Length > 0);
        if (state.Largest.NxDomain >= GuessedNames.Fewest)
        {
            _missing[place.Shard].Add(place);
        }
    }

    void LookAt(PairShard shard, KeyPlace place)
    {
        var (heard, got, lead, asksForContents, missing) = (Outcomes.None, false, Lead.Nowhere, false, 0);
        for (var at = shard.Cells[place.Index].Place; at != RowArena.None;)
        {
            var row = shard.Row(at, out at);
            var outcome = OutcomeReading.Of(row);
            heard |= outcome == Outcomes.Nothing && OutcomeReading.IsOfAddresses(row.Type) ? Outcomes.Records : outcome;
            got |= (row.Traits & RowTraits.HasItems) != 0;
            lead |= (row.Traits & RowTraits.HasItems) != 0 ? AnswerLead.Of(row).Lead : Lead.Nowhere;
            asksForContents |= AsksForContents(row.Type);
            missing += row.Rcode == AnswerNetwork.NameError ? 1 : 0;
        }
        (_heard[place.Shard][place.Index], _got[place.Shard][place.Index]) = (heard, got);
        if ((lead & Lead.Inside) != 0)
        {
            _inward[place.Shard].Add(new(place, lead == Lead.Both));
        }
        if (asksForContents)
        {
            _contents[place.Shard].Add(place);
        }
        if (missing >= GuessedNames.Fewest)
        {
            _missing[place.Shard].Add(place);
        }
    }

    T[][] NewForEach<T>() => [.. Enumerable.Range(0, _seen.Shards).Select(shard => new T[_seen.ShardOf(new(shard, 0)).Cells.Length])];

    List<T>[] New<T>() => [.. Enumerable.Range(0, _seen.Shards).Select(_ => new List<T>())];
}

/// <summary>A key with an answer that leads inside.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="LeadsBothWays">Whether an answer of it leads to the Internet, too.</param>
readonly record struct InwardKey(KeyPlace Place, bool LeadsBothWays);
