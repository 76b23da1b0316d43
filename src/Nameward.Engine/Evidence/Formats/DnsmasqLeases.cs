using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The lease file of dnsmasq and Pi-hole (<c>dnsmasq.leases</c>): when each lease ends, its hardware address (of IPv6 an id), address, host and client id, with spaces between;
/// <c>*</c> stands for what is not known. A snapshot: what is leased when the file was written.
/// </summary>
public sealed class DnsmasqLeases : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "dnsmasq-leases",
        Number = 117,
        Title = "dnsmasq lease file",
        Source = "https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html (dhcp-leasefile), lease_update_file in src/lease.c; dnsmasq 2.76 to 2.91",
        Positions = PositionKind.ByteOffset,
        Kind = "host and process records",
        Tier = 2,
        Carries = Carries.Times | Carries.Leases,
        Lacks = ["look-ups", "when leases began", "leases that have ended"],
        Unproven = "all of it: written by the source",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        const int LinesToSniff = 20;
        var isOne = false;
        for (var left = LinesToSniff; left > 0 && head.Contains((byte)'\n'); left--)
        {
            var line = TextWords.TakeUntil(ref head, (byte)'\n').TrimEnd((byte)'\r');
            var isLease = DnsmasqLeaseReader.Read(line, 0, null, NoRows.Instance).IsObserved;
            isOne |= isLease;
            if (!isLease && !line.StartsWith("duid "u8) && !line.IsEmpty)
            {
                return isOne ? Likeness.Possible : Likeness.No;
            }
        }
        return isOne ? Likeness.Likely : Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new DnsmasqLeaseReader(source.Written);
}
