using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>Events of the Open Cybersecurity Schema Framework of the classes DNS Activity (4003) and Network Activity (4001); those of other classes are of no concern.</summary>
public sealed class Ocsf : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "ocsf",
        Number = 93,
        Title = "OCSF DNS and network activity",
        Source = "https://schema.ocsf.io, classes dns_activity and network_activity; OCSF 1.0.0-rc.2 to 1.5",
        Positions = PositionKind.ByteOffset,
        Kind = "SIEM export",
        Tier = 2,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.Flows | Carries.Processes,
        Lacks = ["header bits", "sizes of messages", "volumes of which an event tells the sum of both ways alone"],
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Product = LogField.First, Activity = LogField.Second, Disposition = LogField.Third, Both = LogField.Fourth, BothPackets = LogField.Fifth,
            Length = LogField.Sixth, Version = LogField.Seventh;

        static readonly FieldTable Fields = new(
            ("class_uid", LogField.Kind), ("activity_id", Activity), ("metadata.product.name", Product), ("metadata.version", Version),
            ("start_time", LogField.Time), ("time", LogField.Time), ("time_dt", LogField.Time), ("end_time", LogField.End), ("duration", Length),
            ("src_endpoint.ip", LogField.Client), ("src_endpoint.port", LogField.ClientPort), ("dst_endpoint.ip", LogField.Server), ("dst_endpoint.port", LogField.ServerPort),
            ("connection_info.protocol_num", LogField.Protocol), ("connection_info.protocol_name", LogField.Protocol),
            ("traffic.bytes_out", LogField.UpBytes), ("traffic.bytes_in", LogField.DownBytes), ("traffic.packets_out", LogField.UpPackets),
            ("traffic.packets_in", LogField.DownPackets), ("traffic.bytes", Both), ("traffic.packets", BothPackets),
            ("action", LogField.Action), ("disposition", Disposition), ("firewall_rule.name", LogField.Rule), ("firewall_rule.uid", LogField.Rule),
            ("query.hostname", LogField.Name), ("query.type", LogField.Type), ("query.packet_uid", LogField.Id), ("rcode_id", LogField.Rcode), ("rcode", LogField.Rcode),
            ("src_endpoint.hostname", LogField.Host), ("device.hostname", LogField.Device), ("device.name", LogField.Device), ("actor.user.name", LogField.User),
            ("actor.process.file.path", LogField.Process), ("actor.process.name", LogField.Process), ("actor.process.pid", LogField.ProcessId),
            ("answers", LogField.Answers));

        static readonly FieldTable OfAnswer = new(("rdata", LogField.Answers), ("type", LogField.Type), ("ttl", LogField.Time));

        readonly JsonRecords _answers = new(OfAnswer) { MayLackData = true };

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Kind) && (fields.Has(Version) || IsOfNetwork(fields));

        static bool IsOfNetwork(FieldValues fields) => fields[LogField.Kind].SequenceEqual("4003"u8) || fields[LogField.Kind].SequenceEqual("4001"u8);

        public override LogStamp StampOf(FieldValues fields) => IsOfNetwork(fields) && fields.Has(LogField.Time) ? WrittenDates.Stamp(fields[LogField.Time]).AsUtc() : default;

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows) =>
            !IsOfNetwork(fields) ? LineResult.Ignored
            : !IsNone(fields[LogField.Name]) ? ReadLookUp(fields, time, offset, rows)
            : !IsNone(fields[LogField.Client]) && !IsNone(fields[LogField.Server]) ? ReadConversation(fields, time, offset, rows) : LineResult.Ignored;

        /// <summary>Milliseconds by the schema, which are whole; mappings that keep seconds write a fraction.</summary>
        static TimeSpan LengthOf(in Flow flow, ReadOnlySpan<byte> duration) =>
            flow.Duration == default && Numbers.TryCount(duration, out var length) && length < (DateTime.MaxValue - flow.Time).TotalMilliseconds ? TimeSpan.FromMilliseconds(length) : flow.Duration;

        LineResult ReadLookUp(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (Begin(fields, time, SidesOf(fields), Leg.Wire) is { } problem)
            {
                return problem;
            }
            ref var row = ref Row.Message;
            row.Transport = DnsWords.Transport(fields[LogField.Protocol]);
            row.ShowsAnswers = fields.Kind(LogField.Answers) == JsonKind.Array;
            Row.TurnToServer();
            return _answers.TryAddTo(Row, fields.Written(LogField.Answers)) ? End(fields[LogField.Name], offset, rows) : LineResult.Malformed(JsonRecords.Problem);
        }

        /// <summary>1 is a query, 2 a response, 6 both. The log of Route 53 has one event for both whatever it calls it.</summary>
        static Sides SidesOf(FieldValues fields) => fields[Activity] switch
        {
            [(byte)'1'] => Sides.Query,
            [(byte)'2'] when !fields[Product].StartsWith("Route 53"u8) => Sides.Response,
            _ => IsNone(fields[LogField.Rcode]) ? Sides.Query : Sides.Query | Sides.Response,
        };

        static LineResult ReadConversation(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
            {
                return problem;
            }
            var verdict = flow.Verdict == FlowVerdict.Unknown ? FlowWords.Verdict(fields[Disposition]) : flow.Verdict;
            flow = flow with { Verdict = verdict, IsAnswered = verdict == FlowVerdict.Denied ? false : flow.IsAnswered, Duration = LengthOf(flow, fields[Length]) };
            // A flow log of a virtual network has a record for each direction, and its sum is that of one way.
            if (!fields[Product].StartsWith("Amazon VPC"u8))
            {
                rows.Flow(flow, fields[LogField.Rule]);
                return LineResult.Observed;
            }
            if (!FlowRow.TryCount(fields[Both], out var bytes) || !FlowRow.TryCount(fields[BothPackets], out var packets))
            {
                return LineResult.Malformed("bytes or packets are not a number");
            }
            rows.Flow((flow with { UpBytes = bytes, UpPackets = packets }).WithServerFound(), fields[LogField.Rule]);
            return LineResult.Observed;
        }
    }
}
