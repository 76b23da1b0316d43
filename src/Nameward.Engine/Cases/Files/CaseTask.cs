using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Files;

/// <summary>A task of a case.</summary>
/// <param name="Task">What is to be done.</param>
/// <param name="State">"open", "done" or "not-needed".</param>
/// <param name="By">Who did it; "nameward" where the program has; null while it is open.</param>
/// <param name="At">When it was said, by the machine's clock, UTC.</param>
/// <param name="Found">What was found, or why it is not needed; null where nobody said.</param>
public sealed record CaseTask(RunbookTask Task, string State, HostileText? By, DateTime? At, Sentence? Found)
{
    /// <summary>The state of what is to be done.</summary>
    public const string Open = "open";
    /// <summary>The state of what was done.</summary>
    public const string Done = "done";
    /// <summary>The state of what need not be done.</summary>
    public const string NotNeeded = "not-needed";

    /// <summary>Whether it is to be done.</summary>
    public bool IsOpen => State == Open;
}
