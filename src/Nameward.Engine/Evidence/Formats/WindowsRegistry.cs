namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// Keys and values of a Windows registry, as <c>regedit</c> and <c>reg export</c> write them. Those that concern DNS are read: the servers that interfaces ask, the DNS
/// client and its policies for names, the DNS server and its zones. Each value is a record.
/// </summary>
public sealed class WindowsRegistry : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "windows-registry",
        Number = 111,
        Title = "Windows registry export",
        Source = "https://learn.microsoft.com/windows-server/administration/windows-commands/reg-export, https://support.microsoft.com/topic/9c7f37cf-a5e9-e1cd-c4fa-2a26218a1a23; "
            + "MS-GPNRPT section 2.2.2, MS-DNSP section 3.1.1.1; versions 4 and 5.00, Windows NT 4 to 11; no real file was at hand",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 2,
        Carries = Carries.Changes,
        Lacks = ["times", "queries", "responses", "who changed a value", "names of interfaces"],
        Unproven = "no real export was to be had but in documents",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        return RegistryReader.IsHead(head) ? Likeness.Certain : Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new RegistryReader();
}
