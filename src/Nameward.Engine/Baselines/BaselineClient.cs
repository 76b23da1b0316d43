using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Baselines;

/// <summary>What a baseline remembers of one client on one day.</summary>
/// <param name="Client">The client.</param>
/// <param name="Role">What it was that day.</param>
/// <param name="Values">What was counted, by <see cref="HostMeasure.Place"/>; empty of those that ask for others.</param>
/// <param name="Zones">Chained hashes of the zones that it alone asked, ascending, as far as the day keeps zones.</param>
sealed record BaselineClient(Address Client, HostRole Role, ImmutableArray<int> Values, ImmutableArray<ulong> Zones);
