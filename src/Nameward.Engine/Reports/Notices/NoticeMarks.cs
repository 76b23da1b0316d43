using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Nameward.Engine.Cases;

namespace Nameward.Engine.Reports.Notices;

/// <summary>Something of which a receiver is told once: a finding known by its subject, or a decision without findings known by its clauses.</summary>
/// <param name="Key">By what it is known again, whatever number it has in a document.</param>
/// <param name="Rank">How grave it is: 1 watch, 2 escalate. What is graver than what was told is told again.</param>
/// <param name="Finding">The finding; null for a decision.</param>
public sealed record NoticeMark(string Key, int Rank, TriageFinding? Finding);

/// <summary>What of a triage there is to tell.</summary>
public static class NoticeMarks
{
    /// <summary>The rank of what escalates.</summary>
    public const int Escalate = 2;

    /// <summary>Findings of one notice; what is more goes into a notice of its own.</summary>
    public const int MostTogether = 100;

    const int Watch = 1;

    /// <summary>
    /// What there is to tell a channel, gravest first. Where it wants escalations alone, the findings that do not escalate are left out, unless the decision
    /// rests on none that does.
    /// </summary>
    /// <param name="document">The triage record.</param>
    /// <param name="on">The decisions that the channel wants: "watch", "escalate".</param>
    public static ImmutableArray<NoticeMark> Of(TriageDocument document, ImmutableArray<string> on)
    {
        var decision = document.Decision.Decision;
        if (!on.Contains(decision))
        {
            return [];
        }
        var rank = decision == "escalate" ? Escalate : Watch;
        var watched = Ranking.Watched(document);
        var grave = watched.Any(Ranking.Escalates);
        var told = grave && !on.Contains("watch") ? watched.Where(Ranking.Escalates) : watched;
        ImmutableArray<NoticeMark> marks = [.. told.Select(finding => new NoticeMark(KeyOf(finding), Ranking.Escalates(finding) ? Escalate : grave ? Watch : rank, finding)).DistinctBy(mark => mark.Key)];
        return marks.IsEmpty ? [new("decision:" + Sum([.. document.Decision.Clauses.Select(clause => clause.Id).Order(StringComparer.Ordinal)]), rank, null)] : marks;
    }

    /// <summary>By what a finding is known again: its subject. Its number and its bits change from one triage to the next.</summary>
    internal static string KeyOf(TriageFinding finding)
    {
        var subject = finding.Subject;
        return "finding:" + Sum(
        [
            subject.Client?.Raw ?? "", subject.Zone?.Raw ?? "", subject.Server?.Raw ?? "", subject.Port?.ToString(CultureInfo.InvariantCulture) ?? "", subject.Process?.Raw ?? "",
            .. subject.Zones.Select(zone => zone.Raw).Where(_ => subject.Zone is null).Order(StringComparer.Ordinal),
        ]);
    }

    // Each text with its length before it, so that no two lists of texts are written alike.
    static string Sum(string[] texts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(texts.Select(text => string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}"))))).AsSpan(0, 16));
}
