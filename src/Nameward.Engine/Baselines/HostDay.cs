using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Baselines;

/// <summary>What one client did in one UTC day.</summary>
/// <param name="Client">The client.</param>
/// <param name="Day">The UTC day, counted from 1970-01-01.</param>
/// <param name="Role">What it is, by what it did that day.</param>
/// <param name="Values">What was counted, by <see cref="HostMeasure.Place"/>; empty of those that ask for others.</param>
/// <param name="First">Second of the day of its first message.</param>
/// <param name="Last">Second of the day of its last message.</param>
/// <param name="Queries">Queries in the log that shows most of them: for reading.</param>
sealed record HostDay(Address Client, ushort Day, HostRole Role, ImmutableArray<int> Values, uint First, uint Last, long Queries)
{
    /// <summary>Whether it is measured: those that ask for others are not.</summary>
    public bool IsMeasured => !Values.IsEmpty;
}
