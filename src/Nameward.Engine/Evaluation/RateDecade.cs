using System.Collections.Immutable;

namespace Nameward.Engine.Evaluation;

/// <summary>A range of payload rates, in bytes a second.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Below">Its upper end, which is outside it.</param>
public sealed record RateDecade(string Name, double Below)
{
    /// <summary>The name for sessions whose rate is not known.</summary>
    public const string Unknown = "unknown";

    /// <summary>The name of the fastest.</summary>
    public const string More = "more";

    /// <summary>Every decade, slowest first.</summary>
    public static ImmutableArray<RateDecade> All { get; } =
        [new("<0.1", 0.1), new("<1", 1), new("<10", 10), new("<100", 100), new("<1k", 1000), new("<10k", 10_000), new(More, double.PositiveInfinity)];

    /// <summary>The name of the decade of a rate.</summary>
    public static string NameOf(double? rate) => rate is { } some ? All.First(decade => some < decade.Below || decade == All[^1]).Name : Unknown;
}
