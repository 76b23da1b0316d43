using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A server that feeds name, and whoever asked it or was sent to it.</summary>
/// <param name="Standings">What each entry that names it is worth; the best first.</param>
/// <param name="Hits">Where it was met.</param>
sealed record ListedServer(ImmutableArray<Standing> Standings, ImmutableArray<IndicatorHit> Hits) : Subject
{
    /// <summary>The entry that says most.</summary>
    public Indicator Indicator => Standings[0].Indicator;

    /// <inheritdoc/>
    internal override int Order => 4;

    /// <inheritdoc/>
    internal override SubjectNames Names => new() { Server = Indicator.Text };

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => Domain.TitleOf(Standings);

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => Domain.AffectedBy(Hits);
}
