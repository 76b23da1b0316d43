using System.Collections.Immutable;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Findings.Sites;

/// <summary>The change requests against which changes of DNS configuration are held.</summary>
/// <param name="File">The file, seen from the current folder.</param>
/// <param name="Layout">Which product exported it; null to tell it from the columns.</param>
public sealed record Tickets(string File, TicketLayout? Layout)
{
    /// <summary>Zone (IANA name) of times that name none; null to take that of the command line.</summary>
    public string? Zone { get; init; }

    /// <summary>Columns of the site's own: what a column holds (as in <c>number</c>), and what it is called in the file.</summary>
    public ImmutableDictionary<string, string> Columns { get; init; } = ImmutableDictionary<string, string>.Empty;
}
