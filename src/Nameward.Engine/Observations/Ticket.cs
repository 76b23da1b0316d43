using System.Collections.Immutable;

namespace Nameward.Engine.Observations;

/// <summary>A change request: what somebody asked to change, when it was to be done, and whether that was allowed. Its texts are whoever's wrote the ticket, and hostile.</summary>
public sealed record Ticket
{
    /// <summary>Its number: <c>CHG0030001</c>, <c>NET-17</c>.</summary>
    public required HostileText Number { get; init; }
    /// <summary>Its line in a CSV file, its place from 1 on in a JSON file.</summary>
    public required int Line { get; init; }
    /// <summary>What it is about, in one line; empty where there is none.</summary>
    public HostileText Summary { get; init; }
    /// <summary>Everything that names what is to be changed: configuration items, the summary, the description.</summary>
    public ImmutableArray<HostileText> Texts { get; init; } = [];
    /// <summary>When the change may begin, UTC; null where the ticket has no window.</summary>
    public DateTime? From { get; init; }
    /// <summary>When it must have ended, UTC; null where the ticket has no window.</summary>
    public DateTime? To { get; init; }
    /// <summary>Whether the window is not planned but from when the ticket was created to when it was resolved.</summary>
    public bool IsWindowOfWork { get; init; }
    /// <summary>Whether it was allowed.</summary>
    public TicketApproval Approval { get; init; }
    /// <summary>The state as the file has it.</summary>
    public HostileText State { get; init; }

    /// <summary>Whether a change may rest on it: it was approved, or the file has nothing to say of approval.</summary>
    public bool Approves => Approval is TicketApproval.Approved or TicketApproval.NotTold;
}

/// <summary>Whether a change request was allowed.</summary>
public enum TicketApproval
{
    /// <summary>The file has nothing to say of it.</summary>
    NotTold,
    /// <summary>It was, or it came to a state that only approved ones come to.</summary>
    Approved,
    /// <summary>Not yet: it is new, planned, or waits for somebody.</summary>
    NotYet,
    /// <summary>It was rejected, cancelled or withdrawn.</summary>
    Refused,
    /// <summary>The file says it in words that are not known.</summary>
    NotKnown,
}

/// <summary>A product whose export of change requests is known.</summary>
public enum TicketLayout
{
    /// <summary>Jira, issues as CSV or JSON.</summary>
    Jira,
    /// <summary>ServiceNow, <c>change_request</c> as CSV or JSON.</summary>
    ServiceNow,
}

/// <summary>Change requests as one file has them, and how the file was read.</summary>
public sealed record TicketBook
{
    /// <summary>The file as the user named it.</summary>
    public required HostileText File { get; init; }
    /// <summary>Lower-case hexadecimal SHA-256 of the file.</summary>
    public required string Sha256 { get; init; }
    /// <summary>The tickets, in the order of the file.</summary>
    public required ImmutableArray<Ticket> Tickets { get; init; }
    /// <summary>The product that exported it; null where the columns tell none.</summary>
    public TicketLayout? Layout { get; init; }
    /// <summary>The zone of times that name none.</summary>
    public string Zone { get; init; } = "UTC";
    /// <summary>What whoever reads the results must know of how it was read, each a sentence without its end.</summary>
    public ImmutableArray<Sentence> Notes { get; init; } = [];
}
