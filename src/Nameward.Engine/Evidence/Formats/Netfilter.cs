namespace Nameward.Engine.Evidence.Formats;

/// <summary>What the packet filter of Linux logs: the target LOG of iptables, the statement <c>log</c> of nftables, and what stands on them (UFW, firewalld, Shorewall, ulogd).</summary>
public sealed class Netfilter : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "netfilter",
        Number = 84,
        Title = "Linux netfilter log (iptables, nftables, UFW)",
        Source = "https://git.kernel.org/torvalds/linux, net/netfilter/nf_log_syslog.c; Linux 2.4 to 6, ulogd 2 (LOGEMU)",
        Positions = PositionKind.ByteOffset,
        Kind = "firewall log",
        SeesEgress = true,
        Tier = 2,
        Carries = Carries.Flows | Carries.Times | Carries.Clients | Carries.Servers,
        Lacks = ["names", "who began a conversation", "packets that no rule with logging matched", "translations", "what was done with a packet, but where the prefix of the rule says it"],
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new NetfilterGrammar();
}
