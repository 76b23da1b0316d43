using System.Collections.Immutable;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Detectors;

/// <summary>
/// A name, server or answer that a feed names. What its word is worth goes by trust, sureness and age (<see cref="Standing"/>); where it covers many, or somebody harmless, it
/// does not stand alone.
/// </summary>
sealed class IndicatorMatch : IDetector<Domain>, IDetector<ListedServer>
{
    const double VouchedBits = 20, MarkedBits = -4;
    const int MostOthers = 3;

    /// <inheritdoc/>
    public DetectorInfo Info { get; } = new()
    {
        Id = "indicator-match",
        Title = "names and addresses on an indicator list",
        Techniques = ["T1071.004", "T1583.002"],
        Triggers =
        [
            new("on-a-list", Family.Intelligence,
                $"A name that was asked, an address in an answer, the server that was asked, or a name server stands in a feed (--intel, nameward intel). {VouchedBits:0} bits times what the match is worth: trust (high 1, medium 0.7, low 0.35), times the "
                + $"publisher's confidence, times 1 - (age / lifetime)^2; the lifetime is --expires, else {Standing.DaysOfName} days for a name and {Standing.DaysOfAddress} for an address.", BitRange.UpTo(VouchedBits)),
            new("stands-alone", Family.Intelligence,
                $"The best match is worth {Standing.AloneFrom} or more, and nothing marks it: it escalates by the clauses known-c2 and listed-server of the policy.", BitRange.Always(0)) { Settles = true },
            new("covers-others", Family.Intelligence,
                "The entry is a public suffix, a name or address that many customers share, of a domain that most networks ask, a public resolver, a sinkhole, a wide range, of this site, or known to be harmless: it never escalates alone.", BitRange.Always(MarkedBits)),
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
    public void Judge(Domain subject, Scene scene, ICollection<Signal> signals) => Add(subject.Standings, subject.Hits, signals);

    /// <inheritdoc/>
    public void Judge(ListedServer subject, Scene scene, ICollection<Signal> signals) => Add(subject.Standings, subject.Hits, signals);

    void Add(ImmutableArray<Standing> standings, ImmutableArray<IndicatorHit> hits, ICollection<Signal> signals)
    {
        var best = standings[0];
        signals.Add(Signal.Alike(Info, "on-a-list", Family.Intelligence, hits.Sum(hit => hit.Count), 0, Math.Max(0, VouchedBits * best.Worth), () => Say(standings, hits)));
        if (best.StandsAlone)
        {
            signals.Add(Signal.Alike(Info, "stands-alone", Family.Intelligence, best.Worth, Standing.AloneFrom, 0,
                () => Sentence.Of($"it is worth {best.Worth:0.##} of 1, by trust, sureness and age, and covers nobody else: it stands alone")));
        }
        else if (!best.Marks.IsEmpty)
        {
            signals.Add(Signal.Alike(Info, "covers-others", Family.Intelligence, best.Marks.Length, 0, MarkedBits, () => Sentence.Of($"{best.Indicator.Text} is ").Then("", Joined(best.Marks))));
        }
    }

    static Sentence Say(ImmutableArray<Standing> standings, ImmutableArray<IndicatorHit> hits)
    {
        var best = standings[0];
        var said = Sentence.Of($"{best.Indicator.Text} stands in ").Then("", Entry(best.Indicator)).Then("", Sentence.Of($"; met {Quantity.Of(hits.Where(hit => hit.Indicator == best.Indicator).Sum(hit => hit.Count), "time")} {Where(hits)}"));
        said = best.Remarks.Aggregate(said, (sentence, remark) => sentence.Then("; ", Sentence.Of(remark)));
        said = standings.Skip(1).Take(MostOthers).Aggregate(said, (sentence, other) => sentence.Then("; also in ", Entry(other.Indicator)));
        return standings.Length <= 1 + MostOthers ? said : said.Then("", Sentence.Of($" and {Quantity.Of(standings.Length - 1 - MostOthers, "more list")}"));
    }

    /// <summary>Where an entry stands, and what is said of it there.</summary>
    static Sentence Entry(Indicator indicator)
    {
        var said = Sentence.Of($"{HostileText.Text(indicator.List)}, line {indicator.Line}");
        said = indicator.Threat.IsEmpty ? said : said.Then(" as ", Sentence.Of($"{indicator.Threat}"));
        said = indicator.Confidence is { } sure ? said.Then("", Sentence.Of($", {sure} % sure")) : said;
        said = indicator.Feed.Settings.Trust == Trust.High ? said : said.Then("", Sentence.Of($", a feed of {(indicator.Feed.Settings.Trust == Trust.Medium ? "medium" : "low")} trust"));
        return indicator.Reference.IsEmpty ? said : said.Then(" (", Sentence.Of($"{indicator.Reference})"));
    }

    static Sentence Joined(ImmutableArray<Sentence> marks) => marks.Skip(1).Aggregate(marks[0], (sentence, mark) => sentence.Then(", and ", mark));

    static string Where(ImmutableArray<IndicatorHit> hits) => string.Join(" and ", hits.Select(hit => hit.Place).Distinct().Order().Select(place => place switch
    {
        HitPlace.Question => "in questions",
        HitPlace.Answer => "in answers",
        HitPlace.Server => "as the server asked",
        _ => "as a name server",
    }));
}
