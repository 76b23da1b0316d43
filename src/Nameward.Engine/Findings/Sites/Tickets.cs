namespace Nameward.Engine.Findings.Sites;

/// <summary>The change requests against which changes of DNS configuration are held.</summary>
/// <param name="File">The file, seen from the current folder.</param>
/// <param name="Layout">Which product exported it.</param>
public sealed record Tickets(string File, TicketLayout Layout);

/// <summary>A product whose export of change requests is known.</summary>
public enum TicketLayout
{
    /// <summary>Jira, issues as CSV.</summary>
    Jira,
    /// <summary>ServiceNow, <c>change_request</c> as CSV.</summary>
    ServiceNow,
}
