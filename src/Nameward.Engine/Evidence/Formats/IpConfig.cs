namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// What a host says of the DNS servers that its interfaces ask: <c>ipconfig /all</c> of Windows in English, German, French, Spanish, Portuguese and Italian,
/// <c>scutil --dns</c> of macOS, <c>resolvectl status</c> of Linux.
/// </summary>
public sealed class IpConfig : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "ipconfig",
        Number = 112,
        Title = "DNS servers of a host: ipconfig /all, scutil --dns, resolvectl status",
        Source = "https://learn.microsoft.com/windows-server/administration/windows-commands/ipconfig, Windows XP to 11; scutil(8) of macOS 10.6 to 15; resolvectl(1) of systemd 239 to 257; no real file was at hand",
        Positions = PositionKind.ByteOffset,
        Kind = "configuration changes",
        Tier = 3,
        Carries = Carries.Changes,
        Lacks = ["times", "queries", "responses", "other languages than those named", "whether DHCP gave the servers"],
        Unproven = "no real output was to be had but in documents",
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        var statements = new StatementCount();
        new IpConfigReader().Read(head, isLast: true, statements);
        return statements.Count > 0 ? Likeness.Likely : Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new IpConfigReader();
}
