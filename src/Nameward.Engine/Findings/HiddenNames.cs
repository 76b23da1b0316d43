using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A client that asks for names that the evidence does not show whole.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Use">What is known of it in one UTC day.</param>
/// <param name="Others">Other clients that ask for any.</param>
sealed record HiddenNames(Address Client, HiddenNameUse Use, int Others) : Subject
{
    /// <inheritdoc/>
    internal override int Order => 1;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectHiddenNames(Client);

    /// <inheritdoc/>
    internal override SubjectNames Names => new() { Client = HostileText.Address(Client) };

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => SegmentsOf(Client, seen);

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => TitleOf(weighing)!;

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [new(Client, EventTime.Known(Use.First), EventTime.Known(Use.Last), Use.LookUps)];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => AmongClients("the queries for names that the log does not show whole", scene);
}
