using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Nameward.Engine.Intelligence;

namespace Nameward.App.Feeds;

/// <summary>The list of feeds in a bundle as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, MaxDepth = 16)]
[JsonSerializable(typeof(FeedIndex))]
sealed partial class FeedsFile : JsonSerializerContext;

/// <summary>The list.</summary>
/// <param name="Schema">What it is, and in which version.</param>
/// <param name="Feeds">The feeds, in the order of their members.</param>
sealed record FeedIndex(string Schema, ImmutableArray<ListedFeed> Feeds);

/// <summary>A feed of the list.</summary>
/// <param name="Record">The feed.</param>
/// <param name="Pack">SHA-256 of its entries, in hexadecimal digits.</param>
/// <param name="Content">SHA-256 of its content; null where none was kept.</param>
sealed record ListedFeed(FeedRecord Record, string Pack, string? Content);
