using System.Collections.Immutable;
using Nameward.Engine.Baselines;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A client and what it did in one UTC day, beside what is normal at its site.</summary>
/// <param name="Host">What it did.</param>
/// <param name="Role">What it is.</param>
/// <param name="Deviations">Each measure with what is usual.</param>
/// <param name="Among">Client-days that were judged.</param>
/// <param name="Busiest">Chained hashes of the zones in which it asked most names that day: what is read again of it.</param>
sealed record DeviatingHost(HostDay Host, HostRole Role, ImmutableArray<Deviation> Deviations, int Among, ImmutableArray<ulong> Busiest) : Subject
{
    /// <summary>The client.</summary>
    public Address Client => Host.Client;

    /// <inheritdoc/>
    internal override int Order => 6;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectZones(Client, [.. Busiest]);

    /// <inheritdoc/>
    internal override SubjectNames Names => new() { Client = HostileText.Address(Client) };

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => seen.Servers.Where(use => use.Key.Client == Client && use.Key.Day == Host.Day).Select(use => use.Use.Segments);

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => TitleOf(weighing)!;

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [new(Client, At(Host.First), At(Host.Last), Host.Queries)];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => Sentence.Of($"{Quantity.Of(Among, "client-day")} judged");

    DateTime At(uint second) => DateTime.UnixEpoch.AddDays(Host.Day).AddSeconds(second);
}
