using Nameward.Engine.Intelligence;

namespace Nameward.Engine.Findings.Sites;

/// <summary>A feed of indicators that a site keeps.</summary>
public sealed record Feed
{
    /// <summary>Its name in reports.</summary>
    public required string Name { get; init; }

    /// <summary>Its file, seen from the current folder.</summary>
    public required string File { get; init; }

    /// <summary>What its entries are.</summary>
    public FeedUse Use { get; init; }

    /// <summary>How far it is trusted.</summary>
    public Trust Trust { get; init; } = Trust.Medium;

    /// <summary>Age at which an entry no longer counts; null where none grows old.</summary>
    public TimeSpan? Expires { get; init; }
}
