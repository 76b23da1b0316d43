namespace Nameward.Engine.Evidence.Formats;

/// <summary>The log of Unbound: <c>log-queries</c>, <c>log-replies</c>, <c>log-servfail</c>, <c>log-local-actions</c> and <c>rpz-log</c>.</summary>
public sealed class Unbound : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "unbound",
        Number = 21,
        Title = "Unbound log",
        Source = "https://unbound.docs.nlnetlabs.nl/en/latest/manpages/unbound.conf.html (log-queries, log-replies); Unbound 1.8 to 1.24",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 2,
        Carries = Carries.Queries | Carries.Responses | Carries.Times | Carries.Clients | Carries.Servers | Carries.Sizes | Carries.Changes,
        Lacks =
        [
            "records of answers", "responses, but where log-replies is on", "ports of clients", "message ids",
            "bytes of names that are no letters, digits, hyphens or underscores", "the last label and the zone of names of 255 bytes",
        ],
        Unproven = "lines of response policy zones, of log-servfail and of the destination behind replies",
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new UnboundGrammar();
}
