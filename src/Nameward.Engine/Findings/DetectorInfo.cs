using System.Collections.Immutable;

namespace Nameward.Engine.Findings;

/// <summary>The description of a detector, from which help and documentation are made.</summary>
public sealed record DetectorInfo
{
    /// <summary>Kebab-case, never renamed.</summary>
    public required string Id { get; init; }
    /// <summary>What it looks for, in a few words.</summary>
    public required string Title { get; init; }
    /// <summary>ATT&amp;CK techniques that a finding carries for which it speaks.</summary>
    public required ImmutableArray<string> Techniques { get; init; }
    /// <summary>Whether what it says of a client in a zone it can say of a client and a server too, where the names share no zone.</summary>
    public bool HoldsWithoutZone { get; init; }
    /// <summary>The signals that it can give, with their figures: for detection engineers.</summary>
    public required ImmutableArray<Trigger> Triggers { get; init; }
    /// <summary>What harmless traffic looks the same.</summary>
    public required string Harmless { get; init; }
    /// <summary>What it cannot see.</summary>
    public required string Blind { get; init; }
    /// <summary>Steps by which a level-1 analyst finds out whether it is true; the last says what would make it innocent.</summary>
    public required ImmutableArray<string> Verify { get; init; }
    /// <summary>What to do if it is true.</summary>
    public required Response Respond { get; init; }
    /// <summary>Where its idea or its figures are written: papers, RFCs, pages.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>What every detector is, sorted by id.</summary>
    public static ImmutableArray<DetectorInfo> All => DetectorList.All;
}
