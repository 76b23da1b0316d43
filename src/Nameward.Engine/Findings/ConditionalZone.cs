using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A zone that is answered otherwise to some clients than to others.</summary>
/// <param name="Zone">The zone in canonical wire form.</param>
/// <param name="Apart">The question in which that is clearest.</param>
/// <param name="Told">The clients that are told more, in order.</param>
/// <param name="Untold">Those that are told less.</param>
/// <param name="Server">The server that told both; null where the evidence does not name it.</param>
/// <param name="Alike">Other zones in which the same server tells apart some of the same clients.</param>
sealed record ConditionalZone(byte[] Zone, ToldApart Apart, ImmutableArray<Address> Told, ImmutableArray<Address> Untold, Endpoint? Server, int Alike) : Subject
{
    /// <summary>Most clients of each side that a finding names and that are read again.</summary>
    const int MostClients = 1000;

    /// <summary>Whether the question is for all names that are drawn, and not for one.</summary>
    public bool IsDrawn => Apart.Question.Name == 0;

    /// <inheritdoc/>
    internal override int Order => 2;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectZone([.. Told.Take(MostClients), .. Untold.Take(MostClients)], Zone);

    /// <inheritdoc/>
    internal override SubjectNames Names => new()
    {
        Client = Told is [var only] ? HostileText.Address(only) : null,
        Zones = [HostileText.Name(Zone)],
        Server = Server is { } server ? HostileText.Address(server.Address) : null,
        Port = Server is { Port: > 0 } one ? one.Port : null,
    };

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen)
    {
        var concerned = Told.Concat(Untold).ToHashSet();
        return seen.Servers.Where(use => concerned.Contains(use.Key.Client)).Select(use => use.Use.Segments);
    }

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => Sentence.Of($"{HostileText.Name(Zone)}: answered to {Some(Told)} otherwise than to {Some(Untold)}");

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [.. Told.Take(MostClients).Select(client => AffectedClient.In(client, transcript!))];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => AmongZones(scene);

    /// <summary>Clients in words: one by its address, several by their number.</summary>
    public static Sentence Some(ImmutableArray<Address> clients) => clients is [var only] ? Sentence.Of($"{only}") : Sentence.Of(Quantity.Of(clients.Length, "client"));
}
