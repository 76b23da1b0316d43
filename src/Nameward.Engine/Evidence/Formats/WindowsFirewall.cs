namespace Nameward.Engine.Evidence.Formats;

/// <summary>
/// The log of the firewall that is part of Windows (<c>pfirewall.log</c>): values between spaces under a header that names them. Times are local unless the header
/// says GMT.
/// </summary>
public sealed class WindowsFirewall : IFormat
{
    /// <inheritdoc/>
    public FormatInfo Info { get; } = new()
    {
        Id = "windows-firewall",
        Number = 75,
        Title = "Windows Firewall log",
        Source = "https://learn.microsoft.com/windows/security/operating-system-security/network-security/windows-firewall/configure-logging; Windows XP to 11, version 1.5 of the file",
        Positions = PositionKind.ByteOffset,
        Kind = "firewall log",
        Tier = 2,
        Carries = Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows,
        SeesEgress = true,
        Lacks = ["what was asked and answered in a connection", "bytes of connections", "who began a connection that is logged when it is closed", "rules", "times below a second"],
    };

    /// <inheritdoc/>
    public Likeness Sniff(ReadOnlySpan<byte> head)
    {
        const int LinesToSniff = 50;
        var reader = new WindowsFirewallLine();
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        for (var left = LinesToSniff; left > 0 && !head.IsEmpty; left--)
        {
            var end = head.IndexOf((byte)'\n');
            if (reader.Take((end < 0 ? head : head[..end]).TrimEnd((byte)'\r')) is RecordKind.Header or RecordKind.Mine)
            {
                return Likeness.Likely;
            }
            head = end < 0 ? [] : head[(end + 1)..];
        }
        return Likeness.No;
    }

    /// <inheritdoc/>
    public IRecordReader Open(SourceContext source) => new WindowsFirewallReader(source);
}
