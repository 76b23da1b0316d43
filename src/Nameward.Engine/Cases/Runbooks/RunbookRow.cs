using System.Collections.Immutable;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>One row of the analyst's runbook for T1583.002, filled in.</summary>
/// <param name="Id">Kebab-case, never renamed.</param>
/// <param name="Title">The row's own name in the runbook.</param>
/// <param name="Level">The level of analysts that the row is for, 1 or 2; null where it is for both.</param>
/// <param name="Checks">Each thing that the row asks for, in the runbook's order.</param>
public sealed record RunbookRow(string Id, string Title, int? Level, ImmutableArray<RunbookCheck> Checks)
{
    /// <summary>How many of its checks are in a state.</summary>
    public int Count(CheckState state) => Checks.Count(check => check.State == state);
}
