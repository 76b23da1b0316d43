namespace Nameward.Engine.Evidence.Scanning;

/// <summary>What became of a line.</summary>
readonly record struct LineResult
{
    /// <summary>It gave an observation, which its reader has handed over.</summary>
    public static LineResult Observed => new() { IsObserved = true };

    /// <summary>It is of no concern.</summary>
    public static LineResult Ignored => default;

    /// <summary>Whether it gave an observation.</summary>
    public bool IsObserved { get; private init; }

    /// <summary>Why it cannot be read; null where it can.</summary>
    public string? Because { get; private init; }

    /// <summary>It cannot be read; <paramref name="because"/> is one of few fixed sentences.</summary>
    public static LineResult Malformed(string because) => new() { Because = because };
}
