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

    /// <summary>What was measured of a channel whose names share no zone, of which <see cref="Zones"/> are then a few; null where it goes through its zones.</summary>
    public Scatter? Scatter { get; init; }

    /// <summary>Who is known to have asked the client for it, where the client asks for others.</summary>
    public ImmutableArray<Stitch> Askers { get; init; } = [];

    /// <summary>As whom the client's look-ups are seen again.</summary>
    public ImmutableArray<Stitch> Repeaters { get; init; } = [];

    /// <summary>The same channel as whoever asks on for the client shows it, where that is told with the client's own.</summary>
    public ImmutableArray<Pair> Behind { get; init; } = [];

    /// <summary>Whether the client asks for others, or asks authoritative servers itself as resolvers do, and whoever may have asked it is not seen.</summary>
    public bool AsksForUnseen { get; init; }

    /// <inheritdoc/>
    internal override ProvedTool? SpokenBy => Tool;

    /// <inheritdoc/>
    internal override bool IsChannel => true;

    /// <inheritdoc/>
    internal override int Order => 0;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => Scatter is null ? new SuspectPair(Client, Zones) : new SuspectPath(Client, Scatter.Server);

    /// <inheritdoc/>
    internal override SubjectNames Names => SubjectNames.Of(Client, Zones, Servers);

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => [Segments];

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing)
    {
        var what = Tool is null ? "names that carry data" : $"a channel of {Tool.Title}";
        return Scatter is null ? Sentence.Of($"{Client} and {Where}: {what}") : Sentence.Of($"{Client} and {Scatter.Server.Address}: {what}, each in a zone of its own");
    }

    Sentence Where => Zones.Length == 1 ? Sentence.Of($"{HostileText.Name(Zones[0])}") : Sentence.Of($"{HostileText.Name(Zones[0])} with {Zones.Length - 1} more zones of one server");

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => Askers.IsEmpty ? [AffectedClient.Of(Client, transcript!)] : [.. Askers.Select(asker => asker.Asked)];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => Scatter is null ? AmongPairs(scene) : AmongClients(Quantity.Of(scene.Census.Uses, "use") + " of a server", scene);
}
