using Nameward.Engine.Findings;
using Nameward.Engine.Observations;
using Nameward.Engine.Verdicts;

namespace Nameward.Engine.Cases;

/// <summary>Changes and tickets as the triage record holds them.</summary>
static class ChangePage
{
    /// <summary>A change, or a ticket without one.</summary>
    public static TriageChange Of(JudgedChange judged, Scene scene)
    {
        var (change, ticket) = (judged.Change, judged.Ticket);
        if (change is null)
        {
            return new(ticket!.From, "planned change", ticket.Summary, null, null, null, ticket.Number, Words.Of(judged.Outcome)) { Until = ticket.To, Why = judged.Why };
        }
        var source = change.At is { } at && at.Source < scene.Sources.Length ? scene.Sources[at.Source] : null;
        return new(change.Time, change.What, change.Object, Known(change.Old), Known(change.New), Known(change.Actor), ticket?.Number, Words.Of(judged.Outcome))
        {
            Since = change.From,
            Server = Known(change.Host),
            Property = Known(change.Property),
            Path = source?.Path,
            Position = source is null ? null : change.At!.Value.Offset,
            IsInferred = change.IsInferred,
            IsRoutine = change.IsRoutine,
            Why = judged.Why,
            How = change.How,
        };
    }

    /// <summary>The tickets; null where none were given.</summary>
    public static TriageTickets? Of(TicketBook? book) => book is null ? null
        : new(book.File, book.Tickets.Length, book.Layout switch { TicketLayout.Jira => "jira", TicketLayout.ServiceNow => "servicenow", _ => null }, book.Zone, book.Notes);

    static HostileText? Known(HostileText text) => text.IsEmpty ? null : text;
}
