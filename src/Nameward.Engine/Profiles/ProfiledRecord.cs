using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>A name that a record tells.</summary>
/// <param name="Name">The name.</param>
/// <param name="Seen">Where.</param>
public sealed record ProfiledRecord(HostileText Name, SeenIn Seen);
