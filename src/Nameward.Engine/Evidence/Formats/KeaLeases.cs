using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The lease file of Kea (<c>kea-leases4.csv</c>, <c>kea-leases6.csv</c>), in which each change of a lease is a row. <c>expire</c> is when it ends, in seconds since 1970; it began <c>valid_lifetime</c>
/// before that. A lifetime of 0 removes the lease, and no time tells when.
/// </summary>
public sealed class KeaLeases : TableLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "kea-leases",
        Number = 115,
        Title = "Kea lease file",
        Source = "https://kea.readthedocs.io/en/stable/arm/dhcp4-srv.html (memfile), src/lib/dhcpsrv/csv_lease_file4.cc; Kea 1.6 to 2.6",
        Positions = PositionKind.ByteOffset,
        Kind = "host and process records",
        Tier = 2,
        Carries = Carries.Times | Carries.Leases,
        Lacks = ["look-ups", "when a lease was given back"],
        Unproven = "all of it: written by the source and the manual",
    };

    /// <inheritdoc/>
    internal override TableGrammar NewGrammar() => new Grammar();

    sealed class Grammar : TableGrammar
    {
        const LogField Hardware = LogField.First;

        /// <summary>States of a lease (<c>Lease::STATE_*</c>): declined by its client, so that it is nobody's; its time has run out; given back.</summary>
        const string Declined = "1", Expired = "2", Released = "3";

        static readonly FieldTable Fields = new(
            ("address", LogField.Client), ("hwaddr", Hardware), ("valid_lifetime", LogField.Duration), ("expire", LogField.Time), ("hostname", LogField.Name), ("state", LogField.Kind),
            ("lease_type", LogField.Type));

        public override FieldTable Table => Fields;

        public override bool IsMine(FieldValues fields) => fields.Has(LogField.Client) && fields.Has(LogField.Duration) && fields.Has(LogField.Time) && fields.Has(LogField.Name);

        public override LineResult Read(FieldValues fields, DateTime time, long offset, IBatchWriter rows)
        {
            if (!Numbers.TryCount(fields[LogField.Duration], out var seconds) || seconds > uint.MaxValue)
            {
                return LineResult.Malformed("the lifetime is no number");
            }
            // Prefixes (2) are leased to routers.
            if (seconds == 0 || Is(fields[LogField.Kind], Declined) || Is(fields[LogField.Type], "2"))
            {
                return LineResult.Ignored;
            }
            var isForEver = seconds == uint.MaxValue;
            return new LeaseRow
            {
                Address = fields[LogField.Client],
                Hardware = fields[Hardware],
                Host = fields[LogField.Name].TrimEnd((byte)'.'),
                From = isForEver || time < DateTime.UnixEpoch.AddSeconds(seconds) ? DateTime.MinValue : time.AddSeconds(-seconds),
                Seconds = isForEver ? null : seconds,
                IsOver = Is(fields[LogField.Kind], Expired) || Is(fields[LogField.Kind], Released),
            }.End(offset, rows);
        }

        static bool Is(ReadOnlySpan<byte> value, string state) => value.Length == state.Length && value[0] == state[0];
    }
}
