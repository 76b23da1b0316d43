using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Verdicts;

/// <summary>The changes by which two snapshots of one server differ: what came, what went, and what has another value.</summary>
static class SnapshotChanges
{
    /// <summary>The changes.</summary>
    public static IEnumerable<SeenChange> Of(SnapshotSet snapshots) => snapshots.Pairs.SelectMany(Of);

    static IEnumerable<SeenChange> Of(SnapshotPair pair)
    {
        var (before, after) = (BySetting(pair.Earlier), BySetting(pair.Later));
        var (settings, how) = (before.Select(one => one.Key).Concat(after.Select(one => one.Key)).Distinct(), How(pair));
        foreach (var setting in settings)
        {
            ImmutableArray<StatedChange> old = [.. before[setting]], now = [.. after[setting]];
            if (Values(old).SequenceEqual(Values(now)))
            {
                continue;
            }
            var shown = now.IsEmpty ? old[0] : now[0];
            yield return SeenChange.Of(shown) with
            {
                Time = pair.Later.Time,
                From = pair.Earlier.Time < pair.Later.Time ? pair.Earlier.Time : null,
                What = $"{ChangeWords.Thing(shown.Kind, shown.Property)} {(old.IsEmpty ? "added" : now.IsEmpty ? "removed" : "changed")}",
                Old = HostileText.Joined(Values(old)),
                New = HostileText.Joined(Values(now)),
                Host = pair.Later.Host.IsEmpty ? pair.Earlier.Host : pair.Later.Host,
                How = how,
                Between = pair,
            };
        }
    }

    static ILookup<Setting, StatedChange> BySetting(Snapshot snapshot) =>
        snapshot.Statements.OrderBy(statement => statement.At).ThenBy(statement => statement.New).ToLookup(statement => new Setting(statement.Kind, SnapshotSet.Lower(statement.Object), SnapshotSet.Lower(statement.Property)));

    static ImmutableArray<HostileText> Values(ImmutableArray<StatedChange> statements) => [.. statements.Select(statement => statement.New).Distinct().Order()];

    static Sentence How(SnapshotPair pair) => pair.Earlier.Time is { } from && pair.Later.Time is { } to && from < to
        ? Sentence.Of($"{pair.Earlier.Path} of {ChangeWords.At(from)} and {pair.Later.Path} of {ChangeWords.At(to)} differ: it was made between")
        : Sentence.Of($"{pair.Earlier.Path} and {pair.Later.Path} differ; their names say which came first, and when it was made is not known");

    readonly record struct Setting(ConfigurationKind Kind, HostileText Object, HostileText Property);
}
