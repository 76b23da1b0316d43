namespace Nameward.Engine.Evidence.Formats;

/// <summary>The session log of Juniper's SRX firewalls (RT_FLOW), structured or not.</summary>
public sealed class JuniperSrx : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "juniper-srx",
        Number = 81,
        Title = "Juniper SRX session log",
        Source = "https://www.juniper.net/documentation/us/en/software/junos/traffic-mgmt/topics/topic-map/security-session-log.html; Junos 10 to 24",
        Positions = PositionKind.ByteOffset,
        Kind = "firewall log",
        SeesEgress = true,
        Tier = 2,
        Carries = Carries.Flows | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks =
        [
            "names", "which record begins and which ends one session: where a policy logs both, the session counts twice", "sessions of policies that do not log", "attacks that screens log as text",
            "a zone of its times, but in structured records",
        ],
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new JuniperSrxGrammar();
}
