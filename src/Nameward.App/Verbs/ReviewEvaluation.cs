using System.Collections.Immutable;
using System.Text;
using Nameward.Engine;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Evaluation;
using Nameward.Engine.Observations;
using Nameward.Engine.Reports.Review;

namespace Nameward.App.Verbs;

/// <summary>Proves the patch of a review as <c>evaluate</c> would: each file of the evidence that shows something of the case is labelled, and judged by itself without the patch and with it.</summary>
/// <param name="folder">Folder of the review, in which the table stands; null where none is written, and then the current one.</param>
/// <param name="site">The site file of this run; null where there is none.</param>
sealed class ReviewEvaluation(string? folder, string? site)
{
    /// <summary>The evaluation; null where no file can be labelled.</summary>
    /// <param name="findings">The findings of the case.</param>
    /// <param name="shares">What each source shows of them.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="before">The settings without it.</param>
    /// <param name="after">The settings with it.</param>
    public ReviewEvaluated? Of(ImmutableArray<TriageFinding> findings, ImmutableArray<SourceShare> shares, ReviewPatch patch, InvestigationSettings before, InvestigationSettings after)
    {
        var home = Path.Combine(folder ?? ".", ReviewFiles.Patch);
        var table = Path.Combine(home, PatchFiles.Truth);
        var truth = PatchFiles.TruthTable(findings, shares, path => path == "-" ? null : Path.GetRelativePath(Path.GetFullPath(home), Path.GetFullPath(CarveVerb.FileOf(path))).Replace('\\', '/'));
        var lines = TruthTable.Read(table, new StringReader(Encoding.UTF8.GetString(truth)));
        if (lines.IsEmpty)
        {
            return null;
        }
        var files = EvaluateOptions.Located(TruthFile.Gather([KeyValuePair.Create(table, lines)]));
        var (bare, patched) = (Evaluate(files, before), Evaluate(files, after));
        var timed = bare.Files.Zip(patched.Files, (one, other) => new ReviewProofFile(one.Path, one.Moment, other.Moment)).ToImmutableArray();
        return new(truth, bare, patched, new(timed, Command(table, home, patch), [.. Notes(timed, shares, patch)]));
    }

    static EvaluationDocument Evaluate(ImmutableArray<LabelledEvidence> files, InvestigationSettings settings) => new EvaluateRun(new() { Files = files, Settings = settings, When = true, Threads = settings.Threads, Quiet = true }).Document();

    string Command(string table, string home, ReviewPatch patch) => site is null
        ? $"nameward evaluate {table} --when --site {Path.Combine(home, PatchFiles.Site)}"
        : $"nameward evaluate {table} --when --site {site}{(patch.Indicators.IsEmpty ? "" : $" --intel {Path.Combine(home, PatchFiles.Indicators)}")}{(patch.Policy is null ? "" : $" --policy {Path.Combine(home, PatchFiles.Policy)}")}";

    IEnumerable<Sentence> Notes(ImmutableArray<ReviewProofFile> files, ImmutableArray<SourceShare> shares, ReviewPatch patch)
    {
        if (patch.IsEmpty)
        {
            yield return Sentence.Of("the patch is empty: both evaluations are the same");
        }
        if (site is not null && (!patch.Approved.IsEmpty || !patch.Networks.IsEmpty))
        {
            yield return Sentence.Of("the additions of patch/nameward.yaml have to stand in the site file first");
        }
        if (files.All(file => !file.IsEarlier) && !patch.IsEmpty)
        {
            yield return Sentence.Of("no file escalates earlier with the patch: either it escalates with its first message already, or what the patch adds speaks later than what told it");
        }
        yield return Sentence.Of($"{files.Length} of {shares.Select(share => share.Source).Distinct().Count()} sources that show something of the case are labelled; a list of the case's own names tells its return, and is no proof that another would be told");
    }
}

/// <summary>The table, both evaluations, and what they come to.</summary>
sealed record ReviewEvaluated(byte[] Truth, EvaluationDocument Before, EvaluationDocument After, ReviewProof Proof);
