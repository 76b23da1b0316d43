using System.Diagnostics;
using System.Globalization;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Review;

/// <summary>The words of a review that its pages and its JSON have in common.</summary>
static class ReviewWords
{
    public static string Id(GapKind kind) => kind switch
    {
        GapKind.AsItIs => "as-it-is",
        GapKind.SourceAlone => "source-alone",
        GapKind.SourceMissing => "source-missing",
        GapKind.Threshold => "threshold",
        GapKind.Patch => "patch",
        _ => throw new UnreachableException(),
    };

    /// <summary>A time in full: who reads a review does so much later.</summary>
    public static string Time(DateTime? time, string absent = "not known") => time is { } some ? some.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : absent;

    /// <summary>How much earlier a file escalates with the patch.</summary>
    public static string Earlier(ReviewProofFile file) => !file.IsEarlier ? "no" : file.Before is { } before ? Span(before.At - file.After!.At) : "only so";

    /// <summary>When it escalates, with how well that is known.</summary>
    public static string Moment(EscalationMoment? moment) => moment is null ? "not at all" : Time(moment.At) + (moment.At.Millisecond > 0 ? moment.At.ToString(".fff", CultureInfo.InvariantCulture) : "") + (moment.Within > TimeSpan.FromSeconds(1) ? $" (at most {Figures.Duration(moment.Within)} earlier)" : "");

    /// <summary>By how much earlier, in words.</summary>
    public static string Earlier(DetectionGap gap, GapRow row) => row.Moment is null ? "never" : gap.AsItIs?.Moment is null ? "only so"
        : gap.Earlier(row) is not { } by || by == TimeSpan.Zero ? "the same" : by > TimeSpan.Zero ? $"{Span(by)} earlier" : $"{Span(-by)} later";

    static string Span(TimeSpan span) => span < TimeSpan.FromSeconds(1) ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (int)span.TotalMilliseconds)} ms") : Figures.Duration(span);

    /// <summary>Whether it stopped.</summary>
    public static Sentence Stopped(ReviewDocument review) => review.Verified switch
    {
        null => Sentence.Of("Whether it stopped is not known: nobody verified"),
        { Outcome: "proven" } verified => Sentence.Of($"Later evidence proves that it stopped, looked at from {Time(verified.Since)} UTC on"),
        { Outcome: "contradicted" } verified => Sentence.Of($"Later evidence contradicts that it stopped, looked at from {Time(verified.Since)} UTC on"),
        { } verified => Sentence.Of($"Later evidence does not prove that it stopped, looked at from {Time(verified.Since)} UTC on"),
    };
}
