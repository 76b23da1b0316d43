namespace Nameward.Engine.Reports;

/// <summary>One check of the program's own proof.</summary>
/// <param name="Group">What it belongs to: formats, detectors, tools, machine ...</param>
/// <param name="What">What is checked.</param>
/// <param name="Expected">What was to come out; null where the program carries nothing to prove it with.</param>
/// <param name="Found">What came out; null where it was not tried.</param>
public sealed record SelftestCheck(string Group, string What, string? Expected, string? Found)
{
    /// <summary>What it came to.</summary>
    public SelftestOutcome Outcome => Expected is null ? SelftestOutcome.NotProved : Expected == Found ? SelftestOutcome.Held : SelftestOutcome.Failed;
}
