using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>Puts settings back in the files of today, each as the newest earlier snapshot has it that shows the good value.</summary>
/// <param name="values">What the snapshots say.</param>
/// <param name="text">A file of the evidence as text.</param>
sealed class RestoredFiles(SnapshotValues values, Func<int, StatedText?> text)
{
    /// <summary>Most files that are put back; each is read again.</summary>
    const int MostFiles = 100;

    /// <summary>The files, and the settings, those marked that are put back in one.</summary>
    public (ImmutableArray<Restoration> Items, ImmutableArray<RestoredFile> Files) Of(ImmutableArray<(Snapshot Today, SettingName Setting, Restoration Item)> settings)
    {
        var (items, files) = (ImmutableArray.CreateBuilder<Restoration>(), ImmutableArray.CreateBuilder<RestoredFile>());
        foreach (var file in settings.GroupBy(setting => setting.Today, ReferenceEqualityComparer.Instance).Select(file => file.ToImmutableArray()))
        {
            var taken = new HashSet<SettingName>();
            var today = files.Count < MostFiles && file[0].Item.Product is not null ? text(SourceOf(file[0].Today)) : null;
            var restored = today is null ? null : Restored(today, file, taken);
            ImmutableArray<Restoration> all = [.. file.Select(setting => setting.Item with { IsInPatch = taken.Contains(setting.Setting) })];
            items.AddRange(all);
            if (restored is not null && taken.Count > 0)
            {
                files.Add(new(file[0].Today.Path, file[0].Item.Product!.Value, today!.Bytes, restored.Bytes, [.. all.Where(item => item.IsInPatch)]));
            }
        }
        return (items.ToImmutable(), files.ToImmutable());
    }

    StatedText Restored(StatedText today, ImmutableArray<(Snapshot Today, SettingName Setting, Restoration Item)> file, HashSet<SettingName> taken)
    {
        ImmutableArray<Snapshot> before = [.. values.Before(file[0].Today)];
        var bySnapshot = file.Where(setting => setting.Item.Good is not null).Select(setting => (setting.Setting, Good: before.FirstOrDefault(snapshot => values.Of(snapshot, setting.Setting) == setting.Item.Good)))
            .Where(setting => setting.Good is not null).GroupBy(setting => setting.Good!, ReferenceEqualityComparer.Instance);
        foreach (var same in bySnapshot.Select(same => same.ToImmutableArray()))
        {
            if (text(SourceOf(same[0].Good!)) is { } good)
            {
                today = Restored(good, today, [.. same.Select(setting => setting.Setting)], taken);
            }
        }
        return today;
    }

    /// <summary>All settings of one snapshot at once, as those that came with a block go with it; else each by itself.</summary>
    static StatedText Restored(StatedText good, StatedText today, ImmutableHashSet<SettingName> settings, HashSet<SettingName> taken)
    {
        if (TakingBack.Of(good, today, settings) is { } all)
        {
            taken.UnionWith(settings);
            return all;
        }
        foreach (var setting in settings.OrderBy(setting => setting.Kind).ThenBy(setting => setting.Object).ThenBy(setting => setting.Property))
        {
            if (TakingBack.Of(good, today, ImmutableHashSet.Create(setting)) is { } one)
            {
                taken.Add(setting);
                today = one;
            }
        }
        return today;
    }

    static int SourceOf(Snapshot snapshot) => snapshot.Statements[0].At.Source;
}
