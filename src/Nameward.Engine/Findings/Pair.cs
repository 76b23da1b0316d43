using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A client and the zone, or the few zones that share a server, in which it may have a channel.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Number">The client's number in <paramref name="Fleet"/>.</param>
/// <param name="Zones">The zones in canonical wire form, in order.</param>
/// <param name="Day">UTC day, counted from 1970-01-01; null where days were merged.</param>
/// <param name="Measures">What was measured of it.</param>
/// <param name="Segments">Codes of the segments of evidence that hold it.</param>
/// <param name="Servers">The servers asked, where the evidence names them.</param>
/// <param name="Fleet">Who else asks there.</param>
/// <param name="Others">What the other clients of the zone say.</param>
sealed record Pair(Address Client, int Number, ImmutableArray<byte[]> Zones, ushort? Day, PairMeasures Measures, OccupiedSet Segments, ImmutableArray<Endpoint> Servers,
    ZoneFleet Fleet, Crowd Others) : Subject
{
    /// <summary>The tool that its transcript is proved to be spoken by; null where none is, or it was not read again yet.</summary>
    public ProvedTool? Tool { get; init; }

    /// <inheritdoc/>
    internal override int Order => 0;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectPair(Client, Zones);

    /// <inheritdoc/>
    internal override SubjectNames Names => SubjectNames.Of(Client, Zones, Servers);

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => [Segments];

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing)
    {
        var first = HostileText.Name(Zones[0]);
        var ends = Zones.Length == 1 ? Sentence.Of($"{Client} and {first}") : Sentence.Of($"{Client} and {first} with {Zones.Length - 1} more zones of one server");
        return Sentence.Of($"{ends}: {(Tool is null ? "names that carry data" : $"a channel of {Tool.Title}")}");
    }

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [AffectedClient.Of(Client, transcript!)];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => AmongPairs(scene);
}
