using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>By what evidence is judged, as far as a review changes it.</summary>
/// <param name="Site">What the site says of itself.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Indicators">What intelligence says.</param>
public sealed record ReviewSettings(SiteFacts Site, Policy Policy, Indicators Indicators);
