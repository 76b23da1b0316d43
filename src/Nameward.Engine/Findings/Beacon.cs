using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A zone that one client alone asks, and by the clock.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Zone">The zone in canonical wire form.</param>
/// <param name="Rhythm">How regularly, in one UTC day.</param>
/// <param name="MedianTtlSeconds">Median over names of the longest time to live of their answers; null where none is known.</param>
/// <param name="Host">What else the client asks by the clock.</param>
/// <param name="Segments">Codes of the segments of evidence that hold it.</param>
/// <param name="Servers">The servers asked, where the evidence names them.</param>
sealed record Beacon(Address Client, byte[] Zone, Rhythm Rhythm, double? MedianTtlSeconds, HostClock Host, OccupiedSet Segments, ImmutableArray<Endpoint> Servers) : Subject
{
    /// <inheritdoc/>
    internal override int Order => 3;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectPair(Client, [Zone]);

    /// <inheritdoc/>
    internal override SubjectNames Names => SubjectNames.Of(Client, [Zone], Servers);

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => [Segments];

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => Sentence.Of($"{Client} and {HostileText.Name(Zone)}: asked by the clock");

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [AffectedClient.Of(Client, transcript!)];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => AmongPairs(scene);
}

/// <summary>How many zones a client asks in one UTC day, and how many of these by the clock.</summary>
readonly record struct HostClock(int Zones, int Timed);
