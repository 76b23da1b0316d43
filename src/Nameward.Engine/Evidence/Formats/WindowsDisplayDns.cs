namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The cache of the DNS client of one Windows host, as <c>ipconfig /displaydns</c> prints it: a name under which records or the lack of them stand. It is what the
/// host knew when it was asked, not what it asked when: each record, and each lack, is a response without a query.
/// </summary>
public sealed class WindowsDisplayDns : IFormat
{
    const int BlocksToSniff = 64;

    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "windows-displaydns",
        Number = 42,
        Title = "Windows DNS client cache, ipconfig /displaydns",
        Source = "https://learn.microsoft.com/windows-server/administration/windows-commands/ipconfig; Windows 7 to 11; no real file was at hand",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS client cache",
        Tier = 2,
        Carries = Carries.Responses | Carries.Records,
        Lacks = ["times", "the host it was taken from", "servers", "queries", "message ids", "transport", "types of questions that an alias answers", "response codes of records"],
        Unproven = "no real output was to be had but in documents",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        for (var left = BlocksToSniff; left > 0 && !head.IsEmpty; left--)
        {
            var end = DisplayDnsBlock.EndOf(head);
            if (DisplayDnsBlock.Of(end < 0 ? head : head[..end]).IsRecord)
            {
                return Likeness.Likely;
            }
            head = end < 0 ? [] : head[(end + 1)..].TrimStart("\r\n"u8);
        }
        return Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new DisplayDnsReader();
}
