using System.Collections.Immutable;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Reports.Notices;

namespace Nameward.Engine.Reports.Review;

/// <summary>The files of a review: its pages, its record, the findings in the forms of other systems, and the patch.</summary>
public static class ReviewFiles
{
    /// <summary>Folder of the patch.</summary>
    public const string Patch = "patch";

    /// <summary>Names of ours, and the bytes of each.</summary>
    /// <param name="review">The review.</param>
    /// <param name="defang">How names are bracketed.</param>
    /// <param name="truth">The table of what is known of the evidence; null where nothing is labelled.</param>
    /// <param name="before">The evaluation without the patch; null where none was made.</param>
    /// <param name="after">The same with it.</param>
    public static IEnumerable<(string Name, Func<ReadOnlyMemory<byte>> Render)> Of(ReviewDocument review, IDefang defang, byte[]? truth, EvaluationDocument? before, EvaluationDocument? after)
    {
        ImmutableArray<(string Name, Func<byte[]?> Render)> all =
        [
            ("review.json", () => ReviewJson.Indented(review)),
            ("review.html", () => ReviewHtml.Render(review, defang)),
            ("review.md", () => ReviewMarkdown.Render(review, defang)),
            ("attack-layer.json", () => NavigatorLayer.Render(review)),
            ("findings.csv", () => FindingsCsv.Render(review)),
            ("findings-ecs.ndjson", () => Events(review, defang, "ecs")),
            ("findings-ocsf.ndjson", () => Events(review, defang, "ocsf")),
            ("indicators.csv", () => FindingsCsv.Indicators(review)),
            ($"{Patch}/{PatchFiles.Site}", () => PatchFiles.SiteFile(review.Patch)),
            ($"{Patch}/{PatchFiles.Indicators}", () => review.Patch.Indicators.IsEmpty ? null : PatchFiles.IndicatorFile(review.Patch)),
            ($"{Patch}/{PatchFiles.Policy}", () => PatchFiles.PolicyFile(review.Patch)),
            ($"{Patch}/{PatchFiles.Truth}", () => truth),
            ($"{Patch}/evaluation-before.json", () => before is null ? null : EvaluationJson.Line(before)),
            ($"{Patch}/evaluation-after.json", () => after is null ? null : EvaluationJson.Line(after)),
        ];
        return all.Select(file => (file.Name, Content: file.Render())).Where(file => file.Content is not null).Select(file => (file.Name, (Func<ReadOnlyMemory<byte>>)(() => file.Content)));
    }

    /// <summary>The findings as events, the same whenever they are written: by the time at which the case was judged.</summary>
    internal static byte[] Events(ReviewDocument review, IDefang defang, string form)
    {
        var at = review.Record.Run.AsOf ?? review.Record.Run.Started;
        var notice = new Notice { Document = review.Record, Id = Notice.IdOf("review", review.Findings.Select(NoticeMarks.KeyOf), at), At = at, Channel = "review", Findings = review.Findings, Case = review.Case };
        return NoticeForm.Of(form).Whole(notice, defang);
    }
}
