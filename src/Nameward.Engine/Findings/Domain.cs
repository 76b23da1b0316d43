using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;
using Nameward.Engine.Transcripts;

namespace Nameward.Engine.Findings;

/// <summary>A domain that feeds name, or addresses that answers led to, and whoever asked.</summary>
/// <param name="Standings">What each entry that names it is worth; the best first.</param>
/// <param name="Hits">Where it was met.</param>
sealed record Domain(ImmutableArray<Standing> Standings, ImmutableArray<IndicatorHit> Hits) : Subject
{
    /// <summary>The entry that says most.</summary>
    public Indicator Indicator => Standings[0].Indicator;

    /// <inheritdoc/>
    internal override int Order => 4;

    /// <inheritdoc/>
    internal override SubjectNames Names => new() { Zones = [Indicator.Text] };

    /// <inheritdoc/>
    internal override Sentence Title(Weighing weighing) => TitleOf(Standings);

    /// <inheritdoc/>
    internal override ImmutableArray<AffectedClient> Affected(Transcript? transcript) => AffectedBy(Hits);

    /// <summary>The title of whatever feeds name.</summary>
    public static Sentence TitleOf(ImmutableArray<Standing> standings) => standings is [var one] ? Sentence.Of($"{one.Indicator.Text} is on the list {HostileText.Text(one.Indicator.List)}")
        : Sentence.Of($"{standings[0].Indicator.Text} is on the list {HostileText.Text(standings[0].Indicator.List)} and {Quantity.Of(standings.Length - 1, "other")}");

    /// <summary>The clients whose traffic matches.</summary>
    public static ImmutableArray<AffectedClient> AffectedBy(ImmutableArray<IndicatorHit> hits) => [.. hits.GroupBy(hit => hit.Client).OrderBy(client => client.Key)
        .Select(client => new AffectedClient(client.Key, EventTime.Known(client.Min(hit => hit.First)), EventTime.Known(client.Max(hit => hit.Last)), client.Max(hit => hit.Count)))];
}
