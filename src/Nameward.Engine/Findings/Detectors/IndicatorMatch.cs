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
    public DetectorInfo Info { get; } = new()
    {
        Id = "indicator-match",
        Title = "names and addresses on an indicator list",
        Techniques = ["T1071.004", "T1583.002"],
        Triggers =
        [
            new("on-a-list", Family.Intelligence,
                "A name that was asked, an address in an answer, the server that was asked, or a name server stands on a list given by --intel. The clauses known-c2 and listed-server of the policy decide; the bits only say that somebody vouches for it.",
                BitRange.Always(VouchedBits)),
        ],
        Harmless = "entries that sit on shared names or addresses, entries that are old",
        Blind = "whatever no list names",
        Verify =
        [
            "Open the list at the line that the finding names: who put it there, when, for which campaign, and does the entry still hold?",
            "See where it was met: a question says that somebody asked, an answer that the name led there, a server that it was asked itself.",
            "See whether an answer came at all (no such name: the domain is gone, the infection need not be), and whether the client then connected to the address (proxy, flows).",
            "Find the process that asked. A mail filter or an analyst's tool that looks the name up is no infection.",
            "Innocent if the entry is a shared host or a public service, or if a security product asked.",
        ],
        Respond = new(
            Response.ToAChannel.Preserve,
            "Refuse the name and its addresses on resolvers and at the border; isolate the clients that connected.",
            "Ask the list's publisher what else belongs to it; search all clients for the related names and addresses."),
        Sources = ["the list, which the finding names with its line", "attack.mitre.org/techniques/T1071/004"],
    };

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
