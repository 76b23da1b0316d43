using System.Runtime.InteropServices;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// What the clients of one zone were told, sorted into questions that are alike, as one source shows them: one name and type at one server, and, of names that are drawn (<see cref="GeneratedLabel"/>),
/// all of one type and as many labels at one server. To such a question a zone has one answer, whoever asks.
/// </summary>
sealed class ToldAnswers
{
    /// <summary>Bits of <see cref="GeneratedLabel"/> from which a name counts as drawn.</summary>
    const double Drawn = 2;

    readonly FrozenRollups _seen;
    readonly ulong _zone;
    readonly Dictionary<Question, Hearsay> _hearsay = [];
    readonly Dictionary<Question, List<Told>> _told = [];

    /// <summary>Sorts the answers of all keys of a zone.</summary>
    public ToldAnswers(FrozenRollups seen, ulong zone, List<ZoneKey> keys)
    {
        (_seen, _zone) = (seen, zone);
        keys.ForEach(key => Walk(key, (question, told) => CollectionsMarshal.GetValueRefOrAddDefault(_hearsay, question, out _).Add(key.Client, told.Outcome)));
        foreach (var (question, hearsay) in _hearsay)
        {
            if (hearsay.IsApart)
            {
                _told.Add(question, []);
            }
        }
        if (_told.Count > 0)
        {
            keys.ForEach(key => Walk(key, (question, told) => _told.GetValueOrDefault(question)?.Add(told)));
        }
    }

    /// <summary>The question that was answered most clearly by who asked it; null where none was.</summary>
    public ToldApart? Strongest() =>
        _told.Select(question => ToldApart.Of(question.Key, question.Value)).OfType<ToldApart>().MaxBy(apart => (apart.Bits, apart.Question.Name, apart.Question.Type, apart.Question.Server, apart.Question.Labels, apart.Question.Lane));

    void Walk(ZoneKey key, Action<Question, Told> with)
    {
        var (client, day) = (_seen.ClientNumbers.AddressOf(key), _seen.DayOf(key) * TimeSpan.SecondsPerDay);
        if (key.Row == RowArena.None)
        {
            WalkLarge(_seen.LargeOf(key), client, day, with);
            return;
        }
        var shard = _seen.ShardOf(key.Place);
        for (var at = key.Row; at != RowArena.None;)
        {
            var row = shard.Row(at, out at);
            var outcome = OutcomeReading.Of(row);
            if (outcome == Outcomes.None)
            {
                continue;
            }
            var told = new Told(day + row.Second, client, outcome, PairState.NameHash(row.Prefix, _zone));
            with(new(row.Context.Lane, row.Context.Server, row.Type, told.Name, 0), told);
            if ((row.Traits & RowTraits.SpellsAddress) == 0 && DrawnBits(row.Prefix) >= Drawn)
            {
                with(new(row.Context.Lane, row.Context.Server, row.Type, 0, WireName.CountLabels(row.Prefix)), told);
            }
        }
    }

    /// <summary>Of a large key each name is known once, by the kind of types that it was asked for, where it was of one source, one server and one kind.</summary>
    static void WalkLarge(PairState state, Address client, long day, Action<Question, Told> with)
    {
        if (state.Servers is not [var server] || state.Lanes is not [{ Lane: var lane }])
        {
            return;
        }
        foreach (ref readonly var name in state.Names.Items)
        {
            var outcome = OutcomeReading.Of(name, state.ShowsAnswers);
            // Of what type there was nothing is not known where a name was asked for addresses.
            if (outcome is not (Outcomes.Missing or Outcomes.Nothing or Outcomes.Records) || TypeOf(name.Traits) is not { } type || (outcome == Outcomes.Nothing && type == RecordTypes.A))
            {
                continue;
            }
            var told = new Told(day + name.First, client, outcome, name.Hash);
            with(new(lane, server, type, name.Hash, 0), told);
            if (name.Depth > 0 && (name.Traits & NameTraits.SpellsAddress) == 0 && GeneratedLabel.Bits(name) >= Drawn)
            {
                with(new(lane, server, type, 0, name.Depth), told);
            }
        }
    }

    static ushort? TypeOf(NameTraits traits) => (traits & (NameTraits.AskedOther | NameTraits.AskedText | NameTraits.AskedPointer | NameTraits.AskedRare)) switch
    {
        NameTraits.AskedOther => RecordTypes.A,
        NameTraits.AskedText => RecordTypes.Txt,
        NameTraits.AskedPointer => RecordTypes.Cname,
        NameTraits.AskedRare => RecordTypes.Null,
        _ => null,
    };

    static double DrawnBits(ReadOnlySpan<byte> prefix)
    {
        var bits = 0.0;
        for (var at = 0; at < prefix.Length; at += prefix[at] + 1)
        {
            bits += GeneratedLabel.Bits(prefix.Slice(at + 1, prefix[at]));
        }
        return bits;
    }
}

/// <summary>Questions to which a zone has one answer.</summary>
/// <param name="Lane">Format and leg of the evidence: what one source shows of answers another does not.</param>
/// <param name="Server"><see cref="CompactRowWriter.ServerHash"/> of the server asked.</param>
/// <param name="Type">QTYPE.</param>
/// <param name="Name">Hash of the name; 0 where it is all drawn names.</param>
/// <param name="Labels">Of drawn names, how many labels they have below the zone; 0 otherwise.</param>
readonly record struct Question(ushort Lane, uint Server, ushort Type, ulong Name, int Labels);

/// <summary>What one client was told.</summary>
/// <param name="Second">When, in seconds from 1970-01-01 UTC.</param>
/// <param name="Client">The client.</param>
/// <param name="Outcome">What came of it: one of them.</param>
/// <param name="Name">Hash of the name.</param>
readonly record struct Told(long Second, Address Client, Outcomes Outcome, ulong Name);
