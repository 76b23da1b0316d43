using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Blocks;

/// <summary>What is to be contained, and how.</summary>
/// <param name="Case">The case.</param>
/// <param name="Action">What a blocked query is answered.</param>
/// <param name="Sinkhole">Where names lead, where <paramref name="Action"/> is a sinkhole; none otherwise.</param>
/// <param name="Lasts">How long the block is meant to last.</param>
public sealed record ContainRequest(ContainedCase Case, BlockAction Action, Address Sinkhole, TimeSpan Lasts)
{
    /// <summary>Whether resolvers are to deny the hosts of the case everything that they ask for.</summary>
    public bool Quarantine { get; init; }

    /// <summary>What is blocked against the guard's refusal, by name or address, each with the reason of whoever decided it.</summary>
    public ImmutableDictionary<HostileText, HostileText> Forced { get; init; } = ImmutableDictionary<HostileText, HostileText>.Empty;

    /// <summary>Reads evidence that is known to be good into a sink, on which alert rules must stay quiet; null where none was named.</summary>
    public Func<IObservationSink, EvidenceReport>? Benign { get; init; }

    /// <summary>How often an alert rule may fire beside the case, and be written all the same.</summary>
    public long Budget { get; init; }
}
