using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>An address that a record tells.</summary>
/// <param name="Address">The address.</param>
/// <param name="Seen">Where.</param>
public sealed record ProfiledAddress(Address Address, SeenIn Seen);
