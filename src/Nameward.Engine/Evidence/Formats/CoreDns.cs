namespace Nameward.Engine.Evidence.Formats;

/// <summary>What CoreDNS writes with its plugins <c>log</c> (formats common and combined) and <c>errors</c>.</summary>
public sealed class CoreDns : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "coredns",
        Number = 25,
        Title = "CoreDNS log",
        Source = "https://coredns.io/plugins/log/, https://coredns.io/plugins/errors/; CoreDNS 1.3 to 1.12",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 2,
        Carries = Carries.Queries | Carries.Responses | Carries.Times | Carries.Clients | Carries.Ids | Carries.Sizes | Carries.HeaderBits,
        Lacks = ["records of answers", "the case of names", "the time, but where a container's runtime or syslog adds it"],
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new CoreDnsGrammar();
}
