namespace Nameward.Engine.Observations;

/// <summary>Where a name is cut.</summary>
/// <param name="Start">Where its zone begins.</param>
/// <param name="Hash">The zone's chained hash (<see cref="WireName.Hash"/>).</param>
/// <param name="Name">The chained hash of the whole name.</param>
public readonly record struct ZoneCut(int Start, ulong Hash, ulong Name);
