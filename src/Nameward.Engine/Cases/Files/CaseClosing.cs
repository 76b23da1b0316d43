using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Files;

/// <summary>How a case was closed.</summary>
/// <param name="At">When, by the machine's clock, UTC.</param>
/// <param name="By">By whom.</param>
/// <param name="As">"true-positive", "benign" or "duplicate".</param>
/// <param name="Reason">Why.</param>
/// <param name="Of">Id of the case that it is a duplicate of; null where it is none.</param>
public sealed record CaseClosing(DateTime At, HostileText By, string As, HostileText Reason, Guid? Of);

/// <summary>Something that somebody wrote down.</summary>
/// <param name="At">When, by the machine's clock, UTC.</param>
/// <param name="By">Who.</param>
/// <param name="Text">What.</param>
public sealed record CaseNote(DateTime At, HostileText By, HostileText Text);

/// <summary>A file that belongs to a case.</summary>
/// <param name="At">When it was put there, by the machine's clock, UTC.</param>
/// <param name="By">By whom.</param>
/// <param name="Name">Its name then.</param>
/// <param name="Sha256">Its SHA-256, by which it is kept.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record CaseAttachment(DateTime At, HostileText By, HostileText Name, string Sha256, long Bytes);
