using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A zone that leads to ever new places, or whose name servers move about.</summary>
/// <param name="Zone">The zone in canonical wire form.</param>
/// <param name="Name">Its name that was led to new ranges most often; null where none was.</param>
/// <param name="Servers">Its name server that moved most often; null where none did, or none is known.</param>
/// <param name="Clients">Who asked it, in order; relays not counted.</param>
/// <param name="Unshared">The share of other zones' names of several ranges whose networks no other zone has.</param>
sealed record FluxZone(byte[] Zone, RovingName? Name, MovingServers? Servers, ImmutableArray<Address> Clients, double Unshared) : Subject
{
    /// <summary>Most clients that a finding names and that are read again.</summary>
    const int MostClients = 1000;

    /// <inheritdoc/>
    internal override int Order => 2;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectZone([.. Clients.Take(MostClients)], Zone);

    /// <inheritdoc/>
    internal override SubjectNames Names => new() { Client = Clients is [var only] && !only.IsNone ? HostileText.Address(only) : null, Zones = [HostileText.Name(Zone)] };

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen)
    {
        var concerned = Clients.ToHashSet();
        return seen.Servers.Where(use => concerned.Contains(use.Key.Client)).Select(use => use.Use.Segments);
    }

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => Sentence.Of($"{HostileText.Name(Zone)}: {(Name is null ? "its name servers move about" : Servers is null ? "leads to ever new places" : "it and its name servers move about")}");

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [.. Clients.Take(MostClients).Select(client => AffectedClient.In(client, transcript!))];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => AmongZones(scene);
}
