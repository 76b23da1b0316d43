using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A client and the zones it asked in one UTC day that do not exist.</summary>
/// <param name="Client">Who asked.</param>
/// <param name="Zones">All zones of that day of which it learned whether they exist, in the order in which it first asked them.</param>
/// <param name="Times">When the first and the last of those that do not exist were first asked, UTC; null where the evidence carries no time.</param>
sealed record MissingZones(Address Client, AskedZone[] Zones, (DateTime First, DateTime Last)? Times) : Subject
{
    const int MostNamed = 20;

    /// <summary>Those that do not exist.</summary>
    public ImmutableArray<AskedZone> Missing { get; } = [.. Zones.Where(zone => zone.IsMissing)];

    /// <inheritdoc/>
    internal override int Order => 3;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectZones(Client, Missing.Select(zone => WireName.Hash(zone.Name, NameHashing.Seed)).ToImmutableHashSet());

    /// <inheritdoc/>
    internal override SubjectNames Names => SubjectNames.Of(Client, [.. Missing.Take(MostNamed).Select(zone => zone.Name)], []);

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => SegmentsOf(Client, seen);

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => TitleOf(weighing)!;

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [AffectedClient.Of(Client, transcript!)];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => AmongClients("the zones that do not exist", scene);
}
