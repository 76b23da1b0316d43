using System.Collections.Immutable;
using System.Diagnostics;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Blocks;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports;
using Nameward.Engine.Reports.Contain;
using Nameward.Engine.Reports.Review;
using Nameward.Engine.Verdicts;

namespace Nameward.App.Verbs;

/// <summary>One review from request to output.</summary>
/// <param name="request">What is asked of every verb that reads evidence; no sources where the evidence is gone.</param>
/// <param name="asked">The record, and what there is beside it.</param>
/// <param name="record">The same record as it was read.</param>
sealed class ReviewRun(EvidenceRequest request, ReviewRequest asked, RecordedCase record)
{
    /// <summary>What intelligence and baseline say.</summary>
    public required Knowledge Known { get; init; }
    /// <summary>Change requests; null where none were given.</summary>
    public required TicketBook? Tickets { get; init; }
    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }
    /// <summary>Whether evidence is judged again.</summary>
    public bool Replays { get; init; }
    /// <summary>Folder for the review; null for none.</summary>
    public string? Folder { get; init; }
    /// <summary>Evidence of the case that is not there any more.</summary>
    public ImmutableArray<string> Gone { get; init; } = [];
    /// <summary>What is wrong with the trail of the case; null where it is whole.</summary>
    public string? Problem { get; init; }

    /// <summary>Judges again, drafts, writes, prints.</summary>
    /// <returns>The exit status.</returns>
    public int Run()
    {
        var (clock, started) = (TimeProvider.System, Stopwatch.GetTimestamp());
        var (at, run) = (clock.GetUtcNow().UtcDateTime, new EvidenceRun(request));
        var isRead = Replays && !request.Evidence.Sources.IsEmpty;
        var read = isRead ? run.ReadOften(evidence => Judged(evidence, run.Settings)) : Unread(run.Settings);
        if (isRead)
        {
            run.RequireSomething(read.Evidence);
        }
        var proof = isRead ? new ReviewEvaluation(Folder, request.Site.Path).Of(asked.Findings, read.Seen, read.Patch, read.Before, read.After) : null;
        var review = new ReviewBuilder(read.Again is { } again ? asked with { Record = RecordedTriage.InOurWords(asked.Record, again) } : asked)
        {
            Bytes = RecordedTriage.Bytes(record, asked.Findings),
            Seen = read.Seen,
            Gap = read.Gap,
            Patch = read.Patch,
            Proof = proof?.Proof,
            NewestList = Known.Indicators.Feeds.Max(feed => feed.Made),
            Limits = [.. Limits(read)],
        }.Build(new(Product.Version, at, Math.Round(Stopwatch.GetElapsedTime(started).TotalSeconds, 3), asked.Record.Run.AsOf, run.Settings.CommandLine, read.Configuration));
        Write(review, proof);
        return run.Status(ExitStatus.Done);
    }

    ReviewReading Judged(IEvidence evidence, InvestigationSettings shared)
    {
        var own = shared with { Indicators = Known.Indicators, Normal = Known.Normal, Policy = Policy, Site = shared.Site with { Tickets = Tickets } };
        var settings = new ReviewSettings(own.Site, own.Policy, own.Indicators);
        TriageDocument Triage(IEvidence part, ReviewSettings by, Func<IObservationSink>? more = null) =>
            new Investigation(own with { Site = by.Site, Policy = by.Policy, Indicators = by.Indicators }, TimeProvider.System).Triage(part, more);
        var shares = new ReviewShares(asked.Findings);
        var whole = Triage(evidence, settings, shares.Sink);
        var proposal = own.Site.ApprovedServers is null || own.Site.Networks.IsEmpty ? new Investigation(own, TimeProvider.System).Census(evidence).SiteProposal : null;
        var replay = new ReviewReplay(new(evidence, asked.Findings, (part, by) => Triage(part, by)), settings, whole);
        var proposed = ReviewPatch.Of(Contained(), asked.Findings, own.Site, proposal);
        var (gap, patch, after) = replay.Run(proposed, PatchFiles.Feed(proposed), asked.Findings);
        return new(whole.Evidence, shares.Of(whole.Evidence), gap, patch, whole.Run.ConfigurationSha256)
        {
            Again = whole,
            Unsearched = shares.Unsearched,
            Before = own,
            After = own with { Site = after.Site, Policy = after.Policy, Indicators = after.Indicators },
        };
    }

    ReviewReading Unread(InvestigationSettings shared)
    {
        var because = Replays ? "the evidence is not there any more, so that nothing could be judged again" : "the evidence was not judged again, as was asked";
        return new([], [], DetectionGap.None(Sentence.Of(because)), ReviewPatch.Of(Contained(), asked.Findings, shared.Site, proposal: null), asked.Record.Run.ConfigurationSha256)
        {
            Before = shared,
            After = shared,
        };
    }

    ContainedCase? Contained() => asked.Findings.Any(finding => finding.Level is "critical" or "high") ? RecordedContainment.Of(record, []) : null;

    IEnumerable<Sentence> Limits(ReviewReading read)
    {
        if (!Gone.IsEmpty)
        {
            yield return Sentence.Of($"{HostileText.Joined(Gone.Select(HostileText.Text))}: not there any more, so not judged again; name the evidence: nameward review CASE PATH");
        }
        if (Problem is { } problem)
        {
            yield return Sentence.Of($"the trail of the case is not whole, {problem}: what it tells is not certain");
        }
        if (asked.File is null)
        {
            yield return Sentence.Of("the case is of a folder and of no store: who did what, and when, is not known");
        }
        if (read.Gap.AsItIs is not null && read.Configuration != asked.Record.Run.ConfigurationSha256)
        {
            yield return Sentence.Of("the settings of this run are not those by which the case was judged: site file, lists or policy have changed since, or were not named here");
        }
        foreach (var id in read.Unsearched)
        {
            yield return Sentence.Of($"{id} names no zone and no address of a server, so that the sources are not searched for it");
        }
    }

    void Write(ReviewDocument review, ReviewEvaluated? proof)
    {
        var defang = new SuffixDefang(PublicSuffixes.Shipped);
        if (Folder is { } folder)
        {
            WholeFolder.Write(folder, ReviewFiles.Of(review, defang, proof?.Truth, proof?.Before, proof?.After));
        }
        switch (request.Format)
        {
            case OutputFormat.Json:
                Screen.WriteData(ReviewJson.Line(review));
                break;
            case OutputFormat.Html:
                Screen.WriteData(ReviewHtml.Render(review, defang));
                break;
            case OutputFormat.Markdown:
                Screen.WriteData(ReviewMarkdown.Render(review, defang));
                break;
            default:
                Print(review);
                break;
        }
    }

    void Print(ReviewDocument review)
    {
        if (!request.Quiet)
        {
            var screen = Screen.ForOutput(request.NoColor);
            screen.Write(TerminalReview.Render(review, screen.WithSuffixes() with { WrittenTo = Folder }));
        }
    }
}

/// <summary>What was judged again.</summary>
/// <param name="Evidence">The sources; none where nothing was.</param>
/// <param name="Seen">What each shows.</param>
/// <param name="Gap">When what would have told it.</param>
/// <param name="Patch">What is proposed.</param>
/// <param name="Configuration">Sum of the settings.</param>
sealed record ReviewReading(ImmutableArray<TriageEvidence> Evidence, ImmutableArray<SourceShare> Seen, DetectionGap Gap, ReviewPatch Patch, string Configuration)
{
    /// <summary>The triage of all of it; null where it was not judged again.</summary>
    public TriageDocument? Again { get; init; }
    /// <summary>Ids of findings that the sources cannot be searched for.</summary>
    public ImmutableArray<string> Unsearched { get; init; } = [];
    /// <summary>The settings without the patch.</summary>
    public required InvestigationSettings Before { get; init; }
    /// <summary>The settings with it.</summary>
    public required InvestigationSettings After { get; init; }
}
