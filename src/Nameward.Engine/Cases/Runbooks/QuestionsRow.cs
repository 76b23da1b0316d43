using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>"Questions for Analysis": the four, as they were answered.</summary>
static class QuestionsRow
{
    public static RunbookRow Of(TriageDocument document) => new("questions", "Questions for analysis", null, [.. document.Questions.Select(Check)]);

    static RunbookCheck Check(TriageQuestion question) => new()
    {
        Id = question.Id,
        Asks = Asked(question.Id),
        State = question.Answer switch { "yes" => CheckState.Found, "no" => CheckState.Nothing, _ => CheckState.CannotTell },
        Found = question.Reasons,
        NotSeen = [.. question.Missing.Select(missing => Sentence.Of(missing))],
        Findings = question.Findings,
    };

    /// <summary>One of the four in the runbook's own words.</summary>
    public static string Asked(string question) => question switch
    {
        "unauthorized-dns-servers" => "Are there any unauthorised DNS servers operating in the network?",
        "known-c2-domains" => "Are there DNS logs indicating communication with known malicious command and control domains?",
        "deviation-from-normal" => "Do the DNS patterns or queried domains deviate from normal organisational traffic?",
        _ => "Have these DNS servers appeared in threat intelligence feeds as potentially malicious?",
    };
}
