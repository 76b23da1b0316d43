using Nameward.Engine.Observations;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>What a feed says beside a value; see <see cref="FeedEntry"/>.</summary>
readonly record struct EntryFacts
{
    /// <summary>Which names a bare name stands for; the host of a URL always stands for itself alone.</summary>
    public NameScope Scope { get; init; }

    public EntryRole Role { get; init; }

    public bool IsException { get; init; }

    public DateTime? From { get; init; }

    public DateTime? Until { get; init; }

    public DateTime? LastSeen { get; init; }

    public int? Confidence { get; init; }

    public string? Threat { get; init; }

    public string? Reference { get; init; }

    /// <summary>The entry of a name.</summary>
    public FeedEntry Of(long at, ReadOnlySpan<byte> name, NameScope scope) => Of(at, name, default, scope);

    /// <summary>The entry of addresses.</summary>
    public FeedEntry Of(long at, Network network) => Of(at, [], network, NameScope.Whole);

    FeedEntry Of(long at, ReadOnlySpan<byte> name, Network network, NameScope scope) => new()
    {
        At = at,
        Name = name,
        Network = network,
        Scope = scope,
        Role = Role,
        IsException = IsException,
        From = From,
        Until = Until,
        LastSeen = LastSeen,
        Confidence = Confidence,
        Threat = Threat ?? "",
        Reference = Reference ?? "",
    };
}
