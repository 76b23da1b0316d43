using System.Text.Json;

namespace Nameward.Engine.Intelligence.Feeds;

/// <summary>One object of STIX, as it came.</summary>
/// <param name="At">Its ordinal, from 1.</param>
/// <param name="Id">Its id; empty where it has none.</param>
/// <param name="Type">What it is, as <c>indicator</c>.</param>
/// <param name="Json">All of it.</param>
sealed record StixThing(long At, string Id, string Type, JsonElement Json)
{
    /// <summary>When it was made or changed last, UTC; null where it does not say.</summary>
    public DateTime? Changed { get; } = Json.Time("modified") ?? Json.Time("created");
}
