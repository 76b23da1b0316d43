namespace Nameward.Engine.Evaluation;

/// <summary>How many labelled sessions of one kind were found.</summary>
/// <param name="By">What the kind is told by: "all", "label", "tool", "evidence", "rate" or "apart".</param>
/// <param name="Value">The kind.</param>
/// <param name="Sessions">Sessions of this kind.</param>
/// <param name="Found">Of these, found.</param>
/// <param name="Escalated">Of these, escalated.</param>
public sealed record FoundSum(string By, string Value, int Sessions, int Found, int Escalated)
{
    /// <summary>The sum of these sessions.</summary>
    public static FoundSum Of(string by, string value, IReadOnlyCollection<EvaluatedSession> sessions) =>
        new(by, value, sessions.Count, sessions.Count(session => session.IsFound), sessions.Count(session => session.Outcome == Outcome.Escalated));
}
