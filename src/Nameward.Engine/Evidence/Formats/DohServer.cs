namespace Nameward.Engine.Evidence.Formats;

/// <summary>The log of doh-server, which takes look-ups over HTTPS and asks a resolver in the clear: it names the clients that a capture behind it cannot.</summary>
public sealed class DohServer : TextLog
{
    /// <inheritdoc/>
    public override FormatInfo Info { get; } = new()
    {
        Id = "doh-server",
        Number = 118,
        Title = "doh-server log (DNS over HTTPS proxy)",
        Source = "https://github.com/m13253/dns-over-https, doh-server/server.go, with verbose = true; version 2",
        Positions = PositionKind.ByteOffset,
        Kind = "DNS server log",
        Tier = 3,
        Carries = Carries.Queries | Carries.Times | Carries.Clients,
        Lacks = ["responses", "records of answers", "the server that was asked", "ports of clients", "message ids", "sizes", "what comes without verbose = true"],
    };

    /// <inheritdoc/>
    internal override ILogGrammar NewGrammar() => new DohServerGrammar();
}
