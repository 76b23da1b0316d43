namespace Nameward.Engine.Evidence.Formats;

/// <summary>Sockets of a host of Linux with the programs that hold them, as <c>ss -tunap</c> prints them, alone or in lines of syslog, as the host pack writes them.</summary>
public sealed class LinuxSockets : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "linux-sockets",
        Number = 120,
        Title = "Sockets of Linux with their programs (ss -tunap)",
        Source = "https://man7.org/linux/man-pages/man8/ss.8.html; iproute2 5 and 6",
        Positions = PositionKind.ByteOffset,
        Kind = "host and process records",
        Tier = 2,
        Carries = Carries.Times | Carries.Clients | Carries.Servers | Carries.Flows | Carries.Processes | Carries.Changes,
        Lacks = ["names", "bytes and packets", "times, hosts, accounts and paths, but where the host pack wrote it", "whom UDP sockets speak to that are not connected", "sockets that came and went between two looks"],
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new LinuxSocketsGrammar();
}
