using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A domain that an indicator names, and whoever asked for it.</summary>
sealed record Domain(Indicator Indicator, ImmutableArray<IndicatorHit> Hits) : Subject
{
    /// <inheritdoc/>
    internal override int Order => 4;

    /// <inheritdoc/>
    internal override SubjectNames Names => new() { Zones = [Indicator.Text] };

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => TitleOf(Indicator);

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => AffectedBy(Hits);

    /// <summary>The title of whatever a list names.</summary>
    public static Sentence TitleOf(Indicator indicator) => Sentence.Of($"{indicator.Text} is on the list {HostileText.Text(indicator.List)}");

    /// <summary>The clients whose traffic matches.</summary>
    public static ImmutableArray<AffectedClient> AffectedBy(ImmutableArray<IndicatorHit> hits) => [.. hits.GroupBy(hit => hit.Client).OrderBy(client => client.Key)
        .Select(client => new AffectedClient(client.Key, EventTime.Known(client.Min(hit => hit.First)), EventTime.Known(client.Max(hit => hit.Last)), client.Max(hit => hit.Count)))];
}
