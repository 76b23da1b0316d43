using System.Collections.Immutable;

namespace Nameward.Engine.Findings;

/// <summary>
/// All that speaks for and against one subject, put together: the start, plus the sum of the signals under the innocent explanation that leaves
/// least unexplained.
/// </summary>
sealed record Weighing
{
    /// <summary>Bits from which a finding is critical.</summary>
    public static readonly Bits CriticalFrom = new(10_00);

    /// <summary>Bits from which a finding escalates.</summary>
    public static readonly Bits EscalatesFrom = Bits.Zero;

    /// <summary>Bits from which a finding is watched.</summary>
    public static readonly Bits WatchedFrom = new(-6_00);

    /// <summary>Bits from which a finding is low, and not for the record only.</summary>
    public static readonly Bits LowFrom = new(-12_00);

    /// <summary>Bits from which a family counts among those that an escalation needs.</summary>
    public static readonly Bits FamilyCounts = new(3_00);

    /// <summary>Families that must count for an escalation.</summary>
    public const int FewestFamilies = 2;

    /// <summary>What it is about.</summary>
    public required Subject Subject { get; init; }
    /// <summary>Where the sum starts.</summary>
    public required Bits Prior { get; init; }
    /// <summary>Every signal, strongest first, those of zero bits too.</summary>
    public required ImmutableArray<Signal> Signals { get; init; }
    /// <summary>Whether the better innocent explanation is a look-up service.</summary>
    public required bool AsLookUps { get; init; }
    /// <summary>Start and signals together.</summary>
    public required Bits Sum { get; init; }
    /// <summary>How grave it is.</summary>
    public required Level Level { get; init; }

    /// <summary>The signal that weighs most.</summary>
    public Signal Strongest => Signals[0];

    /// <summary>Whether a known tool is proved, and nothing innocent is left to weigh.</summary>
    public bool IsConclusive => Signals.Any(IsProof);

    /// <summary>Bits of a signal under the explanation that was the better one.</summary>
    public Bits BitsOf(Signal signal) => AsLookUps ? signal.AsLookUps : signal.AsBrowsing;

    /// <summary>The start and the signals together, under the innocent explanation that leaves least unexplained.</summary>
    public static Bits SumOf(Bits prior, List<Signal> signals)
    {
        var (browsing, lookUps) = SumsOf(prior, signals);
        return lookUps < browsing ? lookUps : browsing;
    }

    /// <summary>Has detectors judge a subject, and weighs what they say.</summary>
    public static Weighing Of<T>(T subject, Bits prior, ImmutableArray<IDetector<T>> detectors, Scene scene)
        where T : Subject
    {
        var signals = new List<Signal>();
        foreach (var detector in detectors)
        {
            detector.Judge(subject, scene, signals);
        }
        return Of(subject, prior, signals);
    }

    /// <summary>Weighs signals.</summary>
    public static Weighing Of(Subject subject, Bits prior, List<Signal> signals)
    {
        var (browsing, lookUps) = SumsOf(prior, signals);
        var asLookUps = lookUps < browsing;
        var sum = asLookUps ? lookUps : browsing;
        return new()
        {
            Subject = subject,
            Prior = prior,
            Signals = [.. signals.OrderByDescending(signal => asLookUps ? signal.AsLookUps : signal.AsBrowsing).ThenBy(signal => signal.Id, StringComparer.Ordinal)],
            AsLookUps = asLookUps,
            Sum = sum,
            Level = LevelOf(sum, signals),
        };
    }

    /// <summary>The gravest that its kind of subject can be, whatever it weighs.</summary>
    public Level Most { get; private init; } = Level.Critical;

    /// <summary>The same, and no graver than that.</summary>
    public Weighing AtMost(Level most) => this with { Most = most, Level = Level > most ? most : Level };

    /// <summary>How grave signals are that come to <paramref name="sum"/> bits.</summary>
    public static Level LevelOf(Bits sum, List<Signal> signals)
    {
        var level = signals.Exists(IsProof) ? Level.Critical : WeightOf(sum, signals);
        return level < Level.High && signals.Exists(signal => signal.Settles) ? Level.High : level;
    }

    /// <summary>Subtotals of the families under the better explanation, strongest first.</summary>
    public ImmutableArray<(Family Family, Bits Bits)> Families() =>
        [.. Signals.GroupBy(signal => signal.Family).Select(family => (family.Key, Add(Bits.Zero, family.Select(BitsOf)))).OrderByDescending(family => family.Item2).ThenBy(family => family.Key)];

    static bool IsProof(Signal signal) => signal.Family == Family.Proof;

    static Level WeightOf(Bits sum, List<Signal> signals)
    {
        if (sum >= CriticalFrom)
        {
            return Level.Critical;
        }
        return sum >= EscalatesFrom && FamiliesThatCount(signals) >= FewestFamilies ? Level.High
            : sum >= WatchedFrom ? Level.Medium
            : sum >= LowFrom ? Level.Low : Level.Informational;
    }

    /// <summary>How many families have bits enough to count among those that an escalation needs.</summary>
    public static int FamiliesThatCount(IEnumerable<Signal> signals) =>
        signals.GroupBy(signal => signal.Family).Count(family => Add(Bits.Zero, family.Select(signal => signal.AsBrowsing)) >= FamilyCounts);

    static (Bits Browsing, Bits LookUps) SumsOf(Bits prior, List<Signal> signals)
    {
        var (browsing, lookUps) = (prior, prior);
        foreach (var signal in signals)
        {
            (browsing, lookUps) = (browsing + signal.AsBrowsing, lookUps + signal.AsLookUps);
        }
        return (browsing, lookUps);
    }

    static Bits Add(Bits start, IEnumerable<Bits> bits) => bits.Aggregate(start, (sum, next) => sum + next);
}
