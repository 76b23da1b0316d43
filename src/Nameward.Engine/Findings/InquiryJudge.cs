using System.Collections.Immutable;

namespace Nameward.Engine.Findings;

/// <summary>
/// Weighs all that somebody asks about, suspect or not. What is a finding is told as it was found; what is none is weighed by the same judges, without their lines.
/// </summary>
sealed class InquiryJudge(Scene scene, Inquiry inquiry, int threads)
{
    /// <summary>The weighings of each kind that there are.</summary>
    /// <param name="findings">What triage found in the same evidence.</param>
    public ImmutableArray<AskedKind> Judge(ImmutableArray<Finding> findings)
    {
        var found = findings.Where(finding => inquiry.Concerns(finding.Weighing.Subject)).ToImmutableArray();
        var channels = findings.Select(finding => finding.Weighing).Where(weighing => weighing.Subject is Pair).ToImmutableArray();
        var pairs = new AskedPairs(inquiry, scene.Seen);
        new PairJudge(scene, threads).Ask(pairs);
        ImmutableArray<(SubjectKind Kind, IEnumerable<Weighing> Weighed, ImmutableArray<(Level Level, int Count)> Others)> kinds =
        [
            (SubjectKind.Pair, pairs.Found.Few, pairs.Found.Others),
            (SubjectKind.Scatter, new ScatterJudge(scene).Judge(Bits.Least), []),
            (SubjectKind.Server, new ServerJudge(scene).About(inquiry, channels), []),
            (SubjectKind.Beacon, new BeaconJudge(scene).Judge(Bits.Least, []), []),
            (SubjectKind.MissingZones, new MissingZoneJudge(scene, threads).Judge(Bits.Least), []),
            (SubjectKind.DeviatingHost, inquiry.Address is { } client ? new DeviationJudge(scene).Judge(Bits.Least, client) : [], []),
            (SubjectKind.ConditionalZone, new ConditionalJudge(scene, threads).Judge(Bits.Least), []),
            (SubjectKind.Rebinding, new RebindingJudge(scene).Judge(Bits.Least), []),
            (SubjectKind.FluxZone, new FluxJudge(scene).Judge(Bits.Least), []),
            (SubjectKind.Exploration, new ExplorationJudge(scene).Judge(Bits.Least), []),
            (SubjectKind.Flood, new FloodJudge(scene).Judge(Bits.Least), []),
            (SubjectKind.Conversations, new ConversationJudge(scene).Judge(Bits.Least), []),
            (SubjectKind.HiddenNames, HiddenNameJudge.Judge(scene, Bits.Least), []),
            (SubjectKind.Host, inquiry.Address is { } address ? HostJudge.Judge(scene, address) : [], []),
            (SubjectKind.Misconfiguration, [], []),
            (SubjectKind.Listed, [], []),
        ];
        return [.. kinds.Select(kind => Together(kind.Kind, kind.Weighed, kind.Others, found, pairs)).Where(kind => !kind.Few.IsEmpty)];
    }

    AskedKind Together(SubjectKind kind, IEnumerable<Weighing> weighed, ImmutableArray<(Level Level, int Count)> others, ImmutableArray<Finding> found, AskedPairs pairs)
    {
        var findings = found.Where(finding => KindOf(finding.Weighing.Subject) == kind).ToList();
        var rest = weighed.Where(weighing => inquiry.Concerns(weighing.Subject) && !findings.Exists(finding => IsSame(finding.Weighing.Subject, weighing.Subject)));
        var gravest = GravestFew.Of(findings.Select(finding => finding.Weighing).Concat(rest));
        return new(kind, [.. gravest.Few.Select(weighing => new AskedWeighing(weighing, findings.Find(finding => ReferenceEquals(finding.Weighing, weighing)), pairs.IsSmall(weighing)))],
            [.. gravest.Others.Concat(others).GroupBy(level => level.Level).OrderByDescending(level => level.Key).Select(level => (level.Key, level.Sum(count => count.Count)))]);
    }

    static bool IsSame(Subject one, Subject other)
    {
        var (a, b) = (one.Names, other.Names);
        return one.GetType() == other.GetType() && a.Client == b.Client && a.Server == b.Server && a.Port == b.Port && (one is not (Pair or Beacon or ConditionalZone or Rebinding or FluxZone or Flood) || a.Zones.SequenceEqual(b.Zones));
    }

    static SubjectKind KindOf(Subject subject) => subject switch
    {
        Pair { Scatter: null } => SubjectKind.Pair,
        Pair => SubjectKind.Scatter,
        Server => SubjectKind.Server,
        Beacon => SubjectKind.Beacon,
        MissingZones => SubjectKind.MissingZones,
        DeviatingHost => SubjectKind.DeviatingHost,
        ConditionalZone => SubjectKind.ConditionalZone,
        Rebinding => SubjectKind.Rebinding,
        FluxZone => SubjectKind.FluxZone,
        Exploration => SubjectKind.Exploration,
        Flood => SubjectKind.Flood,
        Conversations => SubjectKind.Conversations,
        HiddenNames => SubjectKind.HiddenNames,
        Host => SubjectKind.Host,
        Misconfiguration => SubjectKind.Misconfiguration,
        _ => SubjectKind.Listed,
    };
}

/// <summary>What somebody asks about, as one kind of subject.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Few">The gravest, gravest first.</param>
/// <param name="Others">How many more of each level there are, gravest first.</param>
sealed record AskedKind(SubjectKind Kind, ImmutableArray<AskedWeighing> Few, ImmutableArray<(Level Level, int Count)> Others);

/// <summary>One weighing of what somebody asks about.</summary>
/// <param name="Weighing">The weighing.</param>
/// <param name="Finding">The finding that it is; null where it is none.</param>
/// <param name="IsSmall">Whether it says too little to be weighed without being asked for.</param>
sealed record AskedWeighing(Weighing Weighing, Finding? Finding, bool IsSmall);
