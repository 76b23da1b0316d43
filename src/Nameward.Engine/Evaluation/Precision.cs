namespace Nameward.Engine.Evaluation;

/// <summary>How many of the highest findings are true.</summary>
/// <param name="At">How far down the ranking is looked.</param>
/// <param name="Of">Findings there are so far down: <paramref name="At"/>, or fewer where there are fewer.</param>
/// <param name="True">Of these, those that tell of a labelled session.</param>
public sealed record Precision(int At, int Of, int True)
{
    /// <summary>The precision of findings that are ranked already.</summary>
    public static Precision Among(IEnumerable<EvaluatedFinding> ranked, int at)
    {
        var top = ranked.Take(at).ToList();
        return new(at, top.Count, top.Count(finding => finding.Standing == Standing.Told));
    }
}
