namespace Nameward.Engine.Evidence.Formats;

/// <summary>The syslog of EfficientIP SOLIDserver: the lines of its BIND, and those of its answer log and its lists.</summary>
public sealed class EfficientIp : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "efficientip",
        Number = 52,
        Title = "EfficientIP SOLIDserver syslog",
        Source = "EfficientIP SOLIDserver Administrator Reference Guide, \"DNS querylog and answerlog\"; lines of version 8",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 3,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Clients | Carries.Servers | Carries.HeaderBits | Carries.Changes | Carries.Leases,
        Lacks = ["sizes of messages", "message ids", "AA and RA of responses", "records of answers where a line was cut"],
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new BindGrammar(BindDialect.EfficientIp);
}
