namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What Microsoft's DNS server tells of its own configuration: the audit events 512 to 597, which are on by default, and the events of its log "DNS Server" that speak of
/// plug-ins, transfers of zones, and of when it ran. They come in the same containers as its analytical events.
/// </summary>
public sealed class MicrosoftAudit : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "microsoft-audit",
        Number = 98,
        Title = "Microsoft DNS Server audit events",
        Source = "channel Microsoft-Windows-DNSServer/Audit: https://learn.microsoft.com/windows-server/networking/dns/dns-logging-and-diagnostics, names of data as table "
            + "DnsAuditEvents of Azure Monitor lists them; log DNS Server; Windows Server 2012 R2 to 2025",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 1,
        Carries = Carries.Changes | Carries.Times,
        Lacks =
        [
            "the value before a change, but of updated policies", "what an account changed in files or the directory behind the server's back",
            "the program that made a change",
        ],
        Unproven = "audit events other than 514, 536, 540, 541 and 577, and events of the log DNS Server other than 150, 770 and 6004: written by Microsoft's list of messages",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => WindowsHead.LikenessOf(head, WindowsSource.DnsServerService);

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new WindowsEventReader(source);
}
