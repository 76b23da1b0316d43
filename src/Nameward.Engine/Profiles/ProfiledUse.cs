using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Profiles;

/// <summary>How much something is used.</summary>
/// <param name="Messages">Messages that the evidence shows; one look-up may be several.</param>
/// <param name="Clients">Who asked; a least where <paramref name="IsLeast"/>.</param>
/// <param name="IsLeast">Whether more clients asked than are remembered.</param>
/// <param name="FirstClients">Some of them, lowest address first.</param>
/// <param name="First">First seen, UTC; null where the evidence carries no time.</param>
/// <param name="Last">Last seen, UTC.</param>
public sealed record ProfiledUse(long Messages, int Clients, bool IsLeast, ImmutableArray<HostileText> FirstClients, DateTime? First, DateTime? Last);
