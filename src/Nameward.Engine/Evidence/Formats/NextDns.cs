using Nameward.Engine.Evidence.Scanning;
using Nameward.Engine.Observations;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>The log that NextDNS lets its users download: CSV with a header, one row a look-up.</summary>
public sealed class NextDns : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "nextdns",
        Number = 36,
        Title = "NextDNS log download",
        Source = "the header of a download; no row of one was at hand, so that its values are unproven",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 3,
        Carries = Carries.Queries | Carries.Times | Carries.Clients,
        Lacks = ["records of answers", "response codes", "the server's address", "the client's port", "message ids", "sizes of messages"],
        Unproven = "rows: only a header was to be had",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Network = LogField.First;

        static readonly FieldTable Fields = new(
            ("timestamp", LogField.Time), ("domain", LogField.Name), ("query_type", LogField.Type), ("protocol", LogField.Transport), ("device_local_ip", LogField.Client),
            ("client_ip", Network), ("status", LogField.Kind), ("root_domain", LogField.Second));

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) =>
            fields.Has(LogField.Name) && fields.Has(LogField.Type) && fields.Has(Network) && fields.Has(LogField.Kind) && fields.Has(LogField.Second);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (Begin(fields, time, Sides.Query, Leg.Client) is { } problem)
            {
                return problem;
            }
            // A router's agent tells which host it was; else the address of the network is all there is.
            if (Row.Message.Client.Address == Address.None)
            {
                if (!TryEndpoint(fields, Network, LogField.ClientPort, out var network))
                {
                    return LineResult.Malformed(NoEndpoint);
                }
                Row.Message.Client = network;
            }
            return End(fields[LogField.Name], offset, rows);
        }
    }
}
