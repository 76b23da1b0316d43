using Nameward.Engine.Evidence.Scanning;

namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// <c>dhcpd.leases</c>, in which ISC dhcpd keeps its leases: a block for each change of one, so that one file tells of many days. Times are UTC, whatever the
/// server's zone.
/// </summary>
public sealed class IscDhcpLeases : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "isc-dhcp-leases",
        Number = 114,
        Title = "ISC dhcpd lease file",
        Source = "dhcpd.leases(5) of ISC dhcpd 4.4",
        Positions = PositionKind.ByteOffset,
        Kind = "host and process records",
        Tier = 2,
        Carries = Carries.Times | Carries.Leases,
        Lacks = ["look-ups", "leases of IPv6"],
        Unproven = "all of it: written by the manual page",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        const int LinesToSniff = 200;
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        var hasBlock = false;
        for (var left = LinesToSniff; left > 0 && !head.IsEmpty; left--)
        {
            var line = TextWords.TakeUntil(ref head, (byte)'\n').Trim(" \t\r"u8);
            hasBlock |= IscLeaseBlock.IsBeginning(line);
            if (hasBlock && (line.StartsWith("starts "u8) || line.StartsWith("binding state "u8)))
            {
                return Likeness.Likely;
            }
        }
        return Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new IscLeaseReader();
}
