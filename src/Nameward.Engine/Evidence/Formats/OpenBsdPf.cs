namespace Nameward.Engine.Evidence.Formats;

/// <summary>The log of the packet filter pf (OpenBSD, FreeBSD) as tcpdump prints it: <c>tcpdump -n -e -ttt -r /var/log/pflog</c>. The file itself is a capture.</summary>
public sealed class OpenBsdPf : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "openbsd-pf",
        Number = 83,
        Title = "pf log as text of tcpdump",
        Source = "https://man.openbsd.org/pflog.4, https://man.openbsd.org/tcpdump.8; tcpdump of OpenBSD and of tcpdump.org (print-pflog.c)",
        Positions = PositionKind.ByteOffset,
        Kind = "firewall log",
        SeesEgress = true,
        Tier = 3,
        Carries = Carries.Flows | Carries.Queries | Carries.Times | Carries.Clients | Carries.Servers | Carries.Ids | Carries.Sizes | Carries.HeaderBits,
        Lacks =
        [
            "who began a conversation", "names in responses", "packets that no rule with logging matched", "translations", "a zone of its times", "ends printed as names (without -n)",
            "packets of -v, which tcpdump.org prints over two lines", "what was done with a query",
        ],
        Unproven = "no real line was to be had: all was written by the sources of both tcpdumps",
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new OpenBsdPfGrammar();
}
