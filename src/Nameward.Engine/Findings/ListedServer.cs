using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A server that an indicator names, and whoever asked it or was sent to it.</summary>
sealed record ListedServer(Indicator Indicator, ImmutableArray<IndicatorHit> Hits) : Subject
{
    /// <inheritdoc/>
    internal override int Order => 4;

    /// <inheritdoc/>
    internal override SubjectNames Names => new() { Server = Indicator.Text };

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => Domain.TitleOf(Indicator);

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => Domain.AffectedBy(Hits);
}
