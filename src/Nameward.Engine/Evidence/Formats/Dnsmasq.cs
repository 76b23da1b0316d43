namespace Nameward.Engine.Evidence.Formats;

/// <summary>The log of dnsmasq with <c>log-queries</c>, its leases among them, and <c>pihole.log</c>, which Pi-hole's own dnsmasq writes.</summary>
public sealed class Dnsmasq : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "dnsmasq",
        Number = 22,
        Title = "dnsmasq or Pi-hole log",
        Source = "https://thekelleys.org.uk/dnsmasq/docs/dnsmasq-man.html (log-queries); dnsmasq 2.76 to 2.91, Pi-hole FTL 5 and 6",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 2,
        Carries = Carries.Queries | Carries.Responses | Carries.Records | Carries.Times | Carries.Clients | Carries.Servers | Carries.Changes | Carries.Leases,
        Lacks =
        [
            "whom an answer was given to, but with log-queries=extra", "types of questions in lines of answers", "names with bytes that cannot be printed",
            "which name of which question failed upstream", "ports of clients, but with log-queries=extra", "sizes of messages", "message ids",
        ],
        Unproven = "log-queries=extra",
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new DnsmasqGrammar();
}
