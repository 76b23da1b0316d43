using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>
/// The technique: T1583.002, Acquire Infrastructure: DNS Server, of the tactic Resource Development. An acquisition leaves no trace inside a network, so what is told is which use of it is seen
/// (attack.mitre.org/techniques/T1583/002, "Detection").
/// </summary>
static class TechniqueRow
{
    const string Technique = "T1583.002";

    public static RunbookRow Of(TriageDocument document)
    {
        var watched = document.Watched();
        var acquired = watched.Where(finding => finding.Techniques.Contains(Technique)).ToImmutableArray();
        var seen = watched.SelectMany(finding => finding.Techniques.Select(technique => (technique, finding.Id))).GroupBy(pair => pair.technique, pair => pair.Id).OrderBy(group => group.Key, StringComparer.Ordinal);
        return new("technique", "Technique", null,
        [
            new()
            {
                Id = "use-of-technique",
                Asks = "Resource Development, T1583.002 Acquire Infrastructure: DNS Server",
                State = acquired.Length > 0 ? CheckState.Found : watched.Length > 0 ? CheckState.CannotTell : CheckState.Nothing,
                Found = [.. seen.Select(technique => Sentence.Of($"{technique.Key}: {string.Join(", ", technique)}"))],
                NotSeen = [Sentence.Of("how a server was acquired: that leaves no trace inside a network; its use is judged")],
                Findings = acquired.Ids(),
            },
        ]);
    }
}
