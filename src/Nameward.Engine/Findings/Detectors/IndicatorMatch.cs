using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A name, server or answer that an indicator list names. The list's word is taken as it is: the finding decides by its own clause of the policy,
/// and the bits only say that somebody vouches for it.
/// </summary>
sealed class IndicatorMatch : IDetector<Domain>, IDetector<ListedServer>
{
    const double VouchedBits = 20;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("indicator-match", "names and addresses on an indicator list", ["T1071.004", "T1583.002"],
        "entries that sit on shared names or addresses, entries that are old",
        "whatever no list names");

    /// <inheritdoc/>
    public void Judge(Domain subject, Scene scene, ICollection<Signal> signals) => Add(subject.Indicator, subject.Hits, signals);

    /// <inheritdoc/>
    public void Judge(ListedServer subject, Scene scene, ICollection<Signal> signals) => Add(subject.Indicator, subject.Hits, signals);

    void Add(Indicator indicator, ImmutableArray<IndicatorHit> hits, ICollection<Signal> signals) => signals.Add(new()
    {
        Id = "on-a-list",
        Detector = Info.Id,
        Family = Family.Intelligence,
        Value = hits.Sum(hit => hit.Count),
        Baseline = 0,
        AsBrowsing = Bits.Of(VouchedBits),
        AsLookUps = Bits.Of(VouchedBits),
        Say = () => Sentence.Of($"{indicator.Text} stands in {HostileText.Text(indicator.List)}, line {indicator.Line}; met {Quantity.Of(hits.Sum(hit => hit.Count), "time")} {Where(hits)}"),
    });

    static string Where(ImmutableArray<IndicatorHit> hits) => string.Join(" and ", hits.Select(hit => hit.Place).Distinct().Order().Select(place => place switch
    {
        HitPlace.Question => "in questions",
        HitPlace.Answer => "in answers",
        HitPlace.Server => "as the server asked",
        _ => "as a name server",
    }));
}
