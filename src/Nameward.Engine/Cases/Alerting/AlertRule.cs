using System.Collections.Immutable;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Alerting;

/// <summary>One rule that alerts, in no language yet: what it looks for, why, and how it did on the evidence.</summary>
public sealed record AlertRule
{
    /// <summary>By what it is known within its case: a word of ours and a number.</summary>
    public required string Name { get; init; }

    /// <summary>By what it is known anywhere: the same for the same condition of the same case.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it looks for.</summary>
    public required AlertCondition Condition { get; init; }

    /// <summary>What it finds.</summary>
    public required Sentence Title { get; init; }

    /// <summary>Why it is made, and where its thresholds come from.</summary>
    public required Sentence Why { get; init; }

    /// <summary>"critical", "high", "medium", "low" or "informational".</summary>
    public required string Level { get; init; }

    /// <summary>ATT&amp;CK techniques of the findings that it comes of.</summary>
    public ImmutableArray<string> Techniques { get; init; } = [];

    /// <summary>Harmless traffic on which it fires too, in words of ours.</summary>
    public required ImmutableArray<string> FalsePositives { get; init; }

    /// <summary>What of the case it looks for; null where it looks for how the adversary's tool behaves, wherever it asks.</summary>
    public Block? Block { get; init; }

    /// <summary>How it did on the evidence; null where that could not be read again.</summary>
    public AlertCount? Count { get; init; }

    /// <summary>Why it is not written; null where it is.</summary>
    public Sentence? Because { get; init; }

    /// <summary>Whether it goes into the pack.</summary>
    public bool IsWritten => Because is null;

    /// <summary>"indicator": it finds what the case names. "behaviour": it finds the same tool elsewhere.</summary>
    public string Kind => Block is null ? "behaviour" : "indicator";
}

/// <summary>How often a rule would have fired.</summary>
/// <param name="Fires">On the case: queries or conversations, or hours of a client of rules that count.</param>
/// <param name="Clients">Clients that it would have named there.</param>
/// <param name="First">The first time, UTC, to the hour for rules that count; null where the evidence carries no time.</param>
/// <param name="Others">On all else in the evidence.</param>
/// <param name="Benign">On evidence that is known to be good; null where none was named.</param>
/// <param name="IsQuietByQueries">Whether a rule that counts names stays quiet too in a product that counts queries, of any type.</param>
public sealed record AlertCount(long Fires, int Clients, DateTime? First, long Others, long? Benign, bool IsQuietByQueries = true);
