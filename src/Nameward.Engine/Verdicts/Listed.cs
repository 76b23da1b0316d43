using System.Collections.Immutable;
using System.Globalization;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Verdicts;

/// <summary>
/// The answers to the second and fourth question: are known domains of adversaries asked for, and do servers stand in threat intelligence? "Yes" needs a match that
/// stands alone; one that does not leaves the question open. "No" names the feeds, and how old they are.
/// </summary>
static class Listed
{
    const int MostReasons = 5, MostFeeds = 5;

    const string IndicatorNames = "an indicator list with domain names: --intel FILE, or nameward intel import";
    const string IndicatorNetworks = "an indicator list with addresses: --intel FILE, or nameward intel import";
    const string Confirmation = "somebody who knows the entry: who listed it, when, and for what (nameward intel lookup)";

    /// <summary>The second question.</summary>
    public static Answered Domains(ImmutableArray<Finding> findings, Scene scene) => Matched(QuestionId.KnownC2Domains, findings) ?? (scene.Indicators.Names == 0
        ? new(QuestionId.KnownC2Domains, Answer.CannotTell, [Sentence.Of(scene.Indicators.IsEmpty ? "no indicator list was given" : "the lists hold no domain names")], [], [IndicatorNames])
        : new(QuestionId.KnownC2Domains, Answer.No, [NoMatch(scene, scene.Indicators.Names, "domains", feed => feed.Pack.Counts.Names)], FindingsOf(QuestionId.KnownC2Domains, findings), []));

    /// <summary>The fourth question.</summary>
    public static Answered Servers(ImmutableArray<Finding> findings, Scene scene) => Matched(QuestionId.ServersInThreatIntelligence, findings) ?? (scene.Indicators.Networks, scene.Census.Servers.Length) switch
    {
        (0, _) => new(QuestionId.ServersInThreatIntelligence, Answer.CannotTell,
            [Sentence.Of(scene.Indicators.IsEmpty ? "no indicator list was given" : "the lists hold no addresses")], [], [IndicatorNetworks]),
        (_, 0) => new(QuestionId.ServersInThreatIntelligence, Answer.CannotTell, [Sentence.Of("the evidence names no servers")], [], ["a capture or a log that names the servers asked"]),
        _ => new(QuestionId.ServersInThreatIntelligence, Answer.No, [NoMatch(scene, scene.Indicators.Networks, "addresses and prefixes", feed => feed.Pack.Counts.Networks)],
            FindingsOf(QuestionId.ServersInThreatIntelligence, findings), []),
    };

    /// <summary>The answer where something matched that counts; null where nothing did.</summary>
    static Answered? Matched(QuestionId question, ImmutableArray<Finding> findings)
    {
        var matched = findings.Where(finding => Questions.AnsweredBy(finding) == question).ToList();
        var alone = matched.Where(finding => finding.Level >= Level.High).ToList();
        var hints = matched.Where(finding => finding.Level == Level.Medium).ToList();
        return (alone.Count, hints.Count) switch
        {
            ( > 0, _) => new(question, Answer.Yes, Reasons(alone), [.. alone.Select(finding => finding.Id)], []),
            (_, > 0) => new(question, Answer.CannotTell, [.. Reasons(hints).Select(reason => Sentence.Of("not proved: ").Then("", reason))], [.. hints.Select(finding => finding.Id)], [Confirmation]),
            _ => null,
        };
    }

    static ImmutableArray<Sentence> Reasons(List<Finding> findings) => [.. findings.Take(MostReasons).SelectMany(finding => finding.Weighing.Signals.Where(IsReason).Select(signal => signal.Text))];

    /// <summary>What the lists say, and why it does not stand alone.</summary>
    static bool IsReason(Signal signal) => signal.Value is not null && !signal.Settles && signal.Id != "stands-alone";

    /// <summary>Matches that are for the record, because they are old or of little trust.</summary>
    static ImmutableArray<string> FindingsOf(QuestionId question, ImmutableArray<Finding> findings) => [.. findings.Where(finding => Questions.AnsweredBy(finding) == question).Select(finding => finding.Id)];

    static Sentence NoMatch(Scene scene, long entries, string what, Func<IndicatorFeed, long> count)
    {
        var feeds = scene.Indicators.Feeds.Where(feed => count(feed) > 0).ToList();
        var said = Sentence.Of($"{Quantity.Of(feeds.Count, "list")}, {Quantity.Count(entries)} {what}, no match that counts: ");
        said = feeds.Take(MostFeeds).Select((feed, index) => (feed, index)).Aggregate(said, (sentence, next) => sentence.Then(next.index == 0 ? "" : "; ", AgeOf(next.feed)));
        return feeds.Count <= MostFeeds ? said : said.Then("; ", Sentence.Of($"{Quantity.Of(feeds.Count - MostFeeds, "more list")}"));
    }

    static Sentence AgeOf(IndicatorFeed feed) => Sentence.Of(
        $"{HostileText.Text(feed.Name)}, {(feed.Made is { } made ? "of " + made.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "of an age that is not told")}{(feed.Fault is null ? "" : ", and could not be renewed since")}");
}
