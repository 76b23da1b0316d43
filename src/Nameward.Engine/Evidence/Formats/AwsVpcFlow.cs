using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The flow log of Amazon's virtual networks, versions 2 to 10: text with the header that its files in S3 have, rows of the default columns without one (CloudWatch, with or without
/// the time that its exports put before), and JSON or CSV of what is made of them. A record counts one direction between two ends within a minute or ten.
/// </summary>
/// <remarks>Columns in an order of one's own need their header: without it nothing tells a source from a destination, and such a file is not recognised.</remarks>
public sealed class AwsVpcFlow : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "aws-vpc-flow",
        Number = 85,
        Title = "Amazon VPC flow log",
        Source = "https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html; versions 2 to 10 as text, JSON and CSV",
        Positions = PositionKind.ByteOffset,
        Kind = "flow records",
        SeesEgress = true,
        Tier = 1,
        Carries = Carries.Flows | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks =
        [
            "names", "who began a conversation, but where flags of TCP say it", "queries to Amazon's own resolver", "which rule decided", "times below a second", "files in Parquet",
            "files of columns in an order of one's own without a header",
        ],
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField PacketClient = LogField.First, PacketServer = LogField.Second, Flags = LogField.Third, Status = LogField.Fourth, Interface = LogField.Fifth;

        /// <summary>Columns of the default, and where in a longer row of all columns the flags, the family and the ends of the packet stand.</summary>
        const int DefaultColumns = 14, Action = 12, Family = 18, AllColumns = 21;

        static readonly FieldTable Fields = new(
            ("srcaddr", LogField.Client), ("dstaddr", LogField.Server), ("srcport", LogField.ClientPort), ("dstport", LogField.ServerPort), ("protocol", LogField.Protocol),
            ("packets", LogField.UpPackets), ("bytes", LogField.UpBytes), ("start", LogField.Time), ("end", LogField.End), ("action", LogField.Action),
            ("log-status", Status), ("log_status", Status), ("logstatus", Status), ("interface-id", Interface), ("interface_id", Interface), ("interfaceid", Interface),
            ("tcp-flags", Flags), ("tcp_flags", Flags), ("pkt-srcaddr", PacketClient), ("pkt_srcaddr", PacketClient), ("pkt-dstaddr", PacketServer), ("pkt_dstaddr", PacketServer));

        /// <summary>version, account, interface, ends, ports, protocol, packets, bytes, start, end, action, status.</summary>
        static readonly CsvColumns Default = new((byte)' ',
        [
            null, null, Interface, LogField.Client, LogField.Server, LogField.ClientPort, LogField.ServerPort, LogField.Protocol, LogField.UpPackets, LogField.UpBytes,
            LogField.Time, LogField.End, LogField.Action, Status,
        ]);

        /// <summary>The same and then vpc, subnet, instance, flags, family, ends of the packet, and more: the order of the console where all columns are chosen.</summary>
        static readonly CsvColumns All = new(Default.Separator, [.. Default.Fields, null, null, null, Flags, null, PacketClient, PacketServer]);

        static readonly CsvColumns DefaultBehindTime = new(Default.Separator, [null, .. Default.Fields]), AllBehindTime = new(Default.Separator, [null, .. All.Fields]);

        readonly CsvCells _cells = new();

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => NamesEnds(fields) && (fields.Has(Status) || fields.Has(Interface) || fields.Has(Flags)) && fields.Has(LogField.Time);

        public override CsvColumns? ColumnsWithoutHeader(ReadOnlySpan<byte> line)
        {
            _cells.Cut(line, Default.Separator);
            // An export of CloudWatch puts the time of its record before.
            var behindTime = LogStamp.TryTakeIso(ref line, out _) ? 1 : 0;
            if (_cells.Count < DefaultColumns + behindTime || !IsDefault(behindTime))
            {
                return null;
            }
            var isAll = _cells.Count >= AllColumns + behindTime && _cells[Family + behindTime] is [(byte)'I' or (byte)'E', ..] or [(byte)'-'];
            return isAll ? behindTime > 0 ? AllBehindTime : All : behindTime > 0 ? DefaultBehindTime : Default;
        }

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (fields[Status] is not ([] or [(byte)'O', (byte)'K']))
            {
                // No traffic in the interval, or records that were lost: it names no ends.
                return LineResult.Ignored;
            }
            if (FlowRow.Read(fields, time, offset, out var flow) is { } problem)
            {
                return problem;
            }
            if (!TryEndpoint(fields, PacketClient, LogField.ClientPort, out var client) || !TryEndpoint(fields, PacketServer, LogField.ServerPort, out var server))
            {
                return LineResult.Malformed(NoEndpoint);
            }
            var hasPorts = FlowWords.HasPorts(flow.Protocol);
            flow = flow with { Client = EndOf(client, flow.Client, hasPorts), Server = EndOf(server, flow.Server, hasPorts) };
            if (flow.Client.Address.IsNone || flow.Server.Address.IsNone)
            {
                return LineResult.Malformed(NoEndpoint);
            }
            rows.Flow(flow.WithServerFound(Numbers.TrySeconds(fields[Flags], out var flags) ? (int)(flags & byte.MaxValue) : 0));
            return LineResult.Observed;
        }

        /// <summary>The end of the packet itself: the other one may be the interface of a gateway that it went through.</summary>
        static Endpoint EndOf(Endpoint packet, Endpoint other, bool hasPorts) => packet.Address.IsNone ? other : hasPorts ? packet : packet with { Port = 0 };

        static bool NamesEnds(FieldValues fields) => (fields.Has(LogField.Client) && fields.Has(LogField.Server)) || (fields.Has(PacketClient) && fields.Has(PacketServer));

        bool IsDefault(int from) => Numbers.TryUInt16(_cells[from], out var version) && version is >= 2 and < 100 && IsAddress(_cells[from + 3]) && IsAddress(_cells[from + 4])
            && Numbers.TrySeconds(_cells[from + 10], out _) && Numbers.TrySeconds(_cells[from + 11], out _) && IsAction(_cells[from + Action]);

        static bool IsAction(ReadOnlySpan<byte> word) => word is [(byte)'-'] || word.SequenceEqual("ACCEPT"u8) || word.SequenceEqual("REJECT"u8);

        static bool IsAddress(ReadOnlySpan<byte> text) => text is [(byte)'-'] || Address.TryParse(text, out _);
    }
}
