using Nameward.Engine.Evaluation;

namespace Nameward.Engine.Reports;

/// <summary>The words of the contract for an evaluation's enumerations: fixed, because other programs read them.</summary>
static class EvaluationWords
{
    /// <summary>What may be asked.</summary>
    public static string Of(Expectation expectation) => expectation switch { Expectation.Required => "required", Expectation.Small => "small", _ => "may-be-missed" };

    /// <summary>What was made of a session.</summary>
    public static string Of(Outcome outcome) => outcome switch { Outcome.Escalated => "escalate", Outcome.Watched => "watch", _ => "missed" };

    /// <summary>What the truth says of a finding.</summary>
    public static string Of(Standing standing) => standing switch
    {
        Standing.Told => "told",
        Standing.Related => "related",
        Standing.InBenignFile => "in-benign-file",
        Standing.OfOtherClient => "of-other-client",
        _ => "of-labelled-client",
    };

    /// <summary>What became of the name of a tool; null where there is none.</summary>
    public static string? Of(ToolVerdict verdict) => verdict switch
    {
        ToolVerdict.Right => "right",
        ToolVerdict.Wrong => "wrong",
        ToolVerdict.None => "none",
        ToolVerdict.Unlabelled => "unlabelled",
        _ => null,
    };

    /// <summary>What kind of evidence a file is.</summary>
    public static string Evidence(bool showsAnswers) => showsAnswers ? "answers" : "queries-only";

    /// <summary>What was found, for a headline.</summary>
    public static string Found(EvaluationDocument document) => $"{Figures.Count(document.Found[0].Found)} of {Figures.Count(document.Found[0].Sessions, "session")} found";

    /// <summary>What was false, for a headline.</summary>
    public static string Quiet(EvaluationDocument document) =>
        $"{(document.Quiet[^1].Escalations == 0 ? "no false escalation" : Figures.Count(document.Quiet[^1].Escalations, "false escalation"))} in {Figures.Count(document.Quiet[^1].ClientDays, "client-day")}";

    /// <summary>The rate of false escalations in a sentence, with its bound said to be one.</summary>
    public static string Rate(Quietness quiet) => quiet switch
    {
        { ClientDays: 0 } => "no client asked on any day: no rate can be given",
        { BoundPerThousandClientDays: { } bound } =>
            $"no false escalation in {Figures.Count(quiet.ClientDays, "client-day")}: this is a bound, not a rate: below {Figures.Value(bound)} for 1,000 client-days with 95 % confidence (3/N)",
        _ => $"{Figures.Count(quiet.Escalations, "false escalation")} in {Figures.Count(quiet.ClientDays, "client-day")}: {Figures.Value(quiet.PerThousandClientDays)} for 1,000 client-days",
    };
}
