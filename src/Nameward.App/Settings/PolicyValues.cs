using System.Collections.Immutable;
using Nameward.Engine.Evidence;
using Nameward.Engine.Findings.Sites;

namespace Nameward.App.Settings;

/// <summary>Reads single values, lists and groups of a policy; whatever is wrong is added to the mistakes, with its place.</summary>
sealed class PolicyValues(MistakeList mistakes)
{
    /// <summary>Members of one list of a condition; more are no list that somebody keeps by hand.</summary>
    const int MostMembers = 1000;

    readonly MapValues _values = new(mistakes);

    /// <summary>The entries of a group by their keys; those that are not known are mistakes.</summary>
    public Dictionary<string, SettingEntry> Known(SettingGroup group, string path, IReadOnlyCollection<string> keys) => _values.Known(group, path, keys);

    /// <summary>A single value without the space around it; null, with the mistake added, where there is none.</summary>
    public string? Text(SettingNode node, string path) => _values.Text(node, path)?.Trim();

    /// <summary>The members of a list, which may stand without brackets where it is one.</summary>
    public ImmutableArray<SettingNode> Items(SettingNode node, string path, int most = MostMembers)
    {
        if (node is SettingList list && list.Items.Length > most)
        {
            mistakes.Add(list.At, $"{path}: more than {most} entries", "write fewer");
            return [];
        }
        return node is SettingList some ? some.Items : [node];
    }

    /// <summary>What each text of a list means. An empty list, of which nothing can be a member, is a mistake.</summary>
    public ImmutableArray<T> Many<T>(SettingNode node, string path, Func<string, Understood<T>> read)
    {
        var items = Items(node, path);
        if (node is SettingList { Items.IsEmpty: true })
        {
            mistakes.Add(node.At, $"{path}: an empty list, of which nothing is a member", "write a member, or take the line out");
        }
        var members = ImmutableArray.CreateBuilder<T>(items.Length);
        foreach (var item in items)
        {
            if (One(item, path, read) is { } member)
            {
                members.Add(member.Value!);
            }
        }
        return members.ToImmutable();
    }

    /// <summary>What each word of a list stands for.</summary>
    public ImmutableArray<T> Many<T>(SettingNode node, string path, ImmutableDictionary<string, T> words) => Many(node, path, text => Meant(text, words));

    /// <summary>What a word stands for; null, with the nearest known word in the mistake, where it stands for nothing.</summary>
    public Understood<T>? Among<T>(SettingNode node, string path, ImmutableDictionary<string, T> words) => One(node, path, text => Meant(text, words));

    /// <summary>What a text means; null, with the mistake added, where it means nothing.</summary>
    public Understood<T>? One<T>(SettingNode node, string path, Func<string, Understood<T>> read)
    {
        if (Text(node, path) is not { } text)
        {
            return null;
        }
        var understood = read(text);
        if (understood.Wrong is { } wrong)
        {
            mistakes.Add(node.At, $"{path}: {(text.Length == 0 ? "\"\"" : MistakeList.Shown(text))} {wrong}", understood.Do);
            return null;
        }
        return understood;
    }

    /// <summary>Whether a mark stands there. False is a mistake: it would ask for less evidence.</summary>
    public bool Mark(SettingNode node, string path)
    {
        var text = Text(node, path);
        if (text is not (null or "true"))
        {
            mistakes.Add(node.At, $"{path}: {MistakeList.Shown(text)} is not known", $"write {path.Split('.')[^1]}: true, or leave it out: a condition asks for what is there, never for what is not");
        }
        return text == "true";
    }

    static Understood<T> Meant<T>(string text, ImmutableDictionary<string, T> words) => words.TryGetValue(text, out var known) ? Understood.As(known)
        : Understood.Not<T>("is not known", NearNames.To(MistakeList.Shown(text), words.Keys) is [var near, ..] ? $"write {near}" : $"write one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}");
}
