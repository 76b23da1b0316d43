namespace Nameward.Engine.Evidence.Formats;

/// <summary>What PowerDNS writes of queries: Authoritative Server with <c>log-dns-queries</c>, Recursor with <c>quiet=no</c>.</summary>
public sealed class PowerDns : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "powerdns",
        Number = 23,
        Title = "PowerDNS log",
        Source = "https://doc.powerdns.com/authoritative/settings.html#log-dns-queries, https://doc.powerdns.com/recursor/settings.html#quiet; "
            + "Authoritative Server 4.1 to 4.9, Recursor 4.1 to 5.2",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 2,
        Carries = Carries.Queries | Carries.Responses | Carries.Times | Carries.Clients,
        Lacks =
        [
            "records of answers", "responses of the Authoritative Server", "clients of answers in the classic lines of the Recursor",
            "sizes of messages", "message ids",
        ],
        Unproven = "lines of the authoritative server and of the recursor's classic form",
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new PowerDnsGrammar();
}
