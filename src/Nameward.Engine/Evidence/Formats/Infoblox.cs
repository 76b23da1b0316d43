namespace Nameward.Engine.Evidence.Formats;

/// <summary>The syslog of Infoblox NIOS: the lines of its BIND, with the records of responses where their capture is on, and events of its policies.</summary>
public sealed class Infoblox : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "infoblox",
        Number = 51,
        Title = "Infoblox NIOS syslog",
        Source = "https://docs.infoblox.com/space/nios90, \"Capturing DNS Queries and Responses\"; NIOS 8 and 9",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 1,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.HeaderBits | Carries.Changes | Carries.Leases,
        Lacks = ["sizes of messages", "message ids", "records of answers where a line was cut", "changes to the configuration, which its audit log tells and which are not read yet"],
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new BindGrammar(BindDialect.Infoblox);
}
