using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>
/// What is known of the standing of a zone, 0 to 100, 100 the best (docs/profile.md). It stands beside the facts and decides nothing: it is made after the verdict, of a stage that no
/// judging can see. What is not known moves nothing.
/// </summary>
public sealed record Reputation
{
    const int FairFrom = 60, GoodFrom = 80, DoubtfulFrom = 30;

    /// <summary>The zone, as it is judged: the registrable domain.</summary>
    public required HostileText Zone { get; init; }

    /// <summary>Each part, known or not.</summary>
    public required ImmutableArray<ReputationPart> Parts { get; init; }

    /// <summary>The weighted mean of the parts that are known; null where none is.</summary>
    public int? Score => Known.Sum(part => part.Weight) is > 0 and var weights
        ? (int)Math.Round(Known.Sum(part => part.Weight * part.Score!.Value) / (double)weights, MidpointRounding.AwayFromZero)
        : null;

    /// <summary>The score in a word: "poor", "doubtful", "fair", "good", or "not known".</summary>
    public string Word => Score switch { null => "not known", < DoubtfulFrom => "poor", < FairFrom => "doubtful", < GoodFrom => "fair", _ => "good" };

    IEnumerable<ReputationPart> Known => Parts.Where(part => part.Score is not null);
}

/// <summary>One part of a reputation.</summary>
/// <param name="Id">"age", "registered", "provider", "prevalence", "feeds" or "parking".</param>
/// <param name="Score">0 to 100; null where it is not known.</param>
/// <param name="Weight">How much it counts beside the others, where it is known.</param>
/// <param name="Text">What it rests on, or why it is not known.</param>
public sealed record ReputationPart(string Id, int? Score, int Weight, Sentence Text);
