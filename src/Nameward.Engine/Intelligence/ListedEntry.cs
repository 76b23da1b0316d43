using Nameward.Engine.Intelligence.Feeds;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence;

/// <summary>One entry of a feed as it is looked up, listed and exported.</summary>
public sealed record ListedEntry
{
    /// <summary>The name in canonical text, or the address or prefix.</summary>
    public required HostileText Text { get; init; }

    /// <summary>Whether it is a name; else it is addresses.</summary>
    public bool IsName => Text.Kind == HostileKind.Name;

    /// <summary>Which names a name stands for.</summary>
    public NameScope Scope { get; init; }

    /// <summary>In what part of the evidence it counts.</summary>
    public EntryRole Role { get; init; }

    /// <summary>Whether the feed excepts it.</summary>
    public bool IsException { get; init; }

    /// <summary>Its line or ordinal in the feed, from 1; 0 where that is not kept.</summary>
    public long At { get; init; }

    /// <summary>Valid from, UTC; null for always.</summary>
    public DateTime? From { get; init; }

    /// <summary>Valid until, UTC, exclusive; null for ever.</summary>
    public DateTime? Until { get; init; }

    /// <summary>When its publisher last saw or changed it, UTC; null where it does not say.</summary>
    public DateTime? LastSeen { get; init; }

    /// <summary>How sure the publisher is, 0 to 100; null where it does not say.</summary>
    public int? Confidence { get; init; }

    /// <summary>What it is said to be, the publisher's words.</summary>
    public HostileText Threat { get; init; }

    /// <summary>The publisher's own id or link.</summary>
    public HostileText Reference { get; init; }
}
