using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>Judges the evidence again in all ways that a review tells: by source, by threshold, and with the patch.</summary>
/// <param name="replay">Judges it.</param>
/// <param name="settings">By what it is judged as it is.</param>
/// <param name="whole">The triage of it as it is.</param>
public sealed class ReviewReplay(GapReplay replay, ReviewSettings settings, TriageDocument whole)
{
    /// <summary>The gap, the patch with what proved to be of use, and the settings with that patch.</summary>
    /// <param name="patch">What is proposed but for the policy.</param>
    /// <param name="feed">The list of indicators of the patch, as its file reads; null where there is none.</param>
    /// <param name="ofCase">The findings of the case.</param>
    public ReviewReplayed Run(ReviewPatch patch, IndicatorFeed? feed, ImmutableArray<TriageFinding> ofCase)
    {
        var asItIs = replay.Run(GapVariant.AsItIs(settings), whole);
        var rows = GapVariant.OfSources(whole, settings).Select(replay.Run).ToList();
        var lower = GapVariant.OfThreshold(ofCase, settings);
        var lowered = lower is null ? null : replay.Run(lower);
        rows.AddRange(lowered is null ? [] : [lowered]);
        patch = patch.With(lower, lowered, new(asItIs, [], 0, []));
        var parts = Parts(patch, feed);
        var all = parts.Aggregate(settings, (by, part) => part.Of(by));
        rows.AddRange(parts.Count < 2 ? [] : parts.Select(part => replay.Run(new(GapKind.Patch, part.Id, Sentence.Of(part.Words), part.Of(settings)))));
        rows.AddRange(parts.Count == 0 ? [] : [replay.Run(new(GapKind.Patch, parts.Count == 1 ? parts[0].Id : "all", parts.Count == 1 ? Sentence.Of(parts[0].Words) : Sentence.Of("with all of the patch"), all))]);
        return new(new(asItIs, [.. rows], replay.Count + 1, [.. Notes()]), patch, all);
    }

    static List<PatchPart> Parts(ReviewPatch patch, IndicatorFeed? feed)
    {
        var parts = new List<PatchPart>();
        if (feed is not null)
        {
            parts.Add(new("indicators", "with the indicators of the case on a list", by => by with { Indicators = new([.. by.Indicators.All, feed]) }));
        }
        if (!patch.Approved.IsEmpty || !patch.Networks.IsEmpty)
        {
            parts.Add(new("site-file", "with the additions to the site file", by => by with { Site = Patched(by.Site, patch) }));
        }
        if (patch.Policy is { } policy)
        {
            parts.Add(new("policy", "with the clause of the patch", by => by with { Policy = policy }));
        }
        return parts;
    }

    static SiteFacts Patched(SiteFacts site, ReviewPatch patch) => site with
    {
        ApprovedServers = patch.Approved.IsEmpty ? site.ApprovedServers : [.. patch.Approved.Select(server => Network.Of(server.Server, server.Server.IsV4 ? 32 : 128))],
        Networks = patch.Networks.IsEmpty ? site.Networks : [.. patch.Networks.Select(network => network.Network)],
    };

    IEnumerable<Sentence> Notes()
    {
        if (whole.Evidence.Select(source => source.Format).OfType<string>().Distinct().Count() is var formats && formats < 2)
        {
            yield return Sentence.Of("the evidence has one format: no source can be left out");
        }
        else if (formats > GapVariant.MostFormats)
        {
            yield return Sentence.Of($"of {Quantity.Of(formats, "format")} those {GapVariant.MostFormats} of most records were left out and left alone");
        }
        if (whole.Evidence.All(source => source.From is null))
        {
            yield return Sentence.Of("the evidence carries no time: when it escalates cannot be told");
        }
    }

    sealed record PatchPart(string Id, string Words, Func<ReviewSettings, ReviewSettings> Of);
}

/// <summary>What was judged again.</summary>
/// <param name="Gap">When what would have told it.</param>
/// <param name="Patch">What is proposed, and proved to be of use where that can be.</param>
/// <param name="Patched">The settings with it.</param>
public sealed record ReviewReplayed(DetectionGap Gap, ReviewPatch Patch, ReviewSettings Patched);
