namespace Nameward.Engine.Evidence.Formats;

/// <summary>The syslog of Cisco's firewalls: ASA, Firepower Threat Defense, PIX, the Firewall Services Module.</summary>
public sealed class CiscoAsa : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "cisco-asa",
        Number = 80,
        Title = "Cisco ASA and FTD syslog",
        Source = "https://www.cisco.com/c/en/us/td/docs/security/asa/syslog/b_syslog.html, https://www.cisco.com/c/en/us/td/docs/security/firepower/Syslogs/b_fptd_syslog_guide.html; ASA 8 to 9.22, FTD 6 to 7",
        Positions = PositionKind.ByteOffset,
        Kind = "firewall log",
        SeesEgress = true,
        Tier = 1,
        Carries = Carries.Flows | Carries.Queries | Carries.Responses | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks =
        [
            "names, but in connection events of FTD", "records of answers", "bytes and packets of either way, but in connection events of FTD", "who began a connection whose end alone is logged",
            "hosts that are logged by names of theirs in place of addresses", "a zone of its times, but UTC and that of ISO 8601",
        ],
        Unproven = "messages 302015, 302016, 338001 to 338301, 410001 to 410004, 106007 and 710003 were written by the documentation",
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new CiscoAsaGrammar();
}
