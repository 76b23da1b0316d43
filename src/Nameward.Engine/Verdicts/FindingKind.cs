using System.Collections.Immutable;
using Nameward.Engine.Findings;

namespace Nameward.Engine.Verdicts;

/// <summary>A kind of finding that detectors can give: what a condition may ask of it without asking for what there cannot be.</summary>
/// <param name="Detectors">The detectors that judge it.</param>
/// <param name="Question">The question that it answers; null for none.</param>
/// <param name="Most">The gravest that it can be.</param>
sealed record FindingKind(ImmutableArray<DetectorInfo> Detectors, QuestionId? Question, Level Most)
{
    /// <summary>Techniques that a finding carries for who runs the name servers of its zones, whatever detector gave it.</summary>
    public static readonly ImmutableArray<string> OfServers = ["T1583.002", "T1584.002"];

    /// <summary>Whether a known tool can be proved.</summary>
    public bool HasProof => Detectors.Any(detector => detector.Triggers.Any(trigger => trigger.Family == Family.Proof));

    /// <summary>Whether it is a setting.</summary>
    public bool IsConfigured => Question is null;

    /// <summary>Whether it is an entry of a list.</summary>
    public bool IsListed => Question is QuestionId.KnownC2Domains or QuestionId.ServersInThreatIntelligence;

    /// <summary>Every kind: the detectors of each kind of subject, the question that <see cref="Verdicts.Questions.AnsweredBy"/> gives it, and how grave its judge lets it be.</summary>
    public static ImmutableArray<FindingKind> All { get; } =
    [
        Of(DetectorList.OfPairs, QuestionId.DeviationFromNormal, Level.Critical),
        Of(DetectorList.OfBeacons, QuestionId.DeviationFromNormal, Level.Medium),
        Of(DetectorList.OfDomains, QuestionId.KnownC2Domains, Level.Critical),
        Of(DetectorList.OfListedServers, QuestionId.ServersInThreatIntelligence, Level.Critical),
        Of(DetectorList.OfServers, QuestionId.UnauthorizedDnsServers, Level.Critical),
        Of(DetectorList.OfServers, QuestionId.DeviationFromNormal, Level.Critical),
        Of(DetectorList.OfHosts, QuestionId.DeviationFromNormal, Level.Critical),
        Of(DetectorList.OfHiddenNames, QuestionId.DeviationFromNormal, Level.Critical),
        Of(DetectorList.OfMissingZones, QuestionId.DeviationFromNormal, Level.Critical),
        Of(DetectorList.OfDeviatingHosts, QuestionId.DeviationFromNormal, Level.Medium),
        Of(DetectorList.OfConditionalZones, QuestionId.DeviationFromNormal, Level.Critical),
        Of(DetectorList.OfRebindings, QuestionId.DeviationFromNormal, Level.Medium),
        Of(DetectorList.OfFluxZones, QuestionId.DeviationFromNormal, Level.Critical),
        Of(DetectorList.OfExplorations, QuestionId.DeviationFromNormal, Level.Medium),
        Of(DetectorList.OfFloods, QuestionId.DeviationFromNormal, Level.Medium),
        Of(DetectorList.OfConversations, QuestionId.DeviationFromNormal, Level.Critical),
        Of(DetectorList.OfMisconfigurations, null, Level.High),
    ];

    /// <summary>Whether a finding of this kind can be as a condition asks, as far as single properties tell.</summary>
    public bool CanFit(FindingThat asked) => asked.Level <= Most && (!asked.Listed || IsListed) && (!asked.Tied || IsConfigured) && (HasProof || (!asked.Proved && asked.Tools.IsEmpty))
        && (asked.Questions.IsEmpty || (Question is { } question && asked.Questions.Contains(question))) && CanSpeak(asked);

    bool CanSpeak(FindingThat asked) => (asked.Detectors.IsEmpty || Detectors.Any(detector => asked.Detectors.Contains(detector.Id)))
        && (asked.Families.IsEmpty || Detectors.Any(detector => detector.Triggers.Any(trigger => asked.Families.Contains(trigger.Family))))
        && (asked.Techniques.IsEmpty || asked.Techniques.Any(OfServers.Contains) || Detectors.Any(detector => detector.Techniques.Any(asked.Techniques.Contains)));

    static FindingKind Of<T>(ImmutableArray<IDetector<T>> detectors, QuestionId? question, Level most)
        where T : Subject => new([.. detectors.Select(detector => detector.Info)], question, most);
}
