namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Rows of osquery that tell of a host's DNS, as the host pack asks for them: the log of results of osqueryd, a row on each line, and what osqueryi prints. Queries are told by their columns, whatever
/// they are called.
/// </summary>
public sealed class Osquery : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "osquery",
        Number = 121,
        Title = "osquery results: sockets, resolvers, hosts file, DNS cache, look-ups, registry",
        Source = "https://osquery.readthedocs.io/en/stable/deployment/logging/, https://osquery.io/schema (process_open_sockets, dns_resolvers, etc_hosts, dns_cache, dns_lookup_events, registry); osquery 5",
        Positions = PositionKind.ByteOffset,
        Kind = "host and process records",
        Tier = 2,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows | Carries.Processes | Carries.Changes,
        Lacks = ["rows of several in one record (snapshots and batches)", "the host's address, but of sockets", "the server of UDP sockets that are not connected", "records of cached names", "bytes and packets", "times and hosts, in what osqueryi prints"],
        Unproven = "no real log was to be had: written by the documentation and the schema",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new OsqueryGrammar();
}
