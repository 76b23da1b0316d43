using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A name, server or answer that an indicator list names. The list's word is taken as it is: the finding decides by its own clause of the policy,
/// and the bits only say that somebody vouches for it.
/// </summary>
sealed class IndicatorMatch : IDetector<Domain>, IDetector<Server>
{
    const double VouchedBits = 20;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new("indicator-match", "names and addresses on an indicator list", ["T1071.004", "T1583.002"],
        "entries that sit on shared names or addresses, entries that are old",
        "whatever no list names");

    /// <inheritdoc/>
    public void Judge(Domain subject, Scene scene, ICollection<Signal> signals) => Add(subject.Indicator, subject.Hits.Sum(hit => hit.Count), subject.Hits.Length, signals);

    /// <inheritdoc/>
    public void Judge(Server subject, Scene scene, ICollection<Signal> signals) => Add(subject.Indicator, subject.Hits.Sum(hit => hit.Count), subject.Hits.Length, signals);

    void Add(Indicator indicator, long count, int meetings, ICollection<Signal> signals) => signals.Add(new()
    {
        Id = "on-a-list",
        Detector = Info.Id,
        Family = Family.Intelligence,
        Value = count,
        Baseline = 0,
        AsBrowsing = Bits.Of(VouchedBits),
        AsLookUps = Bits.Of(VouchedBits),
        Text = Sentence.Of($"{indicator.Text} stands in {HostileText.Text(indicator.List)}, line {indicator.Line}; met {count} times in {meetings} places"),
    });
}
