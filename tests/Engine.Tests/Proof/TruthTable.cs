using System.Globalization;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Tests.Proof;

/// <summary>The walk as a table in Markdown, with its sum below.</summary>
static class TruthTable
{
    const int MostOthers = 4;

    static readonly string[] Head =
        ["path", "client", "subject", "label", "tool", "payload", "decision", "level", "bits", "queries", "first escalation: query / seconds / bytes", "other findings"];

    public static IEnumerable<string> Render(TruthWalk walk) =>
        [Line(Head), Line(Head.Select(_ => "---")), .. walk.Rows.Select(row => Line(Fields(row))), "", .. Summary(walk)];

    /// <summary>One line for each sum.</summary>
    public static IEnumerable<string> Summary(TruthWalk walk)
    {
        var must = walk.Rows.Where(row => row.MustBeFound).ToList();
        var others = walk.Rows.Where(row => !row.MustBeFound && !row.Line.IsBenign).ToList();
        var benign = walk.Benign;
        yield return Say($"channels and servers that must be found: {must.Count(row => row.IsFound)} of {must.Count}; others, smaller or of another kind: {others.Count(row => row.IsFound)} found, {others.Count(row => row.Escalates)} of {others.Count} escalate");
        yield return Say($"benign: {benign.Files} files, {benign.ClientDays:N0} client-days ({benign.DistinctClientDays:N0} distinct in their folders), {benign.Escalations} escalations, {benign.Watched} findings to watch");
        yield return benign.Escalations > 0 ? "bound of false escalations: none, there are some"
            : Say($"false escalations below {Bound(benign.ClientDays)}; {Bound(benign.DistinctClientDays)} distinct");
        yield return Say($"labelled files of formats that are not read: {walk.Unread.Count}");
    }

    // With no event in N chances the rate is below 3/N with 95 % confidence (Hanley and Lippman-Hand 1983).
    static string Bound(long chances) => Say($"{3.0 / chances:G2} for each client and day (3/N, N = {chances:N0})");

    static IEnumerable<string> Fields(TruthRow row)
    {
        var line = row.Line;
        yield return line.Path;
        yield return string.Join(' ', line.Clients);
        yield return line.Subject;
        yield return line.Label;
        yield return line.Tool;
        yield return line.PayloadBytes is { } bytes ? Say($"{bytes}") : "";
        yield return (row.MustBeFound ? row.IsFound : !line.IsBenign || !row.Escalates) ? row.Decision : row.Decision + " WRONG";
        yield return row.Finding?.Level ?? "";
        yield return row.Finding is { } finding ? Say($"{finding.Bits:F2}") : "";
        yield return line.SubjectName() is null ? "" : Say($"{row.Queries}");
        yield return row.Finding is { FirstEscalation: { } first } found ? Say($"{first.Query} / {(first.Time - found.FirstSeen)?.TotalSeconds:F1} / {first.PayloadBytes}") : "";
        yield return Others([.. row.OtherFindings]);
    }

    static string Others(TriageFinding[] findings) =>
        string.Join("; ", findings.Take(MostOthers).Select(Name)) + (findings.Length > MostOthers ? Say($"; {findings.Length - MostOthers} more") : "");

    static string Name(TriageFinding finding) => Say($"{finding.Level} {finding.Bits:F2} {Raw(finding.Subject.Client)} {Raw(finding.Subject.Zone)}");

    static string Raw(HostileText? text) => text?.Raw ?? "";

    static string Line(IEnumerable<string> fields) => $"| {string.Join(" | ", fields.Select(field => field.Replace("|", "\\|", StringComparison.Ordinal)))} |";

    static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
