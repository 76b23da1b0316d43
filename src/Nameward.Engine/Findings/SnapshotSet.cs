using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Findings;

/// <summary>
/// All snapshots of the evidence, and which of them show the same server one after the other: those of one format in which the same host is named; where none is, those whose paths differ in dates, versions and
/// marks of before and after alone. Where that or their order cannot be told it is said, and they are not compared.
/// </summary>
/// <param name="Pairs">Snapshots that can be compared.</param>
/// <param name="Standing">Those behind which no other of the same server lies: how things stand.</param>
/// <param name="Notes">What could not be compared, and what is missing, each a sentence without its end.</param>
sealed record SnapshotSet(ImmutableArray<SnapshotPair> Pairs, ImmutableArray<Snapshot> Standing, ImmutableArray<Sentence> Notes)
{
    const int MostNotes = 10;

    /// <summary>The snapshots that statements come from.</summary>
    /// <param name="changes">All statements about configuration.</param>
    /// <param name="sources">The sources, by the number that positions have for them.</param>
    public static SnapshotSet Of(ImmutableArray<StatedChange> changes, ImmutableArray<SourceReport> sources)
    {
        var snapshots = changes.Where(change => IsOfAFile(change, sources)).GroupBy(change => (change.At.Source, Host: Lower(change.Host))).OrderBy(source => source.Key.Source).ThenBy(source => source.Key.Host)
            .Select(source => Snapshot(source.Key.Source < sources.Length ? sources[source.Key.Source] : null, [.. source])).ToList();
        var (pairs, notes) = (new List<SnapshotPair>(), new List<Sentence>());
        foreach (var server in snapshots.GroupBy(snapshot => (snapshot.Format, Of: snapshot.Host.IsEmpty ? snapshot.Name.Of : Lower(snapshot.Host), IsNamed: !snapshot.Host.IsEmpty)))
        {
            Compare(InOrder([.. server]), pairs, notes);
        }
        notes.AddRange(NotTold(snapshots));
        var earlier = pairs.Select(pair => pair.Earlier).ToHashSet(ReferenceEqualityComparer.Instance);
        ImmutableArray<Snapshot> standing = [.. snapshots.Where(snapshot => !earlier.Contains(snapshot))];
        notes.AddRange(Missing(standing, sources));
        return new([.. pairs], standing, [.. notes.Take(MostNotes), .. notes.Skip(MostNotes).Take(1).Select(_ => Sentence.Of($"{notes.Count - MostNotes} more snapshots that are not compared, or not whole"))]);
    }

    /// <summary>Whether a statement is of a file that shows how things stand, and not of an announcement in a capture, which carries its time.</summary>
    public static bool IsOfAFile(StatedChange change, ImmutableArray<SourceReport> sources) =>
        change.Act == ConfigurationAct.Stands && !(change.First is not null && change.At.Source < sources.Length && sources[change.At.Source].CountsPackets);

    /// <summary>The same in lower case: hosts are written in both.</summary>
    public static HostileText Lower(HostileText text) => text.As(letters => HostileText.Text(new string(letters).ToLowerInvariant()));

    static Snapshot Snapshot(SourceReport? source, ImmutableArray<StatedChange> statements)
    {
        var path = source?.Path ?? default;
        var name = SnapshotName.Read(path);
        return new(source?.Format ?? "", path, statements[0].Host, name, name.Dated ?? source?.Written, statements);
    }

    static List<Snapshot> InOrder(List<Snapshot> snapshots)
    {
        // Where somebody marked what was before and what after, that holds: times of files change when they are copied.
        var isMarked = !snapshots.TrueForAll(snapshot => snapshot.IsDated);
        return [.. snapshots.OrderBy(snapshot => isMarked ? snapshot.Name.Mark : SnapshotMark.None).ThenBy(snapshot => snapshot.Time).ThenBy(snapshot => snapshot.Path)];
    }

    static void Compare(List<Snapshot> ordered, List<SnapshotPair> pairs, List<Sentence> notes)
    {
        for (var i = 1; i < ordered.Count; i++)
        {
            var later = ordered[i];
            var before = ordered[..i];
            var earlier = before.FindLast(one => one.Name.Of == later.Name.Of) ?? before.FindLast(one => one.Kinds.Overlaps(later.Kinds));
            if (earlier is null)
            {
                continue;
            }
            if (WhyNot(earlier, later) is { } because)
            {
                notes.Add(Sentence.Of($"{earlier.Path} and {later.Path} show the same server and were not compared: {because}"));
                continue;
            }
            pairs.Add(new(earlier, later));
        }
    }

    static string? WhyNot(Snapshot earlier, Snapshot later) =>
        earlier.Name.Mark != later.Name.Mark && !(earlier.IsDated && later.IsDated) ? null
        : earlier.Time is null || later.Time is null ? "it is not known when they were taken"
        : earlier.Time == later.Time ? "both are of the same time, so that it cannot be told which is the later one" : null;

    /// <summary>Files whose paths differ in a number: it may be that of a server, or of a version.</summary>
    static IEnumerable<Sentence> NotTold(List<Snapshot> snapshots) =>
        from alike in snapshots.Where(snapshot => snapshot.Host.IsEmpty).GroupBy(snapshot => (snapshot.Format, snapshot.Name.Loosely))
        let others = alike.DistinctBy(snapshot => snapshot.Name.Of).ToList()
        where others.Count > 1
        select Sentence.Of($"{others[0].Path} and {others[1].Path}{(others.Count > 2 ? $" and {others.Count - 2} more" : "")} differ in a number of their names: they were taken for different servers and not compared");

    static IEnumerable<Sentence> Missing(ImmutableArray<Snapshot> standing, ImmutableArray<SourceReport> sources)
    {
        var there = sources.Select(source => FileName(source.Path)).ToHashSet();
        return standing.SelectMany(snapshot => snapshot.Statements.Where(statement => statement.Kind == ConfigurationKind.Include && !there.Any(name => name.Fits(FileName(statement.New))))
            .Select(statement => Sentence.Of($"{snapshot.Path} includes {statement.New}, which is not among the evidence: what stands in it is not seen")));
    }

    static HostileText FileName(HostileText path) => path.As(text => HostileText.Text(new string(text[(text.LastIndexOfAny('/', '\\') + 1)..])));
}
