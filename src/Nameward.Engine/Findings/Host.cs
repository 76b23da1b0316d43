using System.Collections.Immutable;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A client and the servers that it asks around those that the others use.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="Around">Servers outside that answered it; of some only conversations on a port of DNS are seen.</param>
/// <param name="Others">Other clients that do the like.</param>
sealed record Host(Address Client, ImmutableArray<ServerOfClient> Around, int Others) : Subject
{
    /// <inheritdoc/>
    internal override int Order => 5;

    /// <inheritdoc/>
    internal override SubjectNames Names => new() { Client = HostileText.Address(Client) };

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => weighing.Strongest.Title!;

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) =>
    [
        new(Client, Around.Min(use => use.Use.First), Around.Max(use => use.Use.Last),
            Around.Sum(use => use.Use.Queries)),
    ];

    /// <inheritdoc/>
    internal override Sentence JudgedAmong(Scene scene) => AmongClients("the servers", scene);
}
