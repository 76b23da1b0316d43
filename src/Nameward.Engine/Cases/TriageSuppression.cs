using Nameward.Engine.Findings.Sites;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases;

/// <summary>A suppression that was in force, and how much it hides.</summary>
/// <param name="What">The suppression.</param>
/// <param name="Hides">Findings at watch or above that it hides.</param>
/// <param name="HidesBelow">Findings below watch that it hides.</param>
/// <param name="Shown">Findings that fall under it and are shown all the same, because they are proved.</param>
public sealed record TriageSuppression(Suppression What, int Hides, int HidesBelow, int Shown);

/// <summary>The suppression that a finding falls under: an analyst's decision, with a name and an end.</summary>
/// <param name="Id">"S3" of the store; "site-2" of the site file.</param>
/// <param name="Reason">Why, in the analyst's words.</param>
/// <param name="By">Who.</param>
/// <param name="Until">Until when, UTC.</param>
public sealed record SuppressedBy(string Id, HostileText Reason, HostileText By, DateTime Until);
