namespace Nameward.Engine.Profiles;

/// <summary>Traits of the software that answers; each null where the evidence does not show it.</summary>
/// <param name="OffersRecursion">Whether answers with authority also offer recursion (AA with RA).</param>
/// <param name="KeepsCase">Whether the case of the question comes back; null where no query carried capitals.</param>
/// <param name="AliasesToNowhere">CNAME records to names under top-level domains that do not exist.</param>
public sealed record ProfiledSoftware(bool? OffersRecursion, bool? KeepsCase, long? AliasesToNowhere);
