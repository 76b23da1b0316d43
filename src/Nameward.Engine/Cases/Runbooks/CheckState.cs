namespace Nameward.Engine.Cases.Runbooks;

/// <summary>How far the program got with one thing that the runbook asks for.</summary>
public enum CheckState
{
    /// <summary>Looked for, and there is something that needs a person.</summary>
    Found,
    /// <summary>The evidence cannot tell, or only in part.</summary>
    CannotTell,
    /// <summary>For a person to do; what the program knows of it stands beside it.</summary>
    ToDo,
    /// <summary>Looked for in evidence that would have shown it, and nothing found.</summary>
    Nothing,
}
