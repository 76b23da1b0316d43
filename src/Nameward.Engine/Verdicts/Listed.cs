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
    const string Fresh = "a list that is renewed: nameward intel update, or a newer --intel FILE";
    const string Confirmation = "somebody who knows the entry: who listed it, when, and for what (nameward intel lookup)";

    /// <summary>The second question.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="scene">What was seen.</param>
    /// <param name="hole">What of the evidence is missing; null for nothing.</param>
    public static Answered Domains(ImmutableArray<Finding> findings, Scene scene, Hole? hole) => By(QuestionId.KnownC2Domains, findings,
        Open(scene, IndicatorKind.Name, "domain names", IndicatorNames) ?? (scene.Seen.ZoneNumberEnd == 0 ? (Sentence.Of("the evidence shows no names that were asked for"), "a capture or a log that shows the names asked for") : Incomplete(hole)),
        () => NoMatch(scene, Quantity.Of(scene.Indicators.Names, "domain"), feed => feed.Pack.Counts.Names));

    /// <summary>The fourth question.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="scene">What was seen.</param>
    /// <param name="hole">What of the evidence is missing; null for nothing.</param>
    public static Answered Servers(ImmutableArray<Finding> findings, Scene scene, Hole? hole) => By(QuestionId.ServersInThreatIntelligence, findings,
        Open(scene, IndicatorKind.Network, "addresses", IndicatorNetworks) ?? (scene.Census.Servers.Length == 0 ? (Sentence.Of("the evidence names no servers"), "a capture or a log that names the servers asked") : Incomplete(hole)),
        () => NoMatch(scene, Quantity.Count(scene.Indicators.Networks) + (scene.Indicators.Networks == 1 ? " address or prefix" : " addresses and prefixes"), feed => feed.Pack.Counts.Networks));

    /// <summary>The answer: by what matched, else by whether a match would have been seen.</summary>
    static Answered By(QuestionId question, ImmutableArray<Finding> findings, (Sentence Why, string Missing)? open, Func<Sentence> noMatch)
    {
        var matched = findings.Where(finding => Questions.AnsweredBy(finding) == question).ToList();
        var (alone, hints) = (matched.Where(finding => finding.Level >= Level.High).ToList(), matched.Where(finding => finding.Level == Level.Medium).ToList());
        var otherwise = open is null ? Answer.No : Answer.CannotTell;
        return (Answered.By(question, matched.Count == 0 ? null : matched.Max(finding => finding.Level), otherwise), hints.Count) switch
        {
            (Answer.Yes, _) => new(question, Answer.Yes, Reasons(alone), [.. alone.Select(finding => finding.Id)], []) { Otherwise = otherwise },
            (_, > 0) => new(question, Answer.CannotTell, [.. Reasons(hints).Select(reason => Sentence.Of("not proved: ").Then("", reason))], [.. hints.Select(finding => finding.Id)], [Confirmation]) { Otherwise = otherwise },
            (Answer.No, _) => new(question, Answer.No, [noMatch()], [.. matched.Select(finding => finding.Id)], []) { Otherwise = otherwise },
            _ => new(question, Answer.CannotTell, [open!.Value.Why], [.. matched.Select(finding => finding.Id)], [open.Value.Missing]) { Otherwise = otherwise },
        };
    }

    /// <summary>Why the lists could show no match: there is none, none holds such entries, or all are older than an entry of theirs counts for.</summary>
    static (Sentence Why, string Missing)? Open(Scene scene, IndicatorKind kind, string what, string missing)
    {
        var feeds = scene.Indicators.Feeds.Where(feed => (kind == IndicatorKind.Name ? feed.Pack.Counts.Names : feed.Pack.Counts.Networks) > 0).ToList();
        return scene.Indicators.IsEmpty ? (Sentence.Of("no indicator list was given"), missing)
            : feeds.Count == 0 ? (Sentence.Of($"the lists hold no {what}"), missing)
            : feeds.TrueForAll(feed => IsExpired(feed, kind, scene)) ? (Sentence.Of($"every list of {what} is older than its entries count for: ").Then("", AgeOf(feeds[0])), Fresh) : null;
    }

    /// <summary>Whether no entry of a feed counts any more at the end of the evidence: its publisher stood by it too long ago, and nobody confirmed any since.</summary>
    static bool IsExpired(IndicatorFeed feed, IndicatorKind kind, Scene scene)
    {
        var lifetime = feed.Settings.Expires ?? TimeSpan.FromDays(kind == IndicatorKind.Name ? Standing.DaysOfName : Standing.DaysOfAddress);
        var last = scene.Sources.Max(source => source.To);
        return last - feed.Made >= lifetime && feed.Sightings.Values.All(seen => last - seen >= lifetime);
    }

    static (Sentence Why, string Missing)? Incomplete(Hole? hole) => hole is null ? null : (hole.Why, Hole.Missing);

    static ImmutableArray<Sentence> Reasons(List<Finding> findings) => [.. findings.Take(MostReasons).SelectMany(finding => finding.Weighing.Signals.Where(IsReason).Select(signal => signal.Text))];

    /// <summary>What the lists say, and why it does not stand alone.</summary>
    static bool IsReason(Signal signal) => signal.Value is not null && !signal.Settles && signal.Id != "stands-alone";

    static Sentence NoMatch(Scene scene, string entries, Func<IndicatorFeed, long> count)
    {
        var feeds = scene.Indicators.Feeds.Where(feed => count(feed) > 0).ToList();
        var said = Sentence.Of($"{Quantity.Of(feeds.Count, "list")}, {entries}, no match that counts: ");
        said = feeds.Take(MostFeeds).Select((feed, index) => (feed, index)).Aggregate(said, (sentence, next) => sentence.Then(next.index == 0 ? "" : "; ", AgeOf(next.feed)));
        return feeds.Count <= MostFeeds ? said : said.Then("; ", Sentence.Of($"{Quantity.Of(feeds.Count - MostFeeds, "more list")}"));
    }

    static Sentence AgeOf(IndicatorFeed feed) => Sentence.Of(
        $"{HostileText.Text(feed.Name)}, {(feed.Made is { } made ? "of " + made.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "of an age that is not told")}{(feed.Fault is null ? "" : ", and could not be renewed since")}");
}
