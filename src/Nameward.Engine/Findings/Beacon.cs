using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A zone that one client alone asks, and by the clock; or zones of one address that are asked in turn so.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Zones">The zone in canonical wire form; several, in order, where they share an address that nobody else is given.</param>
/// <param name="Rhythm">How regularly, in one UTC day; of several zones all together.</param>
/// <param name="MedianTtlSeconds">Median over names of the longest time to live of their answers; null where none is known.</param>
/// <param name="Host">What else the client asks by the clock.</param>
/// <param name="Segments">Codes of the segments of evidence that hold it.</param>
/// <param name="Servers">The servers asked, where the evidence names them.</param>
sealed record Beacon(Address Client, ImmutableArray<byte[]> Zones, Rhythm Rhythm, double? MedianTtlSeconds, HostClock Host, OccupiedSet Segments, ImmutableArray<Endpoint> Servers) : Subject
{
    /// <inheritdoc/>
    internal override int Order => 3;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectPair(Client, Zones);

    /// <inheritdoc/>
    internal override SubjectNames Names => SubjectNames.Of(Client, Zones, Servers);

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => [Segments, .. SegmentsOf(Client, seen)];

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => Zones.Length == 1
        ? Sentence.Of($"{Client} and {HostileText.Name(Zones[0])}: asked by the clock")
        : Sentence.Of($"{Client} and {HostileText.Name(Zones[0])} with {Quantity.Of(Zones.Length - 1, "more zone")} of one address: asked in turn, by the clock");

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [AffectedClient.Of(Client, transcript!)];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => AmongPairs(scene);
}

/// <summary>What else a client does in the UTC day of a beacon.</summary>
/// <param name="Zones">Zones that it asks.</param>
/// <param name="Timed">How many of these it asks by the clock, zones that it asks in turn counted as one where none of them is.</param>
/// <param name="RestHours">Hours of the day in which it does little else; 0 where it is not seen for long enough to know.</param>
/// <param name="AskedInRest">How many of these the beacon goes on in.</param>
readonly record struct HostClock(int Zones, int Timed, int RestHours, int AskedInRest);
