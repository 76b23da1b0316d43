using System.Collections.Immutable;

namespace Nameward.Engine.Reports;

/// <summary>One line for a terminal.</summary>
public sealed record StyledLine(ImmutableArray<Run> Runs)
{
    /// <summary>The line without its styles.</summary>
    public string Text => string.Concat(Runs.Select(run => run.Text));
}
