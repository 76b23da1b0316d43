using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>A version of an SOA record.</summary>
/// <param name="Zone">The zone: the subject, or one below it.</param>
/// <param name="Data">What it says.</param>
/// <param name="Seen">Where it was seen.</param>
public sealed record ProfiledAuthority(HostileText Zone, SoaData Data, SeenIn Seen);
