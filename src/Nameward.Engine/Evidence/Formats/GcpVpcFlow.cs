using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What Google Cloud logs of connections, as entries of Cloud Logging (JSON lines, rows of BigQuery, CSV of the Logs Explorer): flows of virtual networks, decisions of firewall rules, and
/// translations of Cloud NAT. A flow counts one direction. Where both ends are virtual machines, each reports it (<c>reporter</c> is <c>SRC</c> or <c>DEST</c>): such flows count twice in
/// sums, and only once in all that decides.
/// </summary>
public sealed class GcpVpcFlow : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "gcp-vpc-flow",
        Number = 87,
        Title = "Google Cloud VPC flow, firewall and NAT log",
        Source = "https://cloud.google.com/vpc/docs/about-flow-logs-records, https://cloud.google.com/firewall/docs/firewall-rules-logging, https://cloud.google.com/nat/docs/monitoring",
        Positions = PositionKind.ByteOffset,
        Kind = "flow records",
        SeesEgress = true,
        Tier = 2,
        Carries = Carries.Flows | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks = ["names", "who began a flow, but where a firewall or NAT logged it", "flows that were not sampled", "queries to Google's own resolver"],
        Unproven = "entries of firewall rules and of Cloud NAT, BigQuery and CSV were written by the documentation",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Entry = LogField.First, Allocation = LogField.Second;

        static readonly FieldTable Fields = new(
            ("timestamp", Entry), ("jsonPayload.start_time", LogField.Time), ("jsonPayload.end_time", LogField.End), ("jsonPayload.reporter", LogField.Kind),
            ("jsonPayload.connection.src_ip", LogField.Client), ("jsonPayload.connection.src_port", LogField.ClientPort), ("jsonPayload.connection.dest_ip", LogField.Server),
            ("jsonPayload.connection.dest_port", LogField.ServerPort), ("jsonPayload.connection.protocol", LogField.Protocol), ("jsonPayload.bytes_sent", LogField.UpBytes),
            ("jsonPayload.packets_sent", LogField.UpPackets), ("jsonPayload.disposition", LogField.Action), ("jsonPayload.rule_details.reference", LogField.Rule),
            ("jsonPayload.connection.nat_ip", LogField.TranslatedClient), ("jsonPayload.connection.nat_port", LogField.TranslatedClientPort), ("jsonPayload.allocation_status", Allocation));

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Client) && fields.Has(LogField.Server) && fields.Has(LogField.Protocol) && (fields.Has(LogField.Time) || fields.Has(Entry));

        public override LogStamp StampOf(FieldValues fields)
        {
            var time = fields[LogField.Time].IsEmpty ? fields[Entry] : fields[LogField.Time];
            // As BigQuery prints a time.
            return LogStamp.Iso(time.EndsWith(" UTC"u8) ? time[..^4] : time).AsUtc();
        }

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            // A firewall and NAT log a connection when it begins, with who began it as its source.
            if (fields[Allocation].IsEmpty)
            {
                return fields[LogField.Action].IsEmpty ? ReadOneWay(fields, time, offset, rows) : ReadFlow(fields, time, offset, rows);
            }
            if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
            {
                return problem;
            }
            var isDropped = fields[Allocation].SequenceEqual("DROPPED"u8);
            rows.Flow(flow with { Verdict = isDropped ? FlowVerdict.Denied : FlowVerdict.Allowed, IsAnswered = isDropped ? false : null });
            return LineResult.Observed;
        }
    }
}
