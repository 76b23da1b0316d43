namespace Nameward.Engine.Evidence.Formats;

/// <summary>The log of the DHCP server of Windows (<c>DhcpSrvLog-Mon.log</c>): a head for people in the language of the system, then rows with commas. Times are local.</summary>
public sealed class WindowsDhcpLog : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "windows-dhcp-log",
        Number = 116,
        Title = "Windows DHCP server log",
        Source = "https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2008-R2-and-2008/dd183591(v=ws.10) (\"Analyze DHCP Server Log Files\"), and the head of the files; Windows Server 2008 to 2025, IPv4",
        Positions = PositionKind.ByteOffset,
        Kind = "host and process records",
        Tier = 1,
        Carries = Carries.Times | Carries.Leases,
        Lacks = ["look-ups", "how long leases last", "leases of IPv6", "times below a second"],
        Unproven = "all of it: written by the page of its vendor",
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new WindowsDhcpGrammar();
}
