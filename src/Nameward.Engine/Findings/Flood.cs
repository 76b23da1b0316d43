using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A client that asks a zone of the Internet for the same few names again and again in one UTC day.</summary>
/// <param name="Client">Who asked, or in whose name it was asked.</param>
/// <param name="Zone">The zone in canonical wire form.</param>
/// <param name="Day">The UTC day, counted from 1970-01-01; 0 where the evidence carries no time.</param>
/// <param name="Questions">Questions, or responses where there are more.</param>
/// <param name="DifferentNames">Different names among them; of many an estimate.</param>
/// <param name="Seconds">Seconds of the day with a message of it: a most, where there are many.</param>
/// <param name="Segments">Codes of the segments of evidence that hold it.</param>
sealed record Flood(Address Client, byte[] Zone, ushort Day, long Questions, double DifferentNames, int Seconds, OccupiedSet Segments) : Subject
{
    /// <summary>Questions of a client to a zone in a day, below which nothing is looked at: one each five minutes.</summary>
    public const int FewestQuestions = 300;

    /// <summary>Seconds with a message, below which a rate is a burst: whoever gets no answer asks again at once.</summary>
    public const int FewestSeconds = 30;

    /// <summary>Bytes of a message without extensions at most (RFC 1035 section 4.2.1).</summary>
    public const int PlainBytes = 512;

    /// <summary>The lane (format and leg) of the evidence that shows most of it.</summary>
    public required ushort Lane { get; init; }

    /// <summary>Mean bytes of a response; null where the evidence shows no sizes.</summary>
    public double? MeanResponseBytes { get; init; }

    /// <summary>Responses for each query, where the evidence shows both of others; null where it does not.</summary>
    public double? ResponsesPerQuery { get; init; }

    /// <summary>Whether nobody else asks the zone.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Other clients that ask the zone as often as to be looked at.</summary>
    public int Others { get; init; }

    /// <summary>Questions for each name in each second in which there are any; null where these are too few.</summary>
    public double? PerSecond => Seconds >= FewestSeconds ? Questions / Math.Max(1, DifferentNames) / Seconds : null;

    /// <summary>How often a key asks.</summary>
    public static Flood Of(FrozenRollups seen, KeyPlace place)
    {
        var (key, cell) = (seen.KeyOf(place), seen.CellOf(place));
        var zone = seen.Zone(cell.Zone);
        var state = seen.StateOf(key, zone.Hash, new());
        var lane = state.Largest;
        return new(seen.ClientNumbers.AddressOf(key), zone.Name, cell.Day, Math.Max(lane.Queries, lane.Responses), state.Names.DistinctEstimate, SecondsOf(state.Seconds), state.Segments)
        {
            Lane = lane.Lane,
            MeanResponseBytes = lane.ResponseBytes == 0 ? null : lane.ResponseBytes / (double)lane.Responses,
            ResponsesPerQuery = lane.Responses == 0 ? null : lane.Responses / Math.Max(1.0, lane.Queries),
        };
    }

    static int SecondsOf(OccupiedSeconds seconds) => seconds.IsCoarse ? seconds.FirstOfSteps().Length * OccupiedSeconds.StepSeconds : seconds.Exact.Length;

    /// <inheritdoc/>
    internal override int Order => 3;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectPair(Client, [Zone]);

    /// <inheritdoc/>
    internal override SubjectNames Names => SubjectNames.Of(Client, [Zone], []);

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => [Segments, .. SegmentsOf(Client, seen)];

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => Sentence.Of($"{Client} and {HostileText.Name(Zone)}: the same {(MeanResponseBytes > PlainBytes ? "large answer" : "asked")} {Quantity.Round(Questions)} times in a day");

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [AffectedClient.Of(Client, transcript!)];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => AmongPairs(scene);
}
