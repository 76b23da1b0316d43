using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Verdicts;

/// <summary>Every change of configuration that the evidence shows, held against the tickets: the runbook's "validate any change requests".</summary>
/// <param name="Changes">Unapproved ones first, then in order of time; routine ones last.</param>
/// <param name="Notes">What was left out, could not be compared, or is to be known of the tickets, each a sentence without its end.</param>
sealed record ChangeReport(ImmutableArray<JudgedChange> Changes, ImmutableArray<Sentence> Notes)
{
    /// <summary>Most changes that are told.</summary>
    public const int MostChanges = 1000;

    /// <summary>The report.</summary>
    public static ChangeReport Of(Scene scene, ImmutableArray<Finding> findings)
    {
        var notes = new List<Sentence>();
        List<SeenChange> seen = [.. Recorded(scene), .. new InferredChanges(scene, findings).All(notes)];
        var judged = Judge(seen, scene, notes);
        List<JudgedChange> ordered = [.. judged.OrderBy(change => change.Change?.IsRoutine == true).ThenBy(change => change.Outcome).ThenBy(change => change.Change is null ? change.Ticket!.From : change.Change.Time)
            .ThenBy(change => change.Change?.At ?? default).ThenBy(change => change.Change?.Kind).ThenBy(change => change.Change?.Object ?? change.Ticket!.Number).ThenBy(change => change.Change?.Property ?? default)];
        notes.AddRange(scene.Snapshots.Notes);
        if (ordered.Count > MostChanges)
        {
            notes.Add(Sentence.Of($"{Quantity.Count(ordered.Count - MostChanges)} more changes are not told: the {Quantity.Count(MostChanges)} that stand first by outcome and time are"));
        }
        if (scene.Seen.Surroundings.IsCut)
        {
            notes.Add(Sentence.Of($"there were more statements about configuration than can be remembered: {Quantity.Count(scene.Seen.Surroundings.Changes.Length)} different ones are, and a change may be missing"));
        }
        return new([.. ordered.Take(MostChanges)], [.. notes]);
    }

    /// <summary>The changes that records state and snapshots show, none of them inferred, each held against the tickets; in order of time.</summary>
    public static ImmutableArray<JudgedChange> Stated(Scene scene) =>
        [.. Judge([.. Recorded(scene)], scene, []).Where(change => change.Change is not null).OrderBy(change => change.Change!.Time).ThenBy(change => change.Change!.At)];

    static IEnumerable<SeenChange> Recorded(Scene scene) => [.. StatedChanges.Of(scene), .. StatedChanges.Announced(scene), .. SnapshotChanges.Of(scene.Snapshots)];

    static IEnumerable<JudgedChange> Judge(List<SeenChange> seen, Scene scene, List<Sentence> notes)
    {
        if (scene.Site.Tickets is not { } book)
        {
            return seen.Select(change => new JudgedChange(change, null, ChangeOutcome.NoTicket, Sentence.Of("no tickets were given")));
        }
        var matching = new TicketMatching(book, scene.Site);
        List<JudgedChange> judged = [.. seen.Select(change => change.IsRoutine ? new JudgedChange(change, null, ChangeOutcome.NoTicket, Sentence.Of("routine: no ticket is expected")) : matching.Judge(change))];
        if (SeenFrom(scene) is not var (from, to))
        {
            notes.Add(Sentence.Of("no source of changes is among the evidence: whether the tickets were carried out is not known"));
            return judged;
        }
        notes.Add(Sentence.Of($"tickets are held against changes {ChangeWords.Span(from, to)}, with {TicketMatching.ClockSkew.TotalMinutes:0} minutes by which clocks may differ; a window more than {TicketMatching.Farthest.TotalDays:0} days away is not looked at"));
        return [.. judged, .. matching.WithoutChange(judged, from, to, KnownNames(scene))];
    }

    /// <summary>From when to when a change would have been seen: the time of the sources that state changes, and between the snapshots that are compared.</summary>
    static (DateTime From, DateTime To)? SeenFrom(Scene scene)
    {
        var stated = scene.Seen.Surroundings.Changes.Where(change => !SnapshotSet.IsOfAFile(change, scene.Sources)).ToList();
        var sources = stated.Select(change => change.At.Source).Distinct().Where(source => source < scene.Sources.Length).Select(source => scene.Sources[source]);
        List<DateTime> times =
        [
            .. stated.Select(change => change.First).OfType<DateTime>(), .. stated.Select(change => change.Last).OfType<DateTime>(),
            .. sources.SelectMany(source => (DateTime?[])[source.From, source.To]).OfType<DateTime>(),
            .. scene.Snapshots.Pairs.SelectMany(pair => (DateTime?[])[pair.Earlier.Time, pair.Later.Time]).OfType<DateTime>(),
        ];
        return times.Count == 0 ? null : (times.Min(), times.Max());
    }

    static HashSet<HostileText> KnownNames(Scene scene) =>
        [.. scene.Seen.Surroundings.Changes.SelectMany(change => (HostileText[])[SnapshotSet.Lower(change.Host), ConfiguredValue.WithoutView(change.Object)]).Where(name => !name.IsEmpty && !ConfiguredValue.Is(name, "."))];
}
