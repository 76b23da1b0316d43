namespace Nameward.Engine.Evidence.Formats;

/// <summary>The operational events of the DNS client service of Windows: look-ups that programs made, and the queries that the service sent for them.</summary>
public sealed class MicrosoftDnsClient : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "microsoft-dns-client",
        Number = 14,
        Title = "Windows DNS Client events",
        Source = "channel Microsoft-Windows-DNS-Client/Operational, its manifest as wevtutil gp shows it; Windows 8.1 to 11, Server 2012 R2 to 2025",
        Positions = PositionKind.ByteOffset,
        Kind = "host and process records",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Servers | Carries.Processes,
        Lacks =
        [
            "the address of the host that asked", "the name of the program that asked, of which the number of its process is shown", "data of records other than addresses and names",
            "look-ups of programs that have a resolver of their own",
        ],
        Unproven = "events of the DNS client as an event log or XML; of 3008 only console text was to be had",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head) => WindowsHead.LikenessOf(head, WindowsSource.DnsClient);

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new WindowsEventReader(source);
}
