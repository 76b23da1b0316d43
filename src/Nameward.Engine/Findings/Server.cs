using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A DNS server, or what it does to one of its clients alone.</summary>
/// <param name="Facts">What is known of it.</param>
/// <param name="Client">The one client that is answered otherwise; null where it is about the server as a whole.</param>
/// <param name="Contradictions">Answers of it that contradict those of others; null where there are none.</param>
/// <param name="Channels">Channels that end at it.</param>
sealed record Server(ServerFacts Facts, Address? Client, Contradictions? Contradictions, ImmutableArray<Weighing> Channels) : Subject
{
    /// <summary>Most users of one server that a finding names.</summary>
    const int MostUsers = 1000;

    /// <inheritdoc/>
    internal override int Order => 2;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectServer(Facts.Server, Client, Contradictions?.Gathered.Select(name => name.Hash).ToImmutableHashSet())
    {
        Conversing = Facts.ShowsMessages ? [] : [.. Users.Select(user => user.Client)],
    };

    /// <inheritdoc/>
    internal override SubjectNames Names => new()
    {
        Client = Client is { } client ? HostileText.Address(client) : null,
        Server = HostileText.Address(Facts.Server.Address),
        Port = Facts.Server.Port > 0 ? Facts.Server.Port : null,
    };

    IEnumerable<ClientUse> Users => Facts.Users.Where(user => Client is null || user.Client == Client);

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => Users.Select(user => user.Segments);

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => TitleOf(weighing) ?? Sentence.Of($"{Facts.Name}: a DNS server");

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) =>
        [.. Users.Take(MostUsers).Select(user => new AffectedClient(user.Client, user.First, user.Last, user.Queries))];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) =>
        AmongClients(Client is null ? Quantity.Of(scene.Census.Judged, "server") : Quantity.Of(scene.Census.Uses, "use") + " of a server", scene);
}
