using System.Collections.Immutable;
using Nameward.Engine.Findings;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Runbooks;

/// <summary>"Additional Analysis Steps for L1": indicators, new registrations, change requests, tunnelling, anomalies.</summary>
static class FirstLevelRow
{
    const int MostTold = 5;

    /// <summary>What carries data in its traffic, by technique: application layer protocol DNS, protocol tunnelling, exfiltration over another protocol.</summary>
    static readonly ImmutableArray<string> Carrying = ["T1071.004", "T1572", "T1048"];

    public static RunbookRow Of(TriageDocument document) =>
        new("level-1", "Additional analysis steps for level 1", 1, [Indicators(document), Registrations(document), Changes(document), Tunnelling(document), Anomalies(document)]);

    static RunbookCheck Indicators(TriageDocument document)
    {
        var questions = document.Questions.Where(question => question.Id is "known-c2-domains" or "servers-in-threat-intelligence").ToList();
        var listed = document.Watched().Where(finding => finding.Signals.Any(signal => signal is { Detector: "indicator-match", Bits: > 0 })).ToImmutableArray();
        return new()
        {
            Id = "correlate-indicators",
            Asks = "Correlate with known indicators of compromise",
            State = listed.Length > 0 || questions.Exists(question => question.Answer == "yes") ? CheckState.Found
                : questions.Exists(question => question.Answer == "cannot-tell") ? CheckState.CannotTell : CheckState.Nothing,
            Found = [.. questions.SelectMany(question => question.Reasons).Take(MostTold)],
            NotSeen = [.. questions.SelectMany(question => question.Missing).Distinct().Select(missing => Sentence.Of(missing))],
            Next = listed.Length > 0 && listed[0].Subject is { } subject && (subject.Server ?? subject.Zone) is { } entry
                ? [new(1, Sentence.Of("see who lists it, since when and for what"), Sentence.Of($"nameward intel lookup {entry}"))] : [],
            Findings = listed.Ids(),
        };
    }

    static RunbookCheck Registrations(TriageDocument document)
    {
        var watched = document.Watched();
        var lately = watched.Where(finding => finding.Signals.Any(signal => signal is { Detector: "registered-lately", Bits: > 0 })).ToImmutableArray();
        var parts = watched.SelectMany(finding => finding.Reputations).SelectMany(zone => zone.Parts.Where(part => part.Id == "registered").Select(part => (zone.Zone, Part: part))).DistinctBy(pair => pair.Zone).ToList();
        var unknown = parts.Where(pair => pair.Part.Score is null).ToList();
        return new()
        {
            Id = "newly-registered",
            Asks = "Check for newly registered domains",
            State = lately.Length > 0 ? CheckState.Found : unknown.Count > 0 || parts.Count == 0 ? CheckState.CannotTell : CheckState.Nothing,
            Found = [.. parts.Where(pair => pair.Part.Score is not null).Take(MostTold).Select(pair => Sentence.Of($"{pair.Zone}").Then(": ", pair.Part.Text))],
            NotSeen = unknown.Count > 0 ? [.. unknown.Take(MostTold).Select(pair => Sentence.Of($"when {pair.Zone} was registered"))]
                : parts.Count == 0 ? [Sentence.Of("no zone is suspect, and of others no registration is looked at")] : [],
            Next = unknown.Count > 0 ? [new(1, Sentence.Of("bring registration data (RDAP answers) or a list of newly registered domains"), Sentence.Of("nameward triage PATH --intel newly-registered=FILE"))] : [],
            Findings = lately.Ids(),
        };
    }

    static RunbookCheck Changes(TriageDocument document)
    {
        var changes = document.Changes.Where(change => !change.IsRoutine).ToList();
        var open = changes.Where(IsUnapproved).ToList();
        var seesChanges = document.Coverage.Sources.Any(source => source is { Source: "configuration changes", Present: true });
        return new()
        {
            Id = "validate-changes",
            Asks = "Validate change requests",
            State = open.Count > 0 ? CheckState.Found : !seesChanges || document.Tickets is null ? CheckState.CannotTell : CheckState.Nothing,
            Found = [.. changes.Count > 0 ? [Counted(changes)] : ImmutableArray<Sentence>.Empty, .. open.Take(MostTold).Select(Told)],
            NotSeen = [.. seesChanges ? [] : ImmutableArray.Create(Sentence.Of("no source states changes of configuration")), .. document.Tickets is null ? [Sentence.Of("no change requests were given: which changes were approved is not known")] : ImmutableArray<Sentence>.Empty],
            Next = open.Count > 0 ? [new(1, Sentence.Of("ask whoever made them, and the owner of the server"), null)] : document.Tickets is null ? [new(1, Sentence.Of("bring the change requests of these days"), Sentence.Of("nameward triage PATH --tickets FILE"))] : [],
        };
    }

    /// <summary>Whether it is a change that no ticket covers as it was made.</summary>
    internal static bool IsUnapproved(TriageChange change) => change is { IsRoutine: false, Outcome: "no-ticket" or "wrong-object" or "outside-window" };

    static Sentence Counted(List<TriageChange> changes) =>
        Sentence.Of(string.Join(", ", changes.CountBy(change => change.Outcome).OrderBy(pair => pair.Key == "approved").ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key.Replace('-', ' ')}")));

    /// <summary>A change in a sentence.</summary>
    internal static Sentence Told(TriageChange change)
    {
        var where = change.Server is { } server ? Sentence.Of($"{change.What} on {server}") : Sentence.Of(change.What);
        var of = change.Object.IsEmpty ? where : where.Then(" of ", Sentence.Of($"{change.Object}"));
        var to = change.New is { } value ? of.Then(" to ", Sentence.Of($"{value}")) : of;
        return to.Then(": ", change.Why ?? Sentence.Of(change.Outcome.Replace('-', ' ')));
    }

    static RunbookCheck Tunnelling(TriageDocument document)
    {
        var channels = document.Watched().Where(finding => finding.Tool is not null || (finding.Payload is not null && finding.Techniques.Any(Carrying.Contains))).ToImmutableArray();
        return new()
        {
            Id = "check-tunnelling",
            Asks = "Check for evidence of DNS tunnelling",
            State = channels.Length > 0 ? CheckState.Found : document.Evidence.Any(source => source.DnsMessages > 0) ? CheckState.Nothing : CheckState.CannotTell,
            Found = [.. channels.Take(MostTold).Select(finding => Sentence.Of(finding.Id).Then(": ", finding.Title).Then(", ", Carried(finding)))],
            NotSeen = document.Evidence.Any(source => source.DnsMessages > 0) ? [] : [Sentence.Of("no source shows messages of DNS")],
            Next = [.. channels.Take(1).Select(finding => new NextStep(1, Sentence.Of("read how it was weighed"), Sentence.Of($"nameward explain CASE {finding.Id}")))],
            Findings = channels.Ids(),
        };
    }

    static Sentence Carried(TriageFinding finding) => finding.Payload is { } payload
        ? Sentence.Of($"at most {Quantity.Bytes(payload.UpBytes.High)} out and {Quantity.Bytes(payload.DownBytes.High)} in") : Sentence.Of("how much is not known");

    static RunbookCheck Anomalies(TriageDocument document)
    {
        var watched = document.Watched();
        var below = document.Findings.Length - watched.Length;
        return new()
        {
            Id = "flag-anomalies",
            Asks = "Flag anomalies for deeper investigation",
            State = watched.Length > 0 ? CheckState.Found : CheckState.Nothing,
            Found = [.. watched.Take(MostTold).Select(finding => Sentence.Of($"{finding.Id}, {finding.Level}").Then(": ", finding.Title)), .. watched.Length > MostTold ? [Sentence.Of($"{watched.Length - MostTold} more")] : ImmutableArray<Sentence>.Empty,
                .. below > 0 ? [Sentence.Of($"{Quantity.Of(below, "finding")} below watch")] : ImmutableArray<Sentence>.Empty],
            Findings = watched.Ids(),
        };
    }
}
