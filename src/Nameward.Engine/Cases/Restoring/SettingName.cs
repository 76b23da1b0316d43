using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;

namespace Nameward.Engine.Cases.Restoring;

/// <summary>Which setting a statement is about, as snapshots are compared by it.</summary>
/// <param name="Kind">What of DNS it is about.</param>
/// <param name="Object">What has it, in lower case.</param>
/// <param name="Property">Which property, in lower case.</param>
readonly record struct SettingName(ConfigurationKind Kind, HostileText Object, HostileText Property)
{
    /// <summary>That of a statement of a text.</summary>
    public static SettingName Of(TextStatement statement) => new(statement.Kind, Lower(statement.Object), Lower(statement.Property));

    /// <summary>That of a statement that is remembered.</summary>
    public static SettingName Of(StatedChange statement) => new(statement.Kind, Lower(statement.Object), Lower(statement.Property));

    /// <summary>Its value among statements, each of them once, in order; nothing where there is none, and a word of ours where it stands without a value.</summary>
    public static HostileText Joined(IEnumerable<HostileText> values)
    {
        var all = values.Select(Remembered).Distinct().Order().ToList();
        var joined = HostileText.Joined(all);
        return all.Count == 0 ? default : joined.IsEmpty ? HostileText.Text("set") : joined;
    }

    static HostileText Lower(HostileText text) => SnapshotSet.Lower(Remembered(text));

    /// <summary>A text as far as statements are remembered.</summary>
    static HostileText Remembered(HostileText text) => text.As(letters => HostileText.Text(new string(letters.Length > TextKey.MostOfText ? letters[..TextKey.MostOfText] : letters)));
}
