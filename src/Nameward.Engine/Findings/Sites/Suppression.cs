using System.Globalization;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Sites;

/// <summary>
/// An analyst's decision that findings of a scope are known and need not be looked at, with a reason, a name and an end. It hides what is no proof (docs/suppression.md), and what it hides is
/// always counted.
/// </summary>
/// <param name="Id">"S3", the third of the store; "site-2", the second of the site file.</param>
/// <param name="Scope">What falls under it.</param>
/// <param name="Reason">Why, in the analyst's words.</param>
/// <param name="By">Who decided it.</param>
/// <param name="From">Since when, UTC: wall time; null where nobody wrote it down. What was seen before falls under it, too.</param>
/// <param name="Until">Until when, UTC: wall time.</param>
public sealed record Suppression(string Id, SuppressionScope Scope, HostileText Reason, HostileText By, DateTime? From, DateTime Until)
{
    /// <summary>Days for which one holds where nobody says otherwise.</summary>
    public const int UsualDays = 90;

    /// <summary>The most days for which one may hold: who still wants it then decides anew.</summary>
    public const int MostDays = 365;

    /// <summary>Whether it holds at a moment of the wall clock, whatever the time of the evidence.</summary>
    public bool IsInForce(DateTime now) => now < Until;

    /// <summary>What it says, as one line: what the sum of a configuration is taken over.</summary>
    internal string Canonical => string.Create(CultureInfo.InvariantCulture, $"{Id} {Scope.Canonical} {Until:O}");
}
