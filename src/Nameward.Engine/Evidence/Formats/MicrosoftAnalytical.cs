namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The analytical events of Microsoft's DNS server: each query received and response sent, to clients and to other servers, with the packet inside. They come
/// as an exported event log, as XML, as JSON of a shipper, or as the lines that PowerShell shows.
/// </summary>
public sealed class MicrosoftAnalytical : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "microsoft-analytical",
        Number = 12,
        Title = "Microsoft DNS Server analytical events",
        Source = "https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-R2-and-2012/dn800669(v=ws.11); Windows Server 2012 R2 to 2025",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.Sizes | Carries.HeaderBits
            | Carries.Changes,
        Lacks =
        [
            "events that were lost at high load, of which no mark is left", "records of answers where the export has no packet or a cut one",
            "the server's own address and port where it asks others", "changes by dynamic update",
        ],
        Unproven = "event logs (EVTX) of the analytical channel: only XML, JSON and console text were to be had",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => WindowsHead.LikenessOf(head, WindowsSource.DnsServer);

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new WindowsEventReader(source);
}
