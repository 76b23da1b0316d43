using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>A store, as <c>store info</c>, <c>store check</c> and <c>store compact</c> show it.</summary>
public sealed record StoreDocument
{
    /// <summary>The name of the schema.</summary>
    public const string SchemaName = "nameward/store/1";

    /// <summary>The store's file.</summary>
    public required HostileText Place { get; init; }
    /// <summary>What it holds.</summary>
    public required StoreFigures Figures { get; init; }
    /// <summary>SHA-256 of all that it says, in hexadecimal digits, however it is laid out, where all of it could be read; null where nobody looked.</summary>
    public string? Content { get; init; }
    /// <summary>What was forgotten; null where nothing was to be.</summary>
    public Forgotten? Forgotten { get; init; }
    /// <summary>The first UTC day that was kept then.</summary>
    public DateOnly? Kept { get; init; }
}
