namespace Nameward.Engine.Cases.Files;

/// <summary>What is done to a case: the words that stand in its trail, which are never renamed.</summary>
public static class CaseAction
{
    /// <summary>Evidence was triaged for it; the first of all, which opens it.</summary>
    public const string Triaged = "triaged";
    /// <summary>Somebody wrote something down.</summary>
    public const string Noted = "noted";
    /// <summary>It was given to somebody, or taken from him.</summary>
    public const string Assigned = "assigned";
    /// <summary>How far it is was changed.</summary>
    public const string Moved = "moved";
    /// <summary>A task was done, or is not needed, or is to be done again.</summary>
    public const string Task = "task";
    /// <summary>A ticket of another system belongs to it.</summary>
    public const string Ticket = "ticket";
    /// <summary>A file belongs to it.</summary>
    public const string Attached = "attached";
    /// <summary>It was closed.</summary>
    public const string Closed = "closed";
    /// <summary>It was opened again.</summary>
    public const string Reopened = "reopened";
}
