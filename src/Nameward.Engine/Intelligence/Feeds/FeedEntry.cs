using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>What a feed says of one name or range of addresses. Valid only while it is handed over.</summary>
public readonly ref struct FeedEntry
{
    /// <summary>The entry's line from 1, or the ordinal of its object from 1.</summary>
    public required long At { get; init; }

    /// <summary>The name, in canonical wire form; empty where it is addresses.</summary>
    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary>Which names a name stands for.</summary>
    public NameScope Scope { get; init; }

    /// <summary>The addresses, where <see cref="Name"/> is empty.</summary>
    public Network Network { get; init; }

    /// <summary>In what part of the evidence it counts.</summary>
    public EntryRole Role { get; init; }

    /// <summary>Whether the feed excepts it: what else it lists does not hold for this one (an exception of AdBlock, <c>rpz-passthru</c>, the dash of Maltrail).</summary>
    public bool IsException { get; init; }

    /// <summary>Valid from, UTC; null for always.</summary>
    public DateTime? From { get; init; }

    /// <summary>Valid until, UTC, exclusive; null for ever.</summary>
    public DateTime? Until { get; init; }

    /// <summary>When the publisher last saw, made or changed it, UTC: what its age is counted from; null where it does not say.</summary>
    public DateTime? LastSeen { get; init; }

    /// <summary>How sure the publisher is, 0 to 100; null where it does not say.</summary>
    public int? Confidence { get; init; }

    /// <summary>What it is said to be: malware, campaign, kind of threat; the publisher's words, empty where there are none. Few of a feed, as they are kept once.</summary>
    public string Threat { get; init; }

    /// <summary>The publisher's own id or link of the entry; empty where there is none.</summary>
    public string Reference { get; init; }
}

/// <summary>Which names a listed name stands for.</summary>
public enum NameScope : byte
{
    /// <summary>Itself and every name below it.</summary>
    Whole,
    /// <summary>Itself alone.</summary>
    Exact,
    /// <summary>Every name below it, but not itself (<c>*.example.com</c> of an RPZ).</summary>
    Below,
}

/// <summary>In what part of the evidence an entry counts.</summary>
public enum EntryRole : byte
{
    /// <summary>Wherever it is met.</summary>
    Any,
    /// <summary>As a name server alone (<c>rpz-nsdname</c>, <c>rpz-nsip</c>).</summary>
    NameServer,
}
