namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The configuration of ISC DHCP: of its server, which tells hosts the DNS servers to ask, and of its client (<c>dhclient.conf</c>), which may ask others than it is told.
/// </summary>
public sealed class IscDhcpdConf : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "isc-dhcpd-conf",
        Number = 105,
        Title = "ISC DHCP configuration, dhcpd.conf",
        Source = "https://kb.isc.org/docs/isc-dhcp-44-manual-pages-dhcpdconf; ISC DHCP 4.1 to 4.4",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 2,
        Carries = Carries.Changes,
        Lacks = ["times", "the server's name", "what included files say", "whether a condition holds"],
        Unproven = "no real file was to be had",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => new DhcpdGrammar().Look(head);

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new StatementReader(new DhcpdGrammar());
}
