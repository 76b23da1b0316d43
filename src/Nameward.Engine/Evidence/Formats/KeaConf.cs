namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The configuration of ISC Kea, a DHCP server: JSON with comments and includes. It tells which DNS servers hosts are to ask, for the whole server, a network, a
/// subnet, a pool, a class or one host; and where names of hosts are brought into the DNS.
/// </summary>
public sealed class KeaConf : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "kea-conf",
        Number = 109,
        Title = "ISC Kea DHCP configuration",
        Source = "https://kea.readthedocs.io/en/stable/arm/config.html, dhcp4-srv.html, dhcp6-srv.html, ddns.html; Kea 1.4 to 3.0; option 6 of RFC 2132 section 3.8, option 23 of RFC 3646 section 3",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 3,
        Carries = Carries.Changes,
        Lacks = ["times", "the host it was taken from", "queries", "responses", "what is in included files", "options that classes or a database add"],
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        if (head.IndexOf("\"Dhcp"u8) < 0)
        {
            return Likeness.No;
        }
        var reader = new KeaReader();
        reader.Skim(head, isLast: false, NoRows.Instance);
        return reader.HasSeenServer ? Likeness.Certain : Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new KeaReader();
}
