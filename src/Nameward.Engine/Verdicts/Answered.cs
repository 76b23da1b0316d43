using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Verdicts;

/// <summary>The answer to one question, with its reasons and with what was missing.</summary>
sealed record Answered(QuestionId Question, Answer Answer, ImmutableArray<Sentence> Reasons, ImmutableArray<string> Findings, ImmutableArray<string> Missing)
{
    /// <summary>The answer if there were no finding that answers the question: what the evidence allows to be said at all.</summary>
    public required Answer Otherwise { get; init; }

    /// <summary>The rule by which findings answer a question: a channel at medium deviates; a list or a server has to stand at high, and a list's match at medium leaves the question open.</summary>
    /// <param name="question">The question.</param>
    /// <param name="gravest">The gravest finding that answers it; null for none.</param>
    /// <param name="otherwise">The answer without such a finding.</param>
    public static Answer By(QuestionId question, Level? gravest, Answer otherwise) => question switch
    {
        QuestionId.DeviationFromNormal => gravest >= Level.Medium ? Answer.Yes : otherwise,
        _ when gravest >= Level.High => Answer.Yes,
        QuestionId.KnownC2Domains or QuestionId.ServersInThreatIntelligence when gravest == Level.Medium => Answer.CannotTell,
        _ => otherwise,
    };
}
