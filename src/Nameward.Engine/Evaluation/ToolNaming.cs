namespace Nameward.Engine.Evaluation;

/// <summary>Names of tools, right and wrong.</summary>
/// <param name="Right">Sessions whose tool is labelled, and named so.</param>
/// <param name="Wrong">Sessions whose tool is labelled, and named otherwise.</param>
/// <param name="None">Sessions whose tool is labelled, and not named.</param>
/// <param name="Unlabelled">Sessions of which the table names no tool, and a finding does.</param>
/// <param name="InBenignFiles">Findings in benign files that name a tool.</param>
/// <param name="OtherwiseFalse">Findings about ordinary traffic in other files that name a tool.</param>
public sealed record ToolNaming(int Right, int Wrong, int None, int Unlabelled, int InBenignFiles, int OtherwiseFalse)
{
    /// <summary>The names given in these files.</summary>
    public static ToolNaming Of(IReadOnlyCollection<EvaluatedFile> files)
    {
        var verdicts = files.SelectMany(file => file.Sessions).Select(session => session.ToolVerdict).ToList();
        var named = files.SelectMany(file => file.Findings).Where(finding => finding.IsFalse && finding.Finding.Tool is not null).ToList();
        int Count(ToolVerdict verdict) => verdicts.Count(given => given == verdict);
        return new(Count(ToolVerdict.Right), Count(ToolVerdict.Wrong), Count(ToolVerdict.None), Count(ToolVerdict.Unlabelled),
            named.Count(finding => finding.Standing == Standing.InBenignFile), named.Count(finding => finding.Standing != Standing.InBenignFile));
    }
}
