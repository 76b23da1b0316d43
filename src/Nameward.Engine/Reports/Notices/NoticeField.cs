using System.Collections.Immutable;
using Nameward.Engine.Cases;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Reports.Notices;

/// <summary>A field of a template.</summary>
/// <param name="Name">What stands between the braces.</param>
/// <param name="OfFinding">Whether it is of a finding, and so stands within the block of findings.</param>
/// <param name="Value">Its value, a sentence in which hostile texts stay apart.</param>
public sealed record NoticeField(string Name, bool OfFinding, Func<Notice, TriageFinding?, Sentence> Value)
{
    const string NotKnown = "not known";

    const int MostSteps = 10;

    /// <summary>Every field: those of the notice, then those of a finding.</summary>
    public static ImmutableArray<NoticeField> All { get; } =
    [
        Of("decision", notice => Sentence.Of((notice.IsTest ? "TEST: " : "") + notice.Document.Decision.Decision.ToUpperInvariant())),
        Of("line", notice => notice.Document.Decision.Line),
        Of("case", notice => Sentence.Of(notice.Case ?? "none")),
        Of("clauses", notice => Sentence.Of(string.Join("; ", notice.Document.Decision.Clauses.Select(clause => clause.Text.TrimEnd('.'))))),
        Of("doNow", notice => Joined(notice.Document.Decision.DoNow.Take(MostSteps))),
        Of("time", notice => Time(notice.At)),
        Of("asOf", notice => Time(notice.Document.Run.AsOf)),
        Of("count", notice => Sentence.Of($"{notice.Findings.Length}")),
        Of("elsewhere", notice => Sentence.Of($"{notice.Elsewhere}")),
        Of("channel", notice => Sentence.Of(notice.Channel)),
        Of("id", notice => Sentence.Of(notice.Id.ToString())),
        Of("version", notice => Sentence.Of(notice.Document.Run.Version)),
        OfEach("finding", finding => Sentence.Of(finding.Id)),
        OfEach("title", finding => finding.Title),
        OfEach("level", finding => Sentence.Of(finding.Level)),
        OfEach("bits", finding => Sentence.Of(Figures.Bits(finding.Bits))),
        OfEach("detector", finding => Sentence.Of(finding.Detector)),
        OfEach("tool", finding => Sentence.Of(finding.Tool ?? NotKnown)),
        OfEach("techniques", finding => Sentence.Of(string.Join(", ", finding.Techniques))),
        OfEach("client", finding => Known(finding.Subject.Client)),
        OfEach("zone", finding => Known(finding.Subject.Zone ?? finding.Subject.Zones.Select(zone => (HostileText?)zone).FirstOrDefault())),
        OfEach("server", finding => Known(finding.Subject.Server)),
        OfEach("host", finding => Known(finding.Affected.Select(row => row.Host).FirstOrDefault(host => host is not null))),
        OfEach("user", finding => Known(finding.Affected.Select(row => row.User).FirstOrDefault(user => user is not null))),
        OfEach("process", finding => Known(finding.Subject.Process ?? finding.Affected.Select(row => row.Process).FirstOrDefault(process => process is not null))),
        OfEach("hosts", finding => Sentence.Of($"{finding.Affected.Length}")),
        OfEach("queries", finding => Sentence.Of(Figures.Count(finding.Queries))),
        OfEach("firstSeen", finding => Time(finding.FirstSeen)),
        OfEach("lastSeen", finding => Time(finding.LastSeen)),
        OfEach("active", finding => Sentence.Of(finding.Active switch { true => "yes", false => "no", _ => NotKnown })),
    ];

    static NoticeField Of(string name, Func<Notice, Sentence> value) => new(name, false, (notice, _) => value(notice));

    static NoticeField OfEach(string name, Func<TriageFinding, Sentence> value) => new(name, true, (_, finding) => value(finding!));

    static Sentence Known(HostileText? text) => text is { } some ? Sentence.Of($"{some}") : Sentence.Of(NotKnown);

    static Sentence Time(DateTime? time) => Sentence.Of(time is { } some ? Clock.Rfc3339(some) : NotKnown);

    static Sentence Joined(IEnumerable<Sentence> sentences) => sentences.Aggregate((Sentence?)null, (all, next) => all is null ? next : all.Then("; ", next)) ?? Sentence.Of("nothing");
}
