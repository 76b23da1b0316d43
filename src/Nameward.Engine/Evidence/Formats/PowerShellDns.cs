namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What the commands of PowerShell say of DNS (<c>Get-DnsServer</c> and those for its parts, <c>Get-DnsClientServerAddress</c>, <c>Get-DnsClientNrptRule</c>,
/// <c>Get-DhcpServerv4OptionValue</c>), as <c>Export-Clixml</c>, <c>ConvertTo-Json</c>, <c>Export-Csv</c> and <c>Format-List</c> write it. Which command it was is told by
/// the names of properties.
/// </summary>
public sealed class PowerShellDns : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "powershell-dns",
        Number = 110,
        Title = "DNS configuration by PowerShell (Get-DnsServer and others): CLIXML, JSON, CSV, list",
        Source = "https://learn.microsoft.com/powershell/module/dnsserver, https://learn.microsoft.com/powershell/module/dnsclient, "
            + "https://learn.microsoft.com/powershell/module/dhcpserver/get-dhcpserverv4optionvalue, MS-PSRP section 2.2.5; Windows Server 2012 to 2025, PowerShell 3 to 7; no real file was at hand",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 2,
        Carries = Carries.Changes,
        Lacks = ["times", "queries", "responses", "who changed a setting", "objects within objects, where the export leaves them out", "zones of records that are kept in files"],
        Unproven = "no real export was to be had but in documents",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        var statements = new StatementCount();
        new PowerShellReader(takesDamaged: true).Read(head, isLast: true, statements);
        return statements.Count > 0 ? Likeness.Likely : Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new PowerShellReader();
}
