using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Nameward.Engine.Cases;
using Nameward.Engine.Cases.Reviewing;
using Nameward.Engine.Intelligence;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Review;

/// <summary>The patch of a review as files that the program itself reads: a site file, a list of indicators, a policy, and the table by which an evaluation proves them.</summary>
public static class PatchFiles
{
    /// <summary>Names of the files.</summary>
    public const string Site = "nameward.yaml", Indicators = "indicators.txt", Policy = "policy.yaml", Truth = "TRUTH.tsv";

    const string FeedName = "reviewed-case";

    /// <summary>The site file: only what the site does not say yet.</summary>
    public static byte[] SiteFile(ReviewPatch patch)
    {
        var text = new StringBuilder("# Additions to the site file, proposed by nameward review. Correct them, take them over, and let nameward check look them through.\n");
        Values(text, "networks:\n", "  ", patch.Networks.Select(network => (network.Network.ToString(), network.Text)));
        Values(text, "servers:\n  approved:\n", "    ", patch.Approved.Select(server => (server.Server.ToString(), server.Text)));
        text.Append(patch.Indicators.IsEmpty ? "" : $"feeds: [ {{ name: {FeedName}, file: {Indicators}, trust: high }} ]\n");
        text.Append(patch.Policy is null ? "" : $"policy: {Policy}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>The list of indicators, one value a line; what is no plain name or address stands in a comment.</summary>
    public static byte[] IndicatorFile(ReviewPatch patch)
    {
        var text = new StringBuilder("# Indicators of a reviewed case, raw. Do not open them.\n");
        foreach (var block in patch.Indicators)
        {
            var value = EscapeList.Value(block.Value);
            text.Append(CultureInfo.InvariantCulture, $"# {EscapeList.Comment(block.Reason)}\n{(value is null ? $"# not listed, not a plain name or address: {EscapeList.Comment(block.Value)}" : value)}\n");
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>The list as a run reads it; null where there is nothing in it.</summary>
    public static IndicatorFeed? Feed(ReviewPatch patch) => patch.Indicators.IsEmpty ? null : IndicatorFeed.Read(FeedName, IndicatorFile(patch), out _);

    /// <summary>The policy with the clause that is proposed; null where none is.</summary>
    public static byte[]? PolicyFile(ReviewPatch patch) => patch.Policy is { } policy && patch.Clause is { } clause
        ? PolicyYaml.Render(new PolicyDocument(policy, policy.Clauses.ToImmutableDictionary(one => one.Id, one => one.Id == clause.Id ? "the review" : "the policy in force"), [], [])) : null;

    /// <summary>The table of what is known of each file of the evidence; a line for each finding that a file shows.</summary>
    /// <param name="review">The findings.</param>
    /// <param name="shares">What each source shows of them.</param>
    /// <param name="pathOf">How the table names a file; null for a source that it cannot name.</param>
    public static byte[] TruthTable(ImmutableArray<TriageFinding> review, ImmutableArray<SourceShare> shares, Func<string, string?> pathOf)
    {
        var text = new StringBuilder("path\tclient\tsubject\tlabel\ttool\tstart\tend\tpayload_bytes\tnotes\n");
        foreach (var share in shares)
        {
            var finding = review.First(one => one.Id == share.Finding);
            var subject = finding.Subject.Zones.IsEmpty ? finding.Subject.Server : finding.Subject.Zones[0];
            if (pathOf(share.Path.Raw) is { } path && IsPlain(path) && subject is { } named && EscapeList.Value(named) is { } value)
            {
                var label = finding.Subject.Zones.IsEmpty ? "rogue-resolver" : "c2";
                text.AppendJoin('\t', path, share.ClientCount is 0 || share.ClientCount > share.Clients.Length ? "*" : string.Join(',', share.Clients), value, label, finding.Tool ?? "", Time(share.First), Time(share.Last), Payload(finding), $"{finding.Id} of the case").Append('\n');
            }
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    static string Payload(TriageFinding finding) => finding.Payload is { } payload ? (payload.UpBytes.Low + payload.DownBytes.Low).ToString(CultureInfo.InvariantCulture) : "";

    static string Time(DateTime? time) => time is { } some ? Clock.Rfc3339(some) : "";

    static bool IsPlain(string path) => path.Length > 0 && path != "-" && !path.Any(char.IsControl);

    static void Values(StringBuilder text, string key, string indent, IEnumerable<(string Value, Sentence Why)> values)
    {
        var all = values.ToList();
        text.Append(all.Count == 0 ? "" : key);
        foreach (var (value, why) in all)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}- \"{value}\"  # {EscapeList.Comment(why)}\n");
        }
    }
}
