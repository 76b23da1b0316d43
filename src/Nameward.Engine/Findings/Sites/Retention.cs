namespace Nameward.Engine.Findings.Sites;

/// <summary>How long a store keeps what it has taken in.</summary>
public sealed record Retention
{
    /// <summary>What is remembered of clients, zones and servers.</summary>
    public TimeSpan Rollups { get; init; } = TimeSpan.FromDays(400);

    /// <summary>The evidence itself; zero keeps none.</summary>
    public TimeSpan Observations { get; init; } = TimeSpan.Zero;
}
