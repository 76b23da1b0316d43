namespace Nameward.Engine.Evidence.Formats;

/// <summary>What the packet filter of pfSense and OPNsense logs (<c>filterlog</c>): a line for each packet that a rule with logging matched.</summary>
public sealed class PfSense : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "pfsense",
        Number = 82,
        Title = "pfSense and OPNsense filter log",
        Source = "https://docs.netgate.com/pfsense/en/latest/monitoring/logs/raw-filter-format.html; pfSense 2.2 to 2.8, OPNsense 17 to 26",
        Positions = PositionKind.ByteOffset,
        Kind = "firewall log",
        SeesEgress = true,
        Tier = 2,
        Carries = Carries.Flows | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks = ["names", "who began a conversation", "packets of a conversation behind the first, as a rule", "translations", "a zone of its times, but in RFC 5424"],
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new PfSenseGrammar();
}
