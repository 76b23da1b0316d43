using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A client and a zone of the Internet whose names led it to a public address first and inside soon after.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Zone">The zone in canonical wire form.</param>
/// <param name="Turns">The quickest turn of each name that turned in one UTC day, in order of name; never none.</param>
/// <param name="OtherZones">Other zones that answered anybody with the address of the <see cref="Quickest"/> turn.</param>
/// <param name="OnlyInside">Clients that the zone leads inside and nowhere else.</param>
/// <param name="Segments">Codes of the segments of evidence that hold it.</param>
sealed record Rebinding(Address Client, byte[] Zone, ImmutableArray<Turn> Turns, int OtherZones, int OnlyInside, OccupiedSet Segments) : Subject
{
    /// <summary>The turn that took least time, of those that one server made where there are any.</summary>
    public Turn Quickest { get; } = QuickestOf(Turns);

    /// <summary>The turn of several that is judged.</summary>
    public static Turn QuickestOf(IEnumerable<Turn> turns) => turns.OrderByDescending(turn => turn.IsOfOneServer).ThenBy(turn => turn.Seconds).ThenBy(turn => turn.Name, ByteOrder.Instance).First();

    /// <inheritdoc/>
    internal override int Order => 3;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectPair(Client, [Zone]);

    /// <inheritdoc/>
    internal override SubjectNames Names => SubjectNames.Of(Client, [Zone], []);

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => [Segments, .. SegmentsOf(Client, seen)];

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => Sentence.Of($"{Client} and {HostileText.Name(Zone)}: led to a public address first, and inside soon after");

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [AffectedClient.Of(Client, transcript!)];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => AmongAskers("the zones that lead inside", scene);
}

/// <summary>A name that was answered with public addresses alone, and with inside ones alone soon after.</summary>
/// <param name="Name">The name in canonical wire form.</param>
/// <param name="Public">First address of the last public answer.</param>
/// <param name="Inside">First address of the first inside answer after it.</param>
/// <param name="Seconds">From the one to the other.</param>
/// <param name="TtlSeconds">Time to live of the public answer; null where none is told.</param>
/// <param name="IsOfOneServer">Whether both came from one server, or the evidence does not name it.</param>
/// <param name="At">When the inside answer came, UTC; null where the evidence carries no time.</param>
sealed record Turn(byte[] Name, Address Public, Address Inside, uint Seconds, int? TtlSeconds, bool IsOfOneServer, DateTime? At);
