using System.Collections.Immutable;
using Nameward.Engine.Cases.Files;
using Nameward.Engine.Cases.Runbooks;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Cases.Reviewing;

/// <summary>The draft of a post-incident review (schema <c>nameward/review/1</c>): what facts tell, each gap said, and blanks for what no fact can know.</summary>
public sealed record ReviewDocument
{
    /// <summary>The schema's name.</summary>
    public const string SchemaName = "nameward/review/1";

    /// <summary>This run of the program.</summary>
    public required TriageRun Run { get; init; }
    /// <summary>What the case is called.</summary>
    public required string Case { get; init; }
    /// <summary>The record of the case, as it was kept.</summary>
    public required TriageDocument Record { get; init; }
    /// <summary>The findings that the review is about: those at watch or above, gravest first.</summary>
    public required ImmutableArray<TriageFinding> Findings { get; init; }
    /// <summary>What happened, in the order of time; what has no time last.</summary>
    public required ImmutableArray<ReviewMoment> Timeline { get; init; }
    /// <summary>How long it went on, each span with both ends named.</summary>
    public required ImmutableArray<ReviewSpan> Dwell { get; init; }
    /// <summary>What each source shows of each finding.</summary>
    public required ImmutableArray<SourceShare> Seen { get; init; }
    /// <summary>What would have told it when.</summary>
    public required DetectionGap Gap { get; init; }
    /// <summary>What went through the channels.</summary>
    public required ImmutableArray<ReviewBytes> Bytes { get; init; }
    /// <summary>What there is to do, and whose it is.</summary>
    public required ImmutableArray<ReviewAction> Actions { get; init; }
    /// <summary>What is to be learned of it, each from a fact.</summary>
    public required ImmutableArray<ReviewLesson> Lessons { get; init; }
    /// <summary>What only people know.</summary>
    public required ImmutableArray<ReviewBlank> Blanks { get; init; }
    /// <summary>What it proposes to change.</summary>
    public required ReviewPatch Patch { get; init; }
    /// <summary>What <c>evaluate</c> says of the evidence without the patch and with it; null where it was not asked.</summary>
    public ReviewProof? Proof { get; init; }
    /// <summary>The pack that was made; null where none is given.</summary>
    public ReviewPack? Pack { get; init; }
    /// <summary>What later evidence proved; null where nobody verified.</summary>
    public ReviewVerified? Verified { get; init; }
    /// <summary>When the newest list of indicators was made, UTC; null where there is none, or none tells.</summary>
    public DateTime? NewestList { get; init; }
    /// <summary>What could not be told, and why.</summary>
    public required ImmutableArray<Sentence> Limits { get; init; }
}

/// <summary>Something that happened.</summary>
/// <param name="At">When, UTC; null where that is not known.</param>
/// <param name="Clock">By which clock: "evidence", that of whatever recorded it, or "case", that of the machine on which the case is kept.</param>
/// <param name="What">What happened.</param>
public sealed record ReviewMoment(DateTime? At, string Clock, Sentence What);

/// <summary>A span of time.</summary>
/// <param name="Id">"active", "to-escalate", "to-open", "to-contain" or "after-containment", never renamed.</param>
/// <param name="From">What it begins with.</param>
/// <param name="FromAt">When, UTC; null where that is not known.</param>
/// <param name="To">What it ends with.</param>
/// <param name="ToAt">When, UTC; null where that is not known.</param>
public sealed record ReviewSpan(string Id, string From, DateTime? FromAt, string To, DateTime? ToAt)
{
    /// <summary>How long it is; null where an end is not known.</summary>
    public TimeSpan? Lasted => ToAt - FromAt;
}

/// <summary>What went through the channel of a finding.</summary>
/// <param name="Finding">Its id.</param>
/// <param name="Payload">Bounds of what can have gone; null where they are not known.</param>
/// <param name="Sessions">Sessions that were rebuilt.</param>
/// <param name="RecoveredUp">Bytes of them that left and were decoded; null where nothing can be decoded.</param>
/// <param name="RecoveredDown">The same of those that came.</param>
public sealed record ReviewBytes(string Finding, TriagePayload? Payload, int Sessions, long? RecoveredUp, long? RecoveredDown);

/// <summary>Something to do.</summary>
/// <param name="Id">The runbook's task.</param>
/// <param name="Text">What is to be done.</param>
/// <param name="State">"open", "done" or "not-needed"; null where no case of a store tells.</param>
/// <param name="Owner">Whose it is; null for nobody: to fill in.</param>
/// <param name="Found">What was found; null where nobody said.</param>
public sealed record ReviewAction(string Id, string Text, string? State, HostileText? Owner, Sentence? Found);

/// <summary>A lesson.</summary>
/// <param name="Id">The rule by which it is drawn; kebab-case, never renamed.</param>
/// <param name="Fact">What it is drawn from.</param>
/// <param name="Do">What follows of it.</param>
public sealed record ReviewLesson(string Id, Sentence Fact, string Do);

/// <summary>A field that somebody has to fill in.</summary>
/// <param name="Id">Its id; kebab-case, never renamed.</param>
/// <param name="Asks">What is asked.</param>
/// <param name="Known">What the facts tell of it; null for nothing.</param>
public sealed record ReviewBlank(string Id, string Asks, Sentence? Known);

/// <summary>What is taken of a containment pack.</summary>
/// <param name="Label">By which all that it adds is known.</param>
/// <param name="Made">When it was made, UTC.</param>
/// <param name="Expires">When it is meant to end, UTC.</param>
/// <param name="Action">What blocked queries get.</param>
/// <param name="Blocked">Blocks that are in it.</param>
/// <param name="Left">Blocks that were left out.</param>
/// <param name="Targets">For which products.</param>
/// <param name="Outside">Most clients outside the findings that one of its blocks would have hit; null where nobody looked.</param>
public sealed record ReviewPack(HostileText Label, DateTime Made, DateTime Expires, HostileText Action, int Blocked, int Left, ImmutableArray<HostileText> Targets, long? Outside);

/// <summary>What is taken of a verification.</summary>
/// <param name="Outcome">"proven", "not-proven" or "contradicted".</param>
/// <param name="Since">From when on it looked, UTC.</param>
/// <param name="Made">When it looked, UTC.</param>
/// <param name="Items">Each item with its outcome.</param>
public sealed record ReviewVerified(string Outcome, DateTime Since, DateTime Made, ImmutableArray<ReviewVerifiedItem> Items);

/// <summary>One item of a verification.</summary>
/// <param name="Asks">What was asked.</param>
/// <param name="Outcome">"proven", "not-proven" or "contradicted".</param>
public sealed record ReviewVerifiedItem(Sentence Asks, string Outcome);

/// <summary>What an evaluation of each labelled file says without the patch and with it.</summary>
/// <param name="Files">Each file.</param>
/// <param name="Command">How to ask it again.</param>
/// <param name="Notes">What could not be labelled.</param>
public sealed record ReviewProof(ImmutableArray<ReviewProofFile> Files, string Command, ImmutableArray<Sentence> Notes);

/// <summary>One labelled file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Before">When it escalates without the patch; null where it does not.</param>
/// <param name="After">The same with the patch.</param>
public sealed record ReviewProofFile(HostileText Path, EscalationMoment? Before, EscalationMoment? After)
{
    /// <summary>Whether the patch makes it escalate earlier, by more than the moments are known to.</summary>
    public bool IsEarlier => After is { } after && (Before is not { } before || before.At - after.At > (before.Within > after.Within ? before.Within : after.Within));
}

/// <summary>All that a review is drafted from, but for what is judged again.</summary>
public sealed record ReviewRequest
{
    /// <summary>What the case is called.</summary>
    public required string Case { get; init; }
    /// <summary>The record of the case.</summary>
    public required TriageDocument Record { get; init; }
    /// <summary>The case of the store; null for a case folder.</summary>
    public CaseFile? File { get; init; }
    /// <summary>The pack that was made; null where none is given.</summary>
    public ReviewPack? Pack { get; init; }
    /// <summary>What later evidence proved; null where nobody verified.</summary>
    public ReviewVerified? Verified { get; init; }

    /// <summary>The findings at watch or above that are not suppressed, gravest first.</summary>
    public ImmutableArray<TriageFinding> Findings => [.. Record.Watched().Where(finding => finding.Suppressed is null)];
}
