using System.Collections.Immutable;
using Nameward.Engine.Evidence;

namespace Nameward.App.Settings;

/// <summary>Reads single values, lists and groups of a mapping. Unlike those of a site file, values keep the space around them: a separator may be a tab.</summary>
sealed class MapValues(MistakeList mistakes)
{
    /// <summary>Words of one list; more are no list that somebody keeps by hand.</summary>
    const int MostTexts = 100;

    /// <summary>A single value; null, with the mistake added, where there is none.</summary>
    public string? Text(SettingNode node, string path)
    {
        if (node is SettingValue { IsAbsent: false } value)
        {
            return value.Text;
        }
        mistakes.Add(node.At, node is SettingValue ? $"{path}: nothing stands behind it" : $"{path}: {node.Kind} stands where a single value should", node is SettingValue ? "write a value, or take the line out" : $"write {path.Split('.')[^1]}: VALUE");
        return null;
    }

    /// <summary>The values of a list, which may stand without brackets where it is one.</summary>
    public IEnumerable<string> Texts(SettingNode node, string path)
    {
        var items = node is SettingList list ? list.Items : [node];
        if (items.Length > MostTexts)
        {
            mistakes.Add(node.At, $"{path}: more than {MostTexts} entries", "write fewer");
            return [];
        }
        return [.. items.Select(item => Text(item, path)).OfType<string>()];
    }

    /// <summary>What a word stands for.</summary>
    public T? Among<T>(SettingNode node, string path, ImmutableDictionary<string, T> words)
    {
        if (Text(node, path) is not { } text)
        {
            return default;
        }
        if (words.TryGetValue(text, out var known))
        {
            return known;
        }
        mistakes.Add(node.At, $"{path}: {MistakeList.Shown(text)} is not known", $"write one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}");
        return default;
    }

    /// <summary>The entries of a group by their keys; those that are not known are mistakes.</summary>
    public Dictionary<string, SettingEntry> Known(SettingGroup group, string path, IReadOnlyCollection<string> keys)
    {
        foreach (var unknown in group.Entries.Where(entry => !keys.Contains(entry.Key)))
        {
            var near = NearNames.To(unknown.Key, keys);
            mistakes.Add(unknown.At, $"{path}.{MistakeList.Shown(unknown.Key)}: there is no such key", near.Count > 0 ? $"write {near[0]}" : $"keys here: {string.Join(", ", keys)}");
        }
        return group.Entries.Where(entry => keys.Contains(entry.Key)).ToDictionary(entry => entry.Key);
    }
}
