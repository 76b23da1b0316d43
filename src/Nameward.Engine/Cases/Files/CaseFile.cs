using System.Collections.Immutable;
using Nameward.Engine.Cases.Trails;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Files;

/// <summary>A case as its trail tells it: nothing of it is kept anywhere else, but contents by their sums.</summary>
public sealed record CaseFile
{
    /// <summary>By which it is told from every other case in any store.</summary>
    public required Guid Uid { get; init; }
    /// <summary>Its trail.</summary>
    public required ImmutableArray<TrailRow> Rows { get; init; }
    /// <summary>The triages that were kept in it, at least one.</summary>
    public ImmutableArray<CaseRun> Runs { get; init; } = [];
    /// <summary>How far it is.</summary>
    public CaseState State { get; init; }
    /// <summary>Who works on it; null for nobody.</summary>
    public HostileText? Assignee { get; init; }
    /// <summary>What the runbook asks for: of level 2 and of containment only where a triage escalated.</summary>
    public ImmutableArray<CaseTask> Tasks { get; init; } = [.. RunbookTask.All.Where(task => task.Row == RunbookTask.Level1).Select(task => new CaseTask(task, CaseTask.Open, null, null, null))];
    /// <summary>What was written down.</summary>
    public ImmutableArray<CaseNote> Notes { get; init; } = [];
    /// <summary>Tickets of other systems.</summary>
    public ImmutableArray<HostileText> Tickets { get; init; } = [];
    /// <summary>Files that belong to it.</summary>
    public ImmutableArray<CaseAttachment> Attachments { get; init; } = [];
    /// <summary>How it was closed; null where it is not.</summary>
    public CaseClosing? Closing { get; init; }

    /// <summary>When it was opened, by the machine's clock, UTC.</summary>
    public DateTime Opened => Rows[0].At;
    /// <summary>The triage that holds: the newest.</summary>
    public CaseRun Newest => Runs[^1];
    /// <summary>Whether one of its triages escalated.</summary>
    public bool IsEscalated => Runs.Any(run => run.Decision == "escalate");
    /// <summary>The tasks that are to be done.</summary>
    public IEnumerable<CaseTask> OpenTasks => Tasks.Where(task => task.IsOpen);
    /// <summary>Whether nothing is to be done any more.</summary>
    public bool IsClosed => State == CaseState.Closed;
    /// <summary>Sums of the contents that its trail speaks of.</summary>
    public IEnumerable<string> Contents => Runs.Select(run => run.Record).Concat(Attachments.Select(file => file.Sha256)).Distinct();

    /// <summary>What the evidence shows, in the order of event time: findings of the newest triage, and changes of configuration.</summary>
    public IEnumerable<CaseEvent> Events => Newest.Findings.SelectMany(EventsOf).Concat(Newest.Changes).OrderBy(seen => seen.At);

    /// <summary>The case of a trail.</summary>
    /// <param name="rows">All rows of it; their hashes are not looked at here.</param>
    /// <exception cref="UserError">A row is not as this program writes it.</exception>
    public static CaseFile Of(ImmutableArray<TrailRow> rows)
    {
        var subject = rows[0].Subject;
        var uid = TrailSubject.CaseOf(subject) ?? throw new UserError($"{subject}: this is no trail of a case", null, null);
        return rows[0].Action == CaseAction.Triaged ? rows.Aggregate(new CaseFile { Uid = uid, Rows = rows }, CaseFold.After)
            : throw new UserError($"{subject}: row 1 of its trail cannot be read", $"{rows[0].Action}: a case begins with a triage", "use the version of the program that wrote it");
    }

    static IEnumerable<CaseEvent> EventsOf(CaseFinding finding)
    {
        CaseEvent?[] all =
        [
            finding.FirstSeen is { } first ? new(first, Sentence.Of($"{finding.Id} first seen: {finding.Title}")) : null,
            finding.FirstEscalation is { } moment ? new(moment, Sentence.Of($"{finding.Id} could be escalated from here")) : null,
            finding.LastSeen is { } last ? new(last, Sentence.Of($"{finding.Id} last seen")) : null,
        ];
        return all.OfType<CaseEvent>();
    }
}
