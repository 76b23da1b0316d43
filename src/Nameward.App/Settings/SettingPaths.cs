using System.Collections.Immutable;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings.Sites;

namespace Nameward.App.Settings;

/// <summary>What stands in a group of settings and in the groups within it, by the path of each key; keys that are not known are mistakes.</summary>
sealed class SettingPaths
{
    readonly Dictionary<string, SettingEntry> _found = new(StringComparer.Ordinal);
    readonly List<Placed<string>> _empty = [];
    readonly MistakeList _mistakes;

    /// <summary>Looks through a group whose keys stand at <paramref name="prefix"/>: "" at the top, <c>feeds[].</c> in an item of a list.</summary>
    public SettingPaths(SettingGroup group, string prefix, MistakeList mistakes)
    {
        _mistakes = mistakes;
        Add(group, prefix);
    }

    /// <summary>Paths of the keys that are given a value.</summary>
    public IEnumerable<string> Given => _found.Keys;

    /// <summary>A warning for each key behind which nothing stands.</summary>
    public IEnumerable<Placed<string>> Empty => _empty;

    /// <summary>What stands behind a key; null where it is not given.</summary>
    public SettingEntry? this[string path] => _found.TryGetValue(path, out var entry) ? entry : null;

    void Add(SettingGroup group, string prefix)
    {
        foreach (var entry in group.Entries)
        {
            Add(entry, prefix + entry.Key);
        }

        void Add(SettingEntry entry, string path)
        {
            var isGroup = SiteKey.All.Any(key => key.Path.StartsWith(path + ".", StringComparison.Ordinal));
            if (!isGroup && SiteKey.All.All(key => key.Path != path))
            {
                _mistakes.Add(entry.At, $"{MistakeList.Shown(path)}: there is no such key", Instead(entry.Key, prefix));
            }
            else if (entry.Value is SettingValue { IsAbsent: true })
            {
                _empty.Add(new($"{path}: nothing stands behind it, so its default holds", entry.At));
            }
            else if (!isGroup)
            {
                _found.Add(path, entry);
            }
            else if (entry.Value is SettingGroup inner)
            {
                this.Add(inner, path + ".");
            }
            else
            {
                _mistakes.Add(entry.Value.At, $"{path}: {entry.Value.Kind} stands where a group of keys should", $"keys of this group: {string.Join(", ", KeysAt(path + "."))}");
            }
        }
    }

    static string Instead(string key, string prefix)
    {
        if (NearNames.To(MistakeList.Shown(key), KeysAt(prefix)) is [var near, ..])
        {
            return $"write {near}";
        }
        var elsewhere = SiteKey.All.FirstOrDefault(known => known.Path.EndsWith("." + key, StringComparison.Ordinal) && !known.Path.Contains("[]", StringComparison.Ordinal));
        return elsewhere is not null ? $"it stands in a group: {elsewhere.Path}" : $"keys here: {string.Join(", ", KeysAt(prefix))}";
    }

    // The next part of each path below the prefix.
    static ImmutableArray<string> KeysAt(string prefix) =>
        [.. SiteKey.All.Where(key => key.Path.StartsWith(prefix, StringComparison.Ordinal)).Select(key => key.Path[prefix.Length..].Split('.', '[')[0]).Distinct()];
}
