using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>Finds what of the configuration is to be put back: what no ticket approves, and resolvers that the site does not approve. Where no good value can be known, none is proposed.</summary>
/// <param name="scene">What was seen.</param>
/// <param name="recorded">The changes as the record of the case tells them, for where no tickets are given now.</param>
/// <param name="text">A file of the evidence as text.</param>
sealed class RestoreBuilder(Scene scene, ImmutableArray<RecordedChange> recorded, Func<int, StatedText?> text)
{
    /// <summary>Most settings that are told of.</summary>
    const int MostItems = 500;

    readonly ImmutableDictionary<ChangeIdentity, RecordedChange> _recorded = recorded.DistinctBy(change => change.Change).ToImmutableDictionary(change => change.Change);

    readonly SnapshotValues _values = new(scene.Snapshots);

    /// <summary>The plan.</summary>
    public RestorePlan Build()
    {
        var changes = ChangeReport.Stated(scene).Where(change => IsSetting(change.Change!)).Select(WithRecord).ToList();
        var histories = changes.GroupBy(change => KeyOf(change.Change!)).Select(same => (same.Key, Item: Item(same.Key, same))).Where(one => one.Item is not null).Take(MostItems).ToList();
        var files = new RestoredFiles(_values, text);
        var put = files.Of([.. histories.Where(one => one.Key.Later is not null).Select(one => (one.Key.Later!, one.Key.Setting, one.Item!))]);
        var advised = new AdviceBuilder(scene);
        ImmutableArray<Restoration> items = [.. put.Items, .. histories.Where(one => one.Key.Later is null).Select(one => one.Item!)];
        items = [.. items.Concat(Open(advised.Items, items)).OrderBy(item => item.Server).ThenBy(item => item.Kind).ThenBy(item => item.Object).ThenBy(item => item.Property).ThenBy(item => item.Changed).Take(MostItems)];
        return new(items, put.Files, advised.Servers, [.. Notes(changes, items)]);
    }

    IEnumerable<Sentence> Notes(List<JudgedChange> changes, ImmutableArray<Restoration> items)
    {
        if (!scene.Seen.Surroundings.Changes.Any(change => change.Kind is not (ConfigurationKind.HostNames or ConfigurationKind.Server)))
        {
            yield return Sentence.Of("the evidence holds no configuration: nothing can be said of what to put back");
        }
        else if (items.IsEmpty)
        {
            yield return Sentence.Of(changes.Count == 0 ? "no change of the configuration is seen: nothing to put back" : "a ticket approves each change of the configuration: nothing to put back");
        }
        if (!items.IsEmpty && scene.Site.Tickets is null && recorded.IsEmpty)
        {
            yield return Sentence.Of("no tickets were given, now or when the case was made: each change is taken for one that nobody approved; strike out what was asked for, or name the tickets with --tickets");
        }
    }

    static bool IsSetting(SeenChange change) => change is { IsRoutine: false, Kind: not ConfigurationKind.Server, Act: not (ConfigurationAct.Done or ConfigurationAct.Refused) };

    /// <summary>A change with the outcome of the record, where no tickets are given now.</summary>
    JudgedChange WithRecord(JudgedChange judged)
    {
        var change = judged.Change!;
        return scene.Site.Tickets is null && _recorded.GetValueOrDefault(ChangeIdentity.Of(change.Time, change.What, change.Host, change.Object, change.Property, change.Old, change.New)) is { } known
            ? judged with { Outcome = known.Outcome } : judged;
    }

    readonly record struct HistoryKey(HostileText Server, Snapshot? Later, SettingName Setting, HostileText Value);

    /// <summary>Changes of one setting: of files those that lead to the same one of today; of records that tell of one record of a zone each by itself.</summary>
    HistoryKey KeyOf(SeenChange change)
    {
        var setting = SettingName.Of(new TextStatement(change.Kind, change.Object, change.Property, default));
        return change.Between is { } pair ? new(default, _values.Today(pair.Later), setting, default)
            : new(SnapshotSet.Lower(change.Host), null, setting, change.Kind is ConfigurationKind.Record or ConfigurationKind.NameServers ? change.New.IsEmpty ? change.Old : change.New : default);
    }

    Restoration? Item(HistoryKey key, IEnumerable<JudgedChange> changes)
    {
        var history = new SettingHistory(key.Setting, _values);
        foreach (var change in changes)
        {
            history.Take(change);
        }
        if (history is not { Result: var (good, today, because), First: { Change: { } first } judged })
        {
            return null;
        }
        var (path, format) = FileOf(key.Later, first.At);
        return ApprovedServers.Checked(new()
        {
            Server = ServerOf(first.Host, path),
            Product = RestoreProducts.Of(format),
            Path = path,
            Kind = first.Kind,
            Object = first.Object,
            Property = first.Property,
            Good = good,
            Today = today,
            Because = because,
            Changed = first.Time,
            Since = first.From,
            Actor = first.Actor.IsEmpty ? null : first.Actor,
            At = first.At,
            Outcome = judged.Outcome,
        }, scene.Site);
    }

    (HostileText? Path, string? Format) FileOf(Snapshot? snapshot, SourcePosition? at) => snapshot is not null ? (snapshot.Path, snapshot.Format) : SourceOf(at) is { } source ? (source.Path, source.Format) : default;

    static HostileText ServerOf(HostileText host, HostileText? path) => host.IsEmpty ? path ?? HostileText.Text("a server that is not named") : host;

    SourceReport? SourceOf(SourcePosition? at) => at is { } position && position.Source < scene.Sources.Length ? scene.Sources[position.Source] : null;

    /// <summary>Settings that are open although no change of them was seen: the site's own servers in place of others, where the site names them.</summary>
    IEnumerable<Restoration> Open(ImmutableArray<(HostileText Server, MisconfiguredItem Item)> open, ImmutableArray<Restoration> known)
    {
        foreach (var (server, item) in open.Where(one => one.Item.Item < MisconfigurationKind.LogsCleared))
        {
            var (statement, source) = (item.Statement, SourceOf(item.Statement.At));
            if (known.Any(other => other.Kind == statement.Kind && other.Object == statement.Object && (other.Path == source?.Path || other.Server.IsOfSameHost(server))))
            {
                continue;
            }
            yield return ApprovedServers.Checked(new()
            {
                Server = server,
                Product = RestoreProducts.Of(source?.Format),
                Path = source?.Path,
                Kind = statement.Kind,
                Object = statement.Object,
                Property = statement.Property,
                Good = null,
                Today = statement.New,
                Because = Sentence.Of("no earlier state of it is among the evidence"),
                At = statement.At,
            }, scene.Site);
        }
    }
}
