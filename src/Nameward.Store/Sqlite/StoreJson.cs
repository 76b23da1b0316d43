using System.Text.Json.Serialization;
using Nameward.Engine.Intelligence;

namespace Nameward.Store.Sqlite;

/// <summary>The JSON of the store: its shapes are kept for years, so each says its version.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StoredFeed))]
sealed partial class StoreJson : JsonSerializerContext;

/// <summary>A feed's record as it is kept.</summary>
/// <param name="Version">Version of the shape; 1.</param>
/// <param name="Feed">The record.</param>
sealed record StoredFeed(int Version, FeedRecord Feed)
{
    /// <summary>The version that is written.</summary>
    public const int Newest = 1;
}
