using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>A name server of a zone.</summary>
/// <param name="Zone">The zone: the subject, or one below it.</param>
/// <param name="Name">Name of the server.</param>
/// <param name="Holder">Registrable domain of that name: whose server it is.</param>
/// <param name="IsInBailiwick">Whether the name lies in the zone's own registrable domain.</param>
/// <param name="Addresses">Its addresses, by glue or by its own address records; empty where the evidence shows none.</param>
/// <param name="Seen">Where the NS record was seen.</param>
public sealed record ProfiledNameServer(HostileText Zone, HostileText Name, HostileText Holder, bool IsInBailiwick, ImmutableArray<ProfiledAddress> Addresses, SeenIn Seen);
