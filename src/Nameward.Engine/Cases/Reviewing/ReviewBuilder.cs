using System.Collections.Immutable;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Runbooks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>Puts a review together from the record, the trail of the case, and what was judged again.</summary>
/// <param name="request">The record, and what there is beside it.</param>
public sealed class ReviewBuilder(ReviewRequest request)
{
    const string EvidenceClock = "evidence", CaseClock = "case";
    const int MostChanges = 200;

    readonly ImmutableArray<TriageFinding> _findings = request.Findings;

    /// <summary>Bytes that were recovered of each finding's sessions, as the record has them.</summary>
    public ImmutableArray<ReviewBytes> Bytes { get; init; } = [];
    /// <summary>What each source shows.</summary>
    public ImmutableArray<SourceShare> Seen { get; init; } = [];
    /// <summary>What was judged again.</summary>
    public required DetectionGap Gap { get; init; }
    /// <summary>What is proposed.</summary>
    public required ReviewPatch Patch { get; init; }
    /// <summary>What an evaluation says of it.</summary>
    public ReviewProof? Proof { get; init; }
    /// <summary>When the newest list of indicators was made, UTC; null where there is none, or none tells.</summary>
    public DateTime? NewestList { get; init; }
    /// <summary>What could not be told.</summary>
    public ImmutableArray<Sentence> Limits { get; init; } = [];

    DateTime? Contained => request.File?.Rows.LastOrDefault(row => row.Action == CaseAction.Moved && RowData.Read(row, data => data.Word("to")) == CaseWords.Of(CaseState.Contained))?.At;

    /// <summary>The review.</summary>
    public ReviewDocument Build(TriageRun run)
    {
        var draft = new ReviewDocument
        {
            Run = run,
            Case = request.Case,
            Record = request.Record,
            Findings = _findings,
            Timeline = [.. Moments().OrderBy(moment => moment.At ?? DateTime.MaxValue)],
            Dwell = Dwell(),
            Seen = Seen,
            Gap = Gap,
            Bytes = Bytes,
            Actions = Actions(),
            Lessons = [],
            Blanks = Blanks(),
            Patch = Patch,
            Proof = Proof,
            Pack = request.Pack,
            Verified = request.Verified,
            NewestList = NewestList,
            Limits = Limits,
        };
        return draft with { Lessons = [.. ReviewLessons.Of(draft)] };
    }

    IEnumerable<ReviewMoment> Moments()
    {
        foreach (var finding in _findings)
        {
            yield return new(finding.FirstSeen, EvidenceClock, Sentence.Of(finding.FirstSeen is null ? $"{finding.Id}, of a time that the evidence does not tell: " : $"{finding.Id}, first sign: ").Then("", finding.Title));
            if (finding.FirstEscalation is { } first)
            {
                yield return new(first.Time, EvidenceClock, Sentence.Of($"{finding.Id} could be escalated: {Findings.Quantity.Of(first.Query, "query")} and at most {Findings.Quantity.Of(first.PayloadBytes, "byte")} in"));
            }
            if (finding.LastSeen is not null)
            {
                yield return new(finding.LastSeen, EvidenceClock, Sentence.Of($"{finding.Id}, last sign"));
            }
        }
        foreach (var change in request.Record.Changes.Where(change => !change.IsRoutine).Take(MostChanges))
        {
            yield return new(change.Time, EvidenceClock, Changed(change));
        }
        foreach (var moment in OfCase())
        {
            yield return moment;
        }
    }

    /// <summary>What was done of the case: its trail; of a case folder the run that wrote it.</summary>
    IEnumerable<ReviewMoment> OfCase()
    {
        foreach (var row in request.File?.Rows ?? [])
        {
            yield return new(row.At, CaseClock, Sentence.Of($"{RowWords.Of(row)} ({HostileText.Text(row.Who)})"));
        }
        if (request.File is null)
        {
            yield return new(request.Record.Run.Started, CaseClock, Sentence.Of($"triaged: {request.Record.Decision.Decision}"));
        }
        if (request.Pack is { } pack)
        {
            yield return new(pack.Made, CaseClock, Sentence.Of($"containment pack made, label {pack.Label}"));
        }
        if (request.Verified is { } verified)
        {
            yield return new(verified.Made, CaseClock, Sentence.Of($"verified: {verified.Outcome.Replace('-', ' ')}, looked at from {verified.Since:yyyy-MM-dd HH:mm:ss} on"));
        }
    }

    static Sentence Known(HostileText? text, string otherwise) => text is { } known ? Sentence.Of($"{known}") : Sentence.Of(otherwise);

    static Sentence Changed(TriageChange change)
    {
        var what = change.Object.IsEmpty ? Sentence.Of($"change of configuration: {change.What}") : Sentence.Of($"change of configuration: {change.What} {change.Object}");
        var where = change.Server is { } server ? Sentence.Of($"{what} on {server}") : what;
        var value = change.New is { } now ? Sentence.Of($"{where}: {now}") : where;
        var who = change.Actor is { } actor ? Sentence.Of($"{value}, by {actor}") : value;
        return Sentence.Of($"{who}; {change.Outcome.Replace('-', ' ')}");
    }

    ImmutableArray<ReviewSpan> Dwell()
    {
        var (first, last) = (_findings.Min(finding => finding.FirstSeen), _findings.Max(finding => finding.LastSeen));
        var escalated = Gap.AsItIs?.Moment?.At ?? _findings.Min(finding => finding.FirstEscalation?.Time);
        var opened = request.File?.Opened ?? request.Record.Run.Started;
        const string FirstSign = "first sign in the evidence", CouldBe = "could be escalated", LastSign = "last sign in the evidence", IsContained = "case moved to contained";
        var isOpened = request.File is null ? "case folder written" : "case opened";
        return
        [
            new("active", FirstSign, first, LastSign, last),
            new("to-escalate", FirstSign, first, CouldBe, escalated),
            new("to-open", CouldBe, escalated, isOpened, opened),
            new("to-contain", isOpened, opened, IsContained, Contained),
            new("after-containment", IsContained, Contained, LastSign, last),
        ];
    }

    ImmutableArray<ReviewAction> Actions()
    {
        if (request.File is { } file)
        {
            return [.. file.Tasks.Select(task => new ReviewAction(task.Task.Id, task.Task.Text, task.State, task.IsOpen ? file.Assignee : task.By, task.Found))];
        }
        var isEscalated = request.Record.Decision.Decision == "escalate";
        return [.. RunbookTask.All.Where(task => isEscalated || task.Row == RunbookTask.Level1).Select(task => new ReviewAction(task.Id, task.Text, null, null, null))];
    }

    ImmutableArray<ReviewBlank> Blanks()
    {
        var hosts = _findings.SelectMany(finding => finding.Affected).Where(host => host.Process is not null || host.User is not null).Take(1)
            .Select(host => Sentence.Of($"on {host.Client} the look-ups came of {Known(host.Process, "a program that is not known")}, user {Known(host.User, "not known")}")).FirstOrDefault();
        var changed = request.Record.Changes.Where(change => change.Outcome is "no-ticket" or "outside-window" or "wrong-object").Take(1).Select(Changed).FirstOrDefault();
        return
        [
            new("entry", "How did it come in, and when? (the channel is seen, the way in is not)", null),
            new("program", "Which program made the look-ups, and who started it?", hosts),
            new("why-possible", "Why could it: which control was missing, or did not hold?", changed),
            new("who-decided", "Who decided to escalate, isolate and block, and when?", null),
            new("impact", "What was the impact on the business?", null),
            new("data", "Which data left, and how is it classified? (bounds of the bytes stand above)", null),
            new("duties", "Whom has it to be reported to, and by when?", null),
            new("why-five", "Root cause, asked why five times", null),
        ];
    }
}
