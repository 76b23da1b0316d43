namespace Nameward.Engine.Cases;

/// <summary>What a store holds, in figures.</summary>
public sealed record StoreFigures
{
    /// <summary>Version of its schema.</summary>
    public required int Schema { get; init; }
    /// <summary>Bytes of the file, what waits beside it to be put in its place among them.</summary>
    public required long Bytes { get; init; }
    /// <summary>Files of evidence taken in.</summary>
    public required long Sources { get; init; }
    /// <summary>Rows of evidence that are known.</summary>
    public required long Rows { get; init; }
    /// <summary>Bytes of their fingerprints.</summary>
    public required long FingerprintBytes { get; init; }
    /// <summary>Blocks of rollups.</summary>
    public required long Blocks { get; init; }
    /// <summary>Their bytes.</summary>
    public required long BlockBytes { get; init; }
    /// <summary>First UTC day that evidence is remembered of; null where there is none.</summary>
    public required DateOnly? From { get; init; }
    /// <summary>Last such day.</summary>
    public required DateOnly? To { get; init; }
    /// <summary>UTC days of which rows are known.</summary>
    public required long Days { get; init; }
    /// <summary>Rows of passive DNS.</summary>
    public required long Passive { get; init; }
    /// <summary>Feeds.</summary>
    public required long Feeds { get; init; }
    /// <summary>Baselines.</summary>
    public required long Baselines { get; init; }
    /// <summary>Cases.</summary>
    public required long Cases { get; init; }
}

/// <summary>What a store forgot.</summary>
/// <param name="Blocks">Blocks of rollups.</param>
/// <param name="Days">Days of fingerprints.</param>
/// <param name="Passive">Rows of passive DNS.</param>
public sealed record Forgotten(int Blocks, int Days, int Passive);
