using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>
/// A client that explores in one UTC day: it asks servers for whole zones, guesses which names there are, or asks for the names of one address after the other. What it does of this is
/// weighed together.
/// </summary>
/// <param name="Client">Who asked.</param>
/// <param name="Day">The UTC day, counted from 1970-01-01; 0 where the evidence carries no time.</param>
sealed record Exploration(Address Client, ushort Day) : Subject
{
    const int MostNamed = 20;

    /// <summary>The zones that it asked for as a whole, in order; none where it did not.</summary>
    public ImmutableArray<TransferAttempt> Transfers { get; init; } = [];

    /// <summary>Other days of the evidence on which it asked for whole zones.</summary>
    public int OtherTransferDays { get; init; }

    /// <summary>The zone in which it guessed most names; null where it guessed none.</summary>
    public GuessedNames? Guesses { get; init; }

    /// <summary>The stretch of addresses of which it asked for the names; null where there is none.</summary>
    public AddressSweep? Sweep { get; init; }

    /// <inheritdoc/>
    internal override int Order => 3;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectPair(Client, Zones);

    /// <inheritdoc/>
    internal override SubjectNames Names => SubjectNames.Of(Client, [.. Zones.Take(MostNamed)], []);

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => SegmentsOf(Client, seen);

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => TitleOf(weighing)!;

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [AffectedClient.Of(Client, transcript!)];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => AmongAskers("the zones and addresses", scene);

    /// <summary>The zones that it explored, in canonical wire form.</summary>
    public ImmutableArray<byte[]> Zones =>
        [.. Transfers.Select(attempt => attempt.Zone).Concat(Guesses is { } guesses ? [guesses.Zone] : []).Concat(Sweep is { } sweep ? [sweep.Zone] : []).DistinctBy(zone => WireName.ToText(zone))];
}

/// <summary>A zone that a client asked for as a whole.</summary>
/// <param name="Zone">The registrable zone in canonical wire form.</param>
/// <param name="Names">Different names in it that were asked for as a whole, or of which the next was (NSEC).</param>
/// <param name="Servers">Different servers asked.</param>
/// <param name="Transfers">Whether a transfer was asked; otherwise names were walked by NSEC.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Spells">Spells in which it was asked, <see cref="ExplorationJudge.SecondsBetweenSpells"/> apart or more.</param>
sealed record TransferAttempt(byte[] Zone, int Names, int Servers, bool Transfers, TransferOutcome Outcome, int Spells);

/// <summary>What came of the question for a whole zone.</summary>
enum TransferOutcome : byte
{
    /// <summary>The evidence does not show it.</summary>
    Unknown,
    /// <summary>No answer with records was seen, and one that refuses was.</summary>
    Refused,
    /// <summary>Records were given.</summary>
    Given,
}
