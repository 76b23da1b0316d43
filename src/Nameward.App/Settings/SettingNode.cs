using System.Collections.Immutable;
using Nameward.Engine.Findings.Sites;

namespace Nameward.App.Settings;

/// <summary>A piece of a settings file with the place where it begins.</summary>
abstract record SettingNode(FilePlace At)
{
    /// <summary>What it is, in a mistake: "a text", "a list".</summary>
    public abstract string Kind { get; }
}

/// <summary>A single value.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Text">The value as it was written, without quotes.</param>
/// <param name="IsAbsent">Whether nothing stands there, or the word that says so (YAML 1.2.2 section 10.3.2).</param>
sealed record SettingValue(FilePlace At, string Text, bool IsAbsent) : SettingNode(At)
{
    public override string Kind => "a single value";
}

/// <summary>A list.</summary>
sealed record SettingList(FilePlace At, ImmutableArray<SettingNode> Items) : SettingNode(At)
{
    public override string Kind => "a list";
}

/// <summary>Keys with their values, no key twice.</summary>
sealed record SettingGroup(FilePlace At, ImmutableArray<SettingEntry> Entries) : SettingNode(At)
{
    public override string Kind => "a group of keys";
}

/// <summary>A key and what stands behind it.</summary>
readonly record struct SettingEntry(string Key, FilePlace At, SettingNode Value);
