namespace Nameward.Engine.Evaluation;

/// <summary>What becomes of the name of a tool.</summary>
public enum ToolVerdict
{
    /// <summary>The table names no tool, nor does a finding.</summary>
    NotAsked,
    /// <summary>A finding names a tool, the table none.</summary>
    Unlabelled,
    /// <summary>The table names a tool, no finding does.</summary>
    None,
    /// <summary>Both name the same.</summary>
    Right,
    /// <summary>Both name one, and not the same.</summary>
    Wrong,
}
