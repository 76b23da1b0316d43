using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Rollups;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A client and a server that converse on a port of DNS, or as DNS does, of which nothing but flows is seen.</summary>
/// <param name="Client">Who begins.</param>
/// <param name="Server">With whom.</param>
/// <param name="Protocol">IP protocol number of most of it; 0 where the evidence does not say.</param>
/// <param name="Measures">How they converse.</param>
/// <param name="First">Begin of the first flow, UTC; null where the evidence carries no time.</param>
/// <param name="Last">End of the last flow, UTC.</param>
/// <param name="Segments">Codes of the segments of evidence that hold it.</param>
sealed record Conversations(Address Client, Endpoint Server, byte Protocol, ConversationMeasures Measures, DateTime? First, DateTime? Last, OccupiedSet Segments) : Subject
{
    /// <summary>Whether the server's port is none on which DNS is at home, so that only the shape speaks for DNS.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>Clients that converse with the same server, this one too.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>Median over the other clients of the bytes that each sends to its servers on ports of DNS; null where there are too few others.</summary>
    public double? UsualUpBytes { get; init; }

    /// <summary>Datagrams of a tunnel (<see cref="TunnelDatagram"/>) from client to server, in the source that shows most.</summary>
    public long TunnelUp { get; init; }

    /// <summary>The same from server to client.</summary>
    public long TunnelDown { get; init; }

    /// <summary>The tool that these are proved to be of; null where none is, or they were not read again yet.</summary>
    public ProvedTool? Tool { get; init; }

    /// <inheritdoc/>
    internal override ProvedTool? SpokenBy => Tool;

    /// <inheritdoc/>
    internal override bool IsChannel => TunnelUp + TunnelDown > 0;

    /// <inheritdoc/>
    internal override int Order => 4;

    /// <inheritdoc/>
    internal override Suspect ReadAgain => new SuspectConversations(Client, Server, IsElsewhere) { HasTunnel = IsChannel };

    /// <inheritdoc/>
    internal override SubjectNames Names => new() { Client = HostileText.Address(Client), Server = HostileText.Address(Server.Address), Port = Server.Port };

    /// <inheritdoc/>
    internal override IEnumerable<OccupiedSet> SegmentsIn(FrozenRollups seen) => IsChannel ? SegmentsOf(Client, seen).Append(Segments) : [Segments];

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => Tool is { } tool ? Sentence.Of($"{Client} and {Server.Address} port {Server.Port}: a channel of {tool.Title} that is no DNS")
        : TitleOf(weighing) ?? Sentence.Of($"{Client} and {Server.Address} port {Server.Port}: conversations as no stub has them");

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => [new(Client, First, Last, Measures.Count)];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => AmongClients("the conversations", scene);
}
